using System.Net;
using AngleSharp.Dom;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Records.StreetCrime;
using Shouldly;
using Xunit;
using static Bluelamp.Tests.Records.Burglary;

namespace Bluelamp.Tests.Records;

/// <summary>Every fact on a record's page says where it comes from; staff put facts right, and what was said before stays beside them.</summary>
public sealed class FactsTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static int _serial = 5_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    private NaturalIds HostIds => new(Host.Get<ForceProfile>().Code, Host.Get<IdSecret>());

    [Fact]
    public async Task A_vehicle_is_corrected_and_found_by_what_is_right()
    {
        var vehicle = await VehicleAsync(new() { Vrm = "LB07 SEO", Colour = "blue" });
        var officer = await Host.SignInAsync("officer");
        var page = $"/records/vehicles/{vehicle}";
        Row(await officer.OpenAsync(page), "Colour").ShouldContain("blue");
        Row(await officer.OpenAsync(page), "Colour").ShouldContain("from report K7QM-2XRT");
        using var corrected = await officer.SubmitAsync(
            page + "/facts",
            "action",
            ("Vrm", "lb07 5eo"),
            ("Colour", "green"),
            ("Sure", "Believed"),
            ("From", "plate seen"),
            ("Reason", "Misread at night.")
        );
        corrected.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var now = await officer.OpenAsync(page);
        Row(now, "Colour").ShouldStartWith("green");
        Row(now, "Colour").ShouldContain("corrected, believed, from plate seen");
        Row(now, "Colour").ShouldContain("Also said: blue (from report K7QM-2XRT");
        now.Body!.TextContent.ShouldContain("Facts about the vehicle corrected");
        now.QuerySelector("h1")!.TextContent.ShouldContain("green");
        (await officer.OpenAsync("/search?q=LB075EO")).Body!.TextContent.ShouldContain("green");
    }

    [Fact]
    public async Task What_was_right_is_not_overwritten_by_the_next_report()
    {
        var vehicle = await VehicleAsync(new() { Vrm = "LB08 SEO", Colour = "blue" });
        var ledger = Host.Get<ILedger>();
        (
            await ledger.DecideAsync(
                vehicle,
                new CorrectVehicle(vehicle, new() { Colour = "green" }, Report, Confidence.Confirmed, "Seen."),
                Host.Administrator,
                Ct
            )
        ).OrThrow();
        var later = new VehicleDetails { Colour = "grey", Make = "Ford" };
        (await ledger.DecideAsync(vehicle, new DescribeVehicle(vehicle, later, Report), Host.Administrator, Ct)).OrThrow();
        var officer = await Host.SignInAsync("officer");
        var page = await officer.OpenAsync($"/records/vehicles/{vehicle}");
        page.QuerySelector("h1")!.TextContent.ShouldContain("green Ford");
        Row(page, "Colour").ShouldStartWith("green");
        (await officer.OpenAsync("/search?q=LB08SEO")).Body!.TextContent.ShouldContain("green");
    }

    [Theory]
    [InlineData("", "", "", "Fill in what is to be corrected.")]
    [InlineData("green", "", "Seen.", "Say where it is from.")]
    [InlineData("green", "plate seen", "", "Say why.")]
    public async Task A_correction_without_what_where_from_or_why_is_told_and_keeps_what_was_typed(
        string colour,
        string from,
        string reason,
        string told
    )
    {
        var vehicle = await VehicleAsync(new() { Colour = "blue", Words = "tow bar" });
        var officer = await Host.SignInAsync("officer");
        using var refused = await officer.SubmitAsync(
            $"/records/vehicles/{vehicle}/facts",
            "action",
            ("Colour", colour),
            ("From", from),
            ("Reason", reason)
        );
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await Documents.ReadAsync(refused);
        page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain(told);
        page.QuerySelector("[name=Colour]")!.GetAttribute("value").ShouldBe(colour);
    }

    [Fact]
    public async Task An_organisation_is_corrected_and_what_later_sources_say_only_fills_gaps()
    {
        var organisation = Id<Organisation>.New();
        await DescribeAsync(organisation, new("Llwynlamp Dairy", CompanyNumber: null, "Milk"));
        var officer = await Host.SignInAsync("officer");
        var page = $"/records/organisations/{organisation}";
        using var wrong = await officer.SubmitAsync(
            page + "/facts",
            "action",
            ("CompanyNumber", "12"),
            ("From", "letter"),
            ("Reason", "Seen.")
        );
        (await Documents.ReadAsync(wrong)).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("eight letters and digits");
        using var corrected = await officer.SubmitAsync(
            page + "/facts",
            "action",
            ("Name", "Llwynlamp Dairies Ltd"),
            ("From", "Companies House"),
            ("Reason", "Its full name.")
        );
        corrected.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await DescribeAsync(organisation, new("Llwynlamp Dairy", "01234567", "Cheese"));
        var now = await officer.OpenAsync(page);
        Row(now, "Name").ShouldStartWith("Llwynlamp Dairies Ltd");
        Row(now, "Name").ShouldContain("Also said 2 times: Llwynlamp Dairy");
        Row(now, "Company number").ShouldStartWith("01234567");
        Row(now, "Description").ShouldStartWith("Milk");
        (await officer.OpenAsync("/search?q=Llwynlamp+Dairies")).Body!.TextContent.ShouldContain("Llwynlamp Dairies Ltd");
    }

    [Fact]
    public async Task A_place_says_where_its_address_is_from_and_what_it_was_taken_for()
    {
        var place = Id<Place>.New();
        var details = HeolFawr with { Uprn = "10000000001" };
        (await Host.Get<ILedger>().DecideAsync(place, new DescribePlace(place, details, Report), Host.Administrator, Ct)).OrThrow();
        var officer = await Host.SignInAsync("officer");
        var page = $"/records/places/{place}";
        using var corrected = await officer.SubmitAsync(
            page + "/facts",
            "action",
            ("Number", "21"),
            ("Uprn", ""),
            ("Reason", "Door seen.")
        );
        corrected.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var now = await officer.OpenAsync(page);
        Row(now, "Address").ShouldStartWith("21 Heol Fawr");
        Row(now, "Address").ShouldContain("Also said: 12 Heol Fawr");
        Row(now, "Address").ShouldContain("from report K7QM-2XRT");
        Row(now, "UPRN").ShouldStartWith("Not known");
        Row(now, "UPRN").ShouldContain("Also said: 10000000001");
    }

    [Fact]
    public async Task A_number_and_an_account_say_where_they_are_from()
    {
        var owl = new AccountDetails(AccountKind.Online, "Chatterbox", "@facts.owl");
        var account = Account.Of(HostIds, owl);
        var ledger = Host.Get<ILedger>();
        (await ledger.DecideAsync(account, new NoteAccount(account, owl, Report), Host.Administrator, Ct)).OrThrow();
        var phone = CommunicationDetails.Phone("07700 900456")!;
        var number = Communication.Of(HostIds, phone.Kind, phone.Value);
        (await ledger.DecideAsync(number, new NoteCommunication(number, phone, Report), Host.Administrator, Ct)).OrThrow();
        var officer = await Host.SignInAsync("officer");
        Row(await officer.OpenAsync($"/records/accounts/{account}"), "Number or name").ShouldContain("from report K7QM-2XRT");
        Row(await officer.OpenAsync($"/records/communications/{number}"), "As it is searched").ShouldContain("from report K7QM-2XRT");
    }

    [Fact]
    public async Task A_crime_shows_what_was_put_right_and_every_link_where_it_is_from()
    {
        var plan = await BurgleAsync();
        var officer = await Host.SignInAsync("officer");
        var page = $"/records/crimes/{plan.Crime}";
        Row(await officer.OpenAsync(page), "What happened").ShouldContain("from report K7QM-2XRT");
        using var corrected = await officer.SubmitAsync(
            page + "/facts",
            "action",
            ("Narrative", "Front window forced."),
            ("Reason", "Scene visited.")
        );
        corrected.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var now = await officer.OpenAsync(page);
        Row(now, "What happened").ShouldContain("was “Rear window forced, laptop stolen.” until");
        Row(now, "What happened").ShouldContain("Scene visited.");
        Row(now, "Method").ShouldNotContain("was", customMessage: "what was not changed is not said to be");
        now.QuerySelector("section[aria-labelledby=links]")!.TextContent.ShouldContain("from report K7QM-2XRT");
    }

    [Fact]
    public async Task The_map_of_a_record_shows_published_crime_round_it_to_whom_may_read_that()
    {
        var plan = await BurgleAsync();
        var page = $"/records/crimes/{plan.Crime}";
        var officer = await Host.SignInAsync("officer");
        (await officer.OpenAsync(page)).QuerySelector("bl-map")!.HasAttribute("beside").ShouldBeFalse("none is loaded");
        await ImportAsync();
        var map = (await officer.OpenAsync(page)).QuerySelector("bl-map")!;
        map.GetAttribute("beside").ShouldBe("street-crime");
        map.GetAttribute("data-credit")!.ShouldContain("Open Government Licence");
        map.TextContent.ShouldContain("published street crime");
        var manager = await Host.SignInAsync("information-manager");
        (await manager.OpenAsync(page)).QuerySelector("bl-map")!.HasAttribute("beside").ShouldBeFalse("their role does not read it");
    }

    private async Task ImportAsync()
    {
        var folder = Directory.CreateTempSubdirectory("bluelamp-facts-");
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "2026-10-gwent-street.csv"),
            $"{PoliceUkImportTests.Header}\n,2026-10,Gwent Police,Gwent Police,-3.197188,51.794859,On or near Big Lane,W01001440,Blaenau Gwent 001A,Burglary,,\n",
            Ct
        );
        using var rejects = new RejectList(Path.Combine(folder.FullName, "imports"), "police-uk", TimeProvider.System);
        var import = Host.Get<IEnumerable<IImport>>().Single(static i => i.Name is "police-uk");
        (await import.RunAsync(folder.FullName, SilentProgress.Instance, rejects, Ct)).Added.ShouldBe(1);
        folder.Delete(recursive: true);
    }

    private static string Row(IDocument page, string key) =>
        page.QuerySelectorAll(".govuk-summary-list__row")
            .Single(r => string.Equals(r.QuerySelector("dt")!.TextContent.Trim(), key, StringComparison.Ordinal))
            .QuerySelector("dd")!
            .TextContent.Trim();

    private async Task DescribeAsync(Id<Organisation> organisation, OrganisationDetails details) =>
        (
            await Host.Get<ILedger>()
                .DecideAsync(organisation, new DescribeOrganisation(organisation, details, Report), Host.Administrator, Ct)
        ).OrThrow();

    private async Task<Id<Vehicle>> VehicleAsync(VehicleDetails details)
    {
        var vehicle = Id<Vehicle>.New();
        (await Host.Get<ILedger>().DecideAsync(vehicle, new DescribeVehicle(vehicle, details, Report), Host.Administrator, Ct)).OrThrow();
        return vehicle;
    }

    private async Task<CrimePlan> BurgleAsync()
    {
        var plan = Plan(Interlocked.Increment(ref _serial)) with
        {
            Ids = HostIds,
            People = [new PlannedPerson(Id<Nominal>.New(), IsNew: true, LinkRole.Victim, SianJones)],
        };
        (await Host.Get<ILedger>().DecideAsync(plan.Steps(), Host.Administrator, Ct)).OrThrow();
        return plan;
    }
}
