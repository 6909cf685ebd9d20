using System.Net;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;
using static Bluelamp.Tests.Records.Burglary;

namespace Bluelamp.Tests.Records;

/// <summary>The pages of records, as staff with different roles meet them over HTTP.</summary>
public sealed class RecordPagesTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static int _serial;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    private short HostForce => Host.Get<ForceProfile>().Code;

    private NaturalIds HostIds => new(HostForce, Host.Get<IdSecret>());

    [Fact]
    public async Task A_crime_page_tells_what_happened_to_whom_and_where()
    {
        var plan = await BurgleAsync();
        var investigator = await Host.SignInAsync("investigator");
        var page = (await investigator.OpenAsync($"/records/crimes/{plan.Crime}")).Body!.TextContent;
        page.ShouldContain(plan.Reference.ToString());
        page.ShouldContain("Rear window forced");
        page.ShouldContain("Siân Jones");
        page.ShouldContain("12 Heol Fawr");
        page.ShouldContain("Linked as victim");
    }

    [Fact]
    public async Task Every_kind_of_record_has_its_page()
    {
        var plan = await BurgleAsync();
        var officer = await Host.SignInAsync("officer");
        var links = (await officer.OpenAsync($"/records/crimes/{plan.Crime}")).QuerySelectorAll("a[data-node]");
        links.Length.ShouldBe(3, "place, person, vehicle");
        foreach (var link in links)
            (await officer.StatusAsync("/" + link.GetAttribute("href"))).ShouldBe(HttpStatusCode.OK, link.TextContent);
        var person = await officer.OpenAsync($"/records/nominals/{plan.People[0].Nominal}");
        foreach (var link in person.QuerySelectorAll("a[data-node]"))
            (await officer.StatusAsync("/" + link.GetAttribute("href"))).ShouldBe(HttpStatusCode.OK, link.TextContent);
    }

    [Fact]
    public async Task Before_it_was_recorded_a_crime_is_shown_as_it_was_first_known()
    {
        var plan = await BurgleAsync();
        var officer = await Host.SignInAsync("officer");
        var first = await officer.FollowAsync($"/records/crimes/{plan.Crime}?asat=2020-01-01T12:00");
        first.Body!.TextContent.ShouldContain("Nothing was known of it on 1 January 2020");
        first.Body!.TextContent.ShouldContain("as it was first known");
        (await officer.StatusAsync($"/records/crimes/{Guid.CreateVersion7()}?asat=2020-01-01T12:00")).ShouldBe(HttpStatusCode.NotFound);
        (await officer.OpenAsync($"/records/crimes/{plan.Crime}?asat=2999-01-01")).Body!.TextContent.ShouldContain("as it was known on");
        (await officer.OpenAsync($"/records/crimes/{plan.Crime}?asat=once")).Body!.TextContent.ShouldContain(
            "“once” is no day and no moment"
        );
        var later = await officer.OpenAsync($"/records/crimes/{plan.Crime}?asat=2999-01-01T12:00");
        later.Body!.TextContent.ShouldContain("as it was known on");
        later.QuerySelector("nav[aria-label=Actions]").ShouldBeNull("nobody acts on the past");
    }

    [Fact]
    public async Task A_record_of_another_kind_or_none_is_not_found()
    {
        var plan = await BurgleAsync();
        var officer = await Host.SignInAsync("officer");
        (await officer.StatusAsync($"/records/nominals/{plan.Crime}")).ShouldBe(HttpStatusCode.NotFound);
        (await officer.StatusAsync($"/records/crimes/{Guid.CreateVersion7()}")).ShouldBe(HttpStatusCode.NotFound);
        (await officer.StatusAsync($"/records/nothing/{plan.Crime}/notes")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_closed_person_is_not_found_and_not_named()
    {
        var plan = await BurgleAsync();
        var sian = plan.People[0].Nominal;
        await Host.Get<Db>()
            .KeepAsync($"insert into kernel.restriction (force, subject, keys) values ({HostForce}, {sian}, {Array.Empty<Guid>()})", Ct);
        var officer = await Host.SignInAsync("officer");
        (await officer.StatusAsync($"/records/nominals/{sian}")).ShouldBe(HttpStatusCode.NotFound);
        (await officer.OpenAsync($"/records/crimes/{plan.Crime}")).Body!.TextContent.ShouldNotContain("Siân Jones");
    }

    [Fact]
    public async Task Who_was_second_is_told_and_loses_nothing_typed()
    {
        var plan = await BurgleAsync();
        var path = $"/records/crimes/{plan.Crime}/notes";
        var officer = await Host.SignInAsync("officer");
        var stale = await officer.OpenAsync(path);
        using var first = await officer.SubmitAsync(path, "action", ("Text", "Neighbour seen."));
        first.StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        using var second = await officer.Http.SubmitAsync(stale, path, "action", ("Text", "CCTV asked for."));
        second.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var told = await Documents.ReadAsync(second);
        told.Body!.TextContent.ShouldContain("Somebody changed this record");
        told.QuerySelector("textarea")!.TextContent.Trim().ShouldBe("CCTV asked for.");

        using var again = await officer.Http.SubmitAsync(told, path, "action");
        again.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await officer.OpenAsync($"/records/crimes/{plan.Crime}")).Body!.TextContent.ShouldContain("CCTV asked for.");
    }

    [Fact]
    public async Task Who_was_second_is_told_also_when_something_else_was_wrong_first()
    {
        var person = $"/records/nominals/{(await BurgleAsync()).People[0].Nominal}";
        var investigator = await Host.SignInAsync("investigator");
        var stale = await investigator.OpenAsync(person + "/markers");
        using var first = await investigator.SubmitAsync(person + "/notes", "action", ("Text", "Moved away."));
        first.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var wrong = await investigator.Http.SubmitAsync(stale, person + "/markers", "action", Marker("31"));
        var page = await Documents.ReadAsync(wrong);
        page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Enter a real day");
        using var second = await investigator.Http.SubmitAsync(page, person + "/markers", "action", Marker("2"));
        page = await Documents.ReadAsync(second);
        page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Somebody changed this record");
        using var third = await investigator.Http.SubmitAsync(page, person + "/markers", "action");
        third.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    /// <summary>A warning, as it is typed.</summary>
    /// <param name="day">Of February.</param>
    private static (string, string)[] Marker(string day)
    {
        var review = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddMonths(6);
        return
        [
            ("List", "Warning"),
            ("Warning", "VI"),
            ("Words", "Kicked a door in."),
            ("From", "own observation"),
            ("EvidenceOn-day", day),
            ("EvidenceOn-month", "2"),
            ("EvidenceOn-year", "2024"),
            ("ReviewBy-day", $"{review.Day}"),
            ("ReviewBy-month", $"{review.Month}"),
            ("ReviewBy-year", $"{review.Year}"),
        ];
    }

    [Fact]
    public async Task An_investigator_finalises_a_crime_by_forms()
    {
        var plan = await BurgleAsync();
        var crime = $"/records/crimes/{plan.Crime}";
        var investigator = await Host.SignInAsync("investigator");
        var person = $"/records/nominals/{plan.People[0].Nominal}";
        (await investigator.OpenAsync(person))
            .QuerySelector("section[aria-labelledby=open-matters] a")!
            .TextContent.ShouldBe(plan.Reference.ToString());
        using var needs = await investigator.SubmitAsync(crime + "/outcome", "action", ("Code", "15"), ("Rationale", "CPS advice."));
        (await Documents.ReadAsync(needs)).Body!.TextContent.ShouldContain("needs a named suspect");
        using var given = await investigator.SubmitAsync(crime + "/outcome", "action", ("Code", "18"), ("Rationale", "No lines left."));
        given.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var told = await investigator.SubmitAsync(
            crime + "/victim-told",
            "action",
            ("On-day", "2"),
            ("On-month", "1"),
            ("On-year", "2024"),
            ("How", "by phone")
        );
        told.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await investigator.OpenAsync(crime)).Body!.TextContent.ShouldContain("Crime finalised with outcome 18");
        (await investigator.OpenAsync(person)).Body!.TextContent.ShouldContain("No open crime.");
    }

    [Fact]
    public async Task Codes_are_shown_by_their_names_in_the_language_of_the_reader()
    {
        var plan = await BurgleAsync();
        var crime = $"/records/crimes/{plan.Crime}";
        var investigator = await Host.SignInAsync("investigator");
        using var given = await investigator.SubmitAsync(crime + "/outcome", "action", ("Code", "18"), ("Rationale", "No lines left."));
        given.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var english = (await investigator.OpenAsync(crime)).Body!.TextContent;
        english.ShouldContain("Burglary - residential (Apr 2017 to Mar 2023) (28E)");
        english.ShouldContain("Investigation complete - no suspect identified");
        (await investigator.OpenAsync("/cy" + crime)).Body!.TextContent.ShouldContain(
            Host.Get<CodeNames>().Outcome("18", Bluelamp.Kernel.Web.Language.Welsh)
        );
        foreach (var list in (string[])["/records/crimes?all=true", $"/search?q={plan.Reference}"])
            (await investigator.OpenAsync(list)).Body!.TextContent.ShouldContain("Burglary - residential (Apr 2017 to Mar 2023) (28E)");
    }

    [Fact]
    public async Task Each_role_is_offered_what_it_may_do()
    {
        var plan = await BurgleAsync();
        (await ActionsAsync("contact-handler", plan)).ShouldBe(["Link a record"]);
        (await ActionsAsync("officer", plan)).ShouldContain("Attach a note");
        (await ActionsAsync("investigator", plan)).ShouldContain("Record an outcome");
        (await ActionsAsync("supervisor", plan)).ShouldContain("Cancel");
        (await ActionsAsync("dispatcher", plan)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_marker_is_placed_reviewed_and_shown_apart()
    {
        var plan = await BurgleAsync();
        var person = $"/records/nominals/{plan.People[0].Nominal}";
        var investigator = await Host.SignInAsync("investigator");
        var review = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddMonths(6);
        using var placed = await investigator.SubmitAsync(
            person + "/markers",
            "action",
            ("List", "Vulnerability"),
            ("Vulnerability", "AGE-OLD"),
            ("Words", "Lives alone."),
            ("From", "own observation"),
            ("EvidenceOn-day", "2"),
            ("EvidenceOn-month", "1"),
            ("EvidenceOn-year", "2024"),
            ("ReviewBy-day", $"{review.Day}"),
            ("ReviewBy-month", $"{review.Month}"),
            ("ReviewBy-year", $"{review.Year}")
        );
        placed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var page = await investigator.OpenAsync(person);
        page.QuerySelector(".bl-markers--vulnerability")!.TextContent.ShouldContain("Lives alone.");
        page.QuerySelector(".bl-markers--warning").ShouldBeNull();
    }

    [Theory]
    [InlineData("places", "LOC-DG", "VEH-FS")]
    [InlineData("vehicles", "VEH-FS", "VI")]
    [InlineData("nominals", "VI", "LOC-DG")]
    public async Task Only_markers_of_its_kind_are_placed_on_a_record(string folder, string own, string foreign)
    {
        var plan = await BurgleAsync();
        var investigator = await Host.SignInAsync("investigator");
        var links = (await investigator.OpenAsync($"/records/crimes/{plan.Crime}")).QuerySelectorAll("a[data-node]");
        var record =
            "/"
            + links.Select(static l => l.GetAttribute("href")!).First(h => h.StartsWith($"records/{folder}/", StringComparison.Ordinal));
        var page = await investigator.OpenAsync(record + "/markers");
        page.QuerySelector($"#Warning option[value='{own}']").ShouldNotBeNull();
        page.QuerySelector($"#Warning option[value='{foreign}']").ShouldBeNull();
        (page.QuerySelector("#Vulnerability") is not null).ShouldBe(folder is "nominals", "only a person is vulnerable");
        using var refused = await investigator.SubmitAsync(record + "/markers", "action", ("List", "Warning"), ("Warning", foreign));
        (await Documents.ReadAsync(refused)).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose the marker");
    }

    [Theory]
    [InlineData("notes")]
    [InlineData("markers")]
    public async Task Nothing_is_done_to_a_record_under_an_address_of_another_kind(string action)
    {
        var plan = await BurgleAsync();
        var investigator = await Host.SignInAsync("investigator");
        var person = plan.People[0].Nominal;
        (await investigator.StatusAsync($"/records/nominals/{person}/{action}")).ShouldBe(HttpStatusCode.OK);
        (await investigator.StatusAsync($"/records/vehicles/{person}/{action}")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_search_page_groups_what_it_finds()
    {
        var plan = await BurgleAsync();
        var officer = await Host.SignInAsync("officer");
        var page = await officer.OpenAsync($"/search?q={Uri.EscapeDataString(plan.Reference.ToString())}");
        page.QuerySelector(".bl-search__hit a")!.TextContent.ShouldBe(plan.Reference.ToString());
        (await officer.OpenAsync("/search?q=shan%20jones")).Body!.TextContent.ShouldContain("Siân Jones");
        (await officer.OpenAsync("/search?q=Zzyzx")).Body!.TextContent.ShouldContain("Nothing found");
    }

    [Fact]
    public async Task The_search_page_shows_an_online_account_and_leads_to_it()
    {
        var owl = new AccountDetails(AccountKind.Online, "Chatterbox", "@lamp.owl");
        var account = Account.Of(HostIds, owl);
        (await Host.Get<ILedger>().DecideAsync(account, new NoteAccount(account, owl, Report), Host.Administrator, Ct)).OrThrow();
        var officer = await Host.SignInAsync("officer");
        var found = (await officer.OpenAsync("/search?q=lamp.owl")).QuerySelector("#found-accounts + ol a")!;
        found.TextContent.ShouldBe("Chatterbox @lamp.owl");
        (await officer.OpenAsync("/" + found.GetAttribute("href"))).QuerySelector("h1")!.TextContent.ShouldContain("@lamp.owl");
    }

    [Fact]
    public async Task The_list_of_crimes_begins_with_the_latest()
    {
        var plan = await BurgleAsync();
        var officer = await Host.SignInAsync("officer");
        (await officer.OpenAsync("/records/crimes")).Body!.TextContent.ShouldContain(plan.Reference.ToString());
    }

    private async Task<string[]> ActionsAsync(string role, CrimePlan plan)
    {
        var staff = await Host.SignInAsync(role);
        var page = await staff.OpenAsync($"/records/crimes/{plan.Crime}");
        return [.. page.QuerySelectorAll("nav[aria-label=Actions] a").Select(static a => a.TextContent)];
    }

    private async Task<CrimePlan> BurgleAsync()
    {
        var plan = Plan(Interlocked.Increment(ref _serial)) with
        {
            Ids = HostIds,
            People = [new PlannedPerson(Id<Nominal>.New(), IsNew: true, LinkRole.Victim, SianJones)],
            Vehicles = [new(LinkRole.VehicleSeen, new() { Vrm = "LB07 SEO", Colour = "blue" })],
        };
        (await Host.Get<ILedger>().DecideAsync(plan.Steps(), Host.Administrator, Ct)).OrThrow();
        return plan;
    }
}
