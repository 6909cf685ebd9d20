using System.Net;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Records;
using Bluelamp.Tests.Disposal;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Who handed an exhibit over, whose it is, and who is seen in it: people of the list like any others.</summary>
public sealed class ExhibitPeopleTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    [Fact]
    public async Task Whoever_handed_an_exhibit_over_is_on_the_list_and_the_exhibit_is_evidence_of_them()
    {
        var exhibit = await ReceivedAsync();
        var officer = await Host.SignInAsync("officer");
        (await officer.OpenAsync($"/records/exhibits/{exhibit}"))
            .QuerySelector($"a[href='records/exhibits/{exhibit}/people']")
            .ShouldNotBeNull();
        (await officer.OpenAsync(Page(exhibit))).Body!.TextContent.ShouldContain(
            "the owner of the shop, 07700 900861",
            Case.Sensitive,
            "to read it from"
        );
        using (var unsaid = await officer.SubmitAsync(Page(exhibit), "action", ("Surname", "Heilyn")))
        {
            var page = await Documents.ReadAsync(unsaid);
            page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose what they have to do with it.");
            page.QuerySelector("input[name=Surname]")!.GetAttribute("value").ShouldBe("Heilyn");
        }

        var nominal = await AddAsync(officer, exhibit, "Gwynn", "Heilyn", "07700 900861");
        var said = (await SaidAsync(nominal)).ShouldHaveSingleItem();
        said.Source.Kind.ShouldBe(SourceKind.Exhibit);
        said.Source.Words.ShouldContain("handed over by them: told the officer");
        said.Source.Record.ShouldBe(new(exhibit));
        (await officer.OpenAsync($"/records/nominals/{nominal}")).QuerySelector($"a[href='records/exhibits/{exhibit}']").ShouldNotBeNull();
        (await officer.OpenAsync("/search?q=Gwynn+Heilyn")).QuerySelector($"a[href='records/nominals/{nominal}']").ShouldNotBeNull();
    }

    [Fact]
    public async Task Whoever_is_known_by_an_exhibit_alone_goes_with_it_and_who_is_known_besides_stays()
    {
        var (first, second) = (await ReceivedAsync(), await ReceivedAsync());
        var officer = await Host.SignInAsync("officer");
        var alone = await AddAsync(officer, first, "Pwyll", "Pendefig", "07700 900862");
        var twice = await AddAsync(officer, first, "Arawn", "Annwfn", "07700 900863");
        await AddAsync(officer, second, "Arawn", "Annwfn", "07700 900863", ("Who", twice.ToString()));
        var order = new DisposalOrder("Information manager", "Retention period ended", "MoPI group 3");
        (await Host.Get<Disposer>().DisposeAsync(first, versions: null, order, Host.Administrator, Ct)).OrThrow();
        (await SaidAsync(alone)).ShouldBeEmpty();
        (await Host.Database.Source.TablesWithAsync("Pendefig")).ShouldBeEmpty();
        (await SaidAsync(twice)).Count.ShouldBe(2);
    }

    private static string Page(Guid exhibit) => $"/records/exhibits/{exhibit}/people";

    private async Task<Guid> AddAsync(
        StaffClient officer,
        Guid exhibit,
        string forenames,
        string surname,
        string phone,
        params (string, string)[] more
    )
    {
        (string, string)[] told =
        [
            ("Part", "handed-over"),
            ("Forenames", forenames),
            ("Surname", surname),
            ("Phone", phone),
            ("From", "told the officer"),
            .. more,
        ];
        using var added = await officer.SubmitAsync(Page(exhibit), "action", told);
        added.StatusCode.ShouldBe(HttpStatusCode.SeeOther, (await Documents.ReadAsync(added)).Body?.TextContent);
        var links = await Host.Get<LinkList>().OfAsync(exhibit, Host.Administrator, Ct);
        return links.First(static l => l.OtherKind == RecordKind.Nominal).Other; // the newest
    }

    private async Task<Guid> ReceivedAsync()
    {
        var exhibit = Id<Exhibit>.New();
        var received = new ExhibitReceived(
            exhibit,
            Content: null,
            new(OriginKind.Staff, "the owner of the shop, 07700 900861"),
            new() { Description = "A till roll." }
        );
        (await Host.Get<ILedger>().DecideAsync(new Id<Told>(exhibit.Value), new Tell(received), Host.Administrator, Ct)).OrThrow();
        return exhibit.Value;
    }

    private async Task<List<PersonDescribed>> SaidAsync(Guid nominal) =>
        [.. (await Host.Get<ILedger>().StreamAsync(nominal, Host.Administrator, Ct)).Select(static e => e.Event).OfType<PersonDescribed>()];
}
