using AngleSharp.Dom;
using Bluelamp.Contact.Inbox;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Contact.Telling;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Inbox;

/// <summary>What a report and the list know of each other before anybody has linked them.</summary>
public sealed class ReportsOfPersonTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Burgled = "Eluned";
    private static int _serial = 7_700;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    [Fact]
    public async Task A_persons_page_shows_the_open_reports_in_which_they_are_likely_meant()
    {
        var nominal = await KnownAsync(Burgled, "Cadwgan", "07700 900811");
        var sent = await SendAsync(Burgled, "Cadwgan", "07700 900811");
        var handler = await Host.SignInAsync("contact-handler");
        var section = await SectionAsync(handler, nominal);
        section.ShouldNotBeNull().QuerySelector($"a[href='inbox/{sent.Report}']").ShouldNotBeNull();
        section.TextContent.ShouldContain("Likely the victim");
        section.TextContent.ShouldContain("same phone");
        var heads = section.Owner!.QuerySelectorAll("h2[id]").Select(static h => h.Id).ToList(); // it stands in a page
        heads.IndexOf("open-reports").ShouldBeLessThan(heads.IndexOf("facts"), "what is urgent comes first");
        (await SectionAsync(await Host.SignInAsync("analyst"), nominal)).ShouldBeNull("an analyst does not work in the inbox");
        (await SectionAsync(handler, await KnownAsync("Gwydion", "Cadwgan", "07700 900812"))).ShouldBeNull("somebody else");

        await sent.DecideAsync(new TakeReport(sent.Report, "Test Handler"));
        await sent.DecideAsync(new AdviseReporter(sent.Report, "Lock your door."));
        (await SectionAsync(handler, nominal)).ShouldBeNull("it is open no more");
        (await Host.Database.Source.RowsAsync("contact.report_person")).ShouldNotContain(sent.Report.ToString());
    }

    [Fact]
    public async Task A_report_that_is_closed_to_the_reader_is_not_on_a_persons_page()
    {
        var nominal = await KnownAsync("Nest", "Ednyfed", "07700 900813");
        var sent = await SendAsync("Nest", "Ednyfed", "07700 900813");
        var handler = await Host.SignInAsync("contact-handler");
        (await SectionAsync(handler, nominal)).ShouldNotBeNull();
        await Host.Get<Db>()
            .KeepAsync(
                $"insert into kernel.restriction (force, subject, keys) values ({Host.Administrator.Force}, {sent.Report}, {Array.Empty<Guid>()})",
                Ct
            );
        (await SectionAsync(handler, nominal)).ShouldBeNull();
    }

    [Fact]
    public async Task A_misspelt_address_and_the_short_name_of_a_shop_find_what_is_on_record()
    {
        var plan = Plan() with
        {
            Where = Burglary.HeolFawr with { Town = "Llanfair", Postcode = "LL1 1AA" },
            Organisations = [new(LinkRole.Victim, new("Siop Llanlamp Ltd"))],
        };
        (await Host.Get<ILedger>().DecideAsync(plan.Steps(), Host.Administrator, Ct)).OrThrow();
        var sent = await SentReport.SendAsync(
            Host,
            ("where", """{ "number": "12", "street": "Heol Vawr", "town": "Llanfair", "postcode": "LL1 1AA" }"""),
            ("for_whom", "\"organisation\""),
            ("organisation", "\"Siop Llanlamp\""),
            ("support", null)
        );

        var known = (await (await Host.SignInAsync("contact-handler")).OpenAsync($"/inbox/{sent.Report}")).QuerySelector(
            "section:has(#known)"
        );
        known.ShouldNotBeNull();
        known.TextContent.ShouldNotContain("Nothing is on record there");
        known
            .QuerySelectorAll("a[href^='records/places/']")
            .ShouldContain(static a => a.TextContent.Contains("12 Heol Fawr", StringComparison.Ordinal));
        known
            .QuerySelectorAll("a[href^='records/organisations/']")
            .ShouldContain(static a => a.TextContent.Contains("Siop Llanlamp Ltd", StringComparison.Ordinal));
    }

    private static async Task<IElement?> SectionAsync(StaffClient who, Id<Nominal> nominal) =>
        (await who.OpenAsync($"/records/nominals/{nominal}")).QuerySelector("section:has(#open-reports)");

    private Task<SentReport> SendAsync(string forenames, string surname, string phone) =>
        SentReport.SendAsync(
            Host,
            ("you", $$"""{ "forenames": "{{forenames}}", "surname": "{{surname}}" }"""),
            ("you_contact", $$"""{ "phone": "{{phone}}" }""")
        );

    private CrimePlan Plan()
    {
        var force = Host.Get<ForceProfile>().Code;
        var serial = Interlocked.Increment(ref _serial);
        return Burglary.Plan(serial) with
        {
            Ids = new NaturalIds(force, Host.Get<IdSecret>()),
            Reference = CrimeReference.Of(force, 2026, serial),
        };
    }

    private async Task<Id<Nominal>> KnownAsync(string forenames, string surname, string phone)
    {
        var nominal = Id<Nominal>.New();
        var said = new PersonDetails
        {
            Forenames = forenames,
            Surname = surname,
            Phones = [phone],
        };
        var plan = Plan() with { People = [new(nominal, IsNew: true, LinkRole.Witness, said)] };
        (await Host.Get<ILedger>().DecideAsync(plan.Steps(), Host.Administrator, Ct)).OrThrow();
        return nominal;
    }
}
