using Bluelamp.Contact.Inbox;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel;
using Bluelamp.Records;
using Bluelamp.Tests.Contact.Telling;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Inbox;

/// <summary>A crime that happened to a business: its name reaches the handler, the crime and the list of organisations.</summary>
public sealed class OrganisationVictimTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Shop = "Siop y Bont";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    private ILedger Ledger => Host.Get<ILedger>();

    [Fact]
    public async Task A_shop_that_was_burgled_is_the_victim_of_the_crime_and_is_one_organisation_the_second_time()
    {
        var (first, second) = (await CrimeAsync(), await CrimeAsync());
        var shop = (await VictimsAsync(first)).ShouldHaveSingleItem();
        (await VictimsAsync(second)).ShouldHaveSingleItem().ShouldBe(shop);

        var found = await Host.Get<SearchBox>().FindAsync(SearchText.Of(Shop)!, Host.Administrator, Ct); // it has words
        found.Single(static r => r.Title is "Organisations").Group.Hits.ShouldHaveSingleItem().Record.ShouldBe(shop);
    }

    [Fact]
    public async Task The_handler_reads_the_name_of_the_business()
    {
        var sent = await SendAsync();
        var handler = await Host.SignInAsync("contact-handler");
        (await handler.OpenAsync($"/inbox/{sent.Report}")).Body!.TextContent.ShouldContain(Shop);
    }

    [Fact]
    public async Task An_organisation_has_its_part_in_each_crime_that_was_done_to_people_in_it()
    {
        var (first, second) = await TwoCrimesAsync("105A", people: 2);
        (await NamesAsync(first, LinkRole.Victim)).ShouldBe(["Siân Test"]);
        (await NamesAsync(second, LinkRole.Victim)).ShouldBe(["Rhys Test"]);
        (await NamesAsync(first, LinkRole.Involved)).ShouldBe([Shop]);
        (await NamesAsync(second, LinkRole.Involved)).ShouldBe([Shop]);
    }

    [Fact]
    public async Task A_person_and_an_organisation_that_were_blackmailed_have_a_crime_each()
    {
        var (first, second) = await TwoCrimesAsync("35", people: 1);
        (await NamesAsync(first, LinkRole.Victim)).ShouldBe(["Siân Test"]);
        (await NamesAsync(second, LinkRole.Victim)).ShouldBe([Shop]);
        (await NamesAsync(first, LinkRole.Involved)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_and_an_organisation_that_were_burgled_together_are_victims_of_one_crime()
    {
        var plan = await PlanAsync("30C", people: 1);
        (await Ledger.DecideAsync([.. plan.Steps()], Host.Administrator, Ct)).OrThrow();
        (await NamesAsync(plan.Crime, LinkRole.Victim)).ShouldBe(["Siân Test", Shop], ignoreOrder: true);
    }

    /// <summary>Two crimes of a report by Siân, in which a shop and so many people are victims.</summary>
    private async Task<(Id<Crime> First, Id<Crime> Second)> TwoCrimesAsync(string offence, int people)
    {
        var plan = await PlanAsync(offence, people);
        plan = plan with { Further = [new(Id<Crime>.New(), await Host.Get<CrimeNumbers>().NextAsync(Host.Administrator, Ct))] };
        (await Ledger.DecideAsync([.. plan.Steps()], Host.Administrator, Ct)).OrThrow();
        return (plan.Crime, plan.Further[0].Crime);
    }

    private async Task<RecordFromReport> PlanAsync(string offence, int people)
    {
        var plan = await PlanAsync();
        SaidPerson[] victims =
        [
            new(LinkRole.Victim, new() { Forenames = "Siân", Surname = "Test" }, IsReporter: true),
            new(LinkRole.Victim, new() { Forenames = "Rhys", Surname = "Test" }),
        ];
        return plan with { Offence = offence, Content = plan.Content with { People = [.. victims.Take(people)] }, Chosen = [null, null] };
    }

    private Task<SentReport> SendAsync() =>
        SentReport.SendAsync(Host, ("for_whom", "\"organisation\""), ("organisation", $"\"{Shop}\""), ("support", null));

    private async Task<Id<Crime>> CrimeAsync()
    {
        var plan = await PlanAsync();
        (await Ledger.DecideAsync([.. plan.Steps()], Host.Administrator, Ct)).OrThrow();
        return plan.Crime;
    }

    private async Task<RecordFromReport> PlanAsync() => await (await SendAsync()).PlanAsync();

    private async Task<IEnumerable<string>> NamesAsync(Id<Crime> crime, LinkRole role)
    {
        var links = (await Host.Get<LinkList>().OfAsync(crime.Value, Host.Administrator, Ct))
            .Where(l => l.Role == role)
            .Select(static l => l.Other);
        return (await Host.Get<RecordNames>().OfAsync([.. links], Host.Administrator, Ct)).Values.Select(static n => n.Name).ToList();
    }

    private async Task<List<Guid>> VictimsAsync(Id<Crime> crime) =>
        [
            .. (await Host.Get<LinkList>().OfAsync(crime.Value, Host.Administrator, Ct))
                .Where(static l => l.Role is LinkRole.Victim)
                .Select(static l => l.Other),
        ];
}
