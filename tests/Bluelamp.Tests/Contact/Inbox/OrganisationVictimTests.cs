using Bluelamp.Contact.Inbox;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Records;
using Bluelamp.Tests.Contact.Telling;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Kernel.Ledger;
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

    private Task<SentReport> SendAsync() =>
        SentReport.SendAsync(Host, ("for_whom", "\"organisation\""), ("organisation", $"\"{Shop}\""), ("support", null));

    private async Task<Id<Crime>> CrimeAsync()
    {
        var sent = await SendAsync();
        IReadOnlyList<Entry> stream = [];
        await LedgerWorld.EventuallyAsync(async () =>
            (stream = await Ledger.StreamAsync(sent.Report.Value, Host.Administrator, Ct)).Any(static e => e.Event is ReportAssessed)
        );
        var content = ((ReportSubmitted)stream[0].Event).Content;
        var plan = new RecordFromReport(
            new(Host.Administrator.Force, Host.Get<IdSecret>()),
            sent.Report,
            sent.Reference,
            content,
            stream[0].At,
            Id<Crime>.New(),
            await Host.Get<CrimeNumbers>().NextAsync(Host.Administrator, Ct),
            "30C",
            content.Words,
            [.. content.People.Select(static _ => (Id<Nominal>?)null)],
            [],
            Seen: stream[^1].Version
        );
        (await Ledger.DecideAsync([.. plan.Steps()], Host.Administrator, Ct)).OrThrow();
        return plan.Crime;
    }

    private async Task<List<Guid>> VictimsAsync(Id<Crime> crime) =>
        [
            .. (await Host.Get<LinkList>().OfAsync(crime.Value, Host.Administrator, Ct))
                .Where(static l => l.Role is LinkRole.Victim)
                .Select(static l => l.Other),
        ];
}
