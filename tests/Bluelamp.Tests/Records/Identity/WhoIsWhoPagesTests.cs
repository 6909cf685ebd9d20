using System.Net;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;
using static Bluelamp.Tests.Records.Burglary;

namespace Bluelamp.Tests.Records.Identity;

/// <summary>An investigator says who is who, by forms and without scripts.</summary>
public sealed class WhoIsWhoPagesTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly PersonDetails ShanSaid = SianJones with { Forenames = "Shan", Born = Date("1987-03-12") };
    private static int _serial = 700;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    private short Force => Host.Get<ForceProfile>().Code;

    [Fact]
    public async Task Two_people_are_compared_joined_and_taken_apart_again()
    {
        var (sian, shan) = (await RecordAsync(SianJones), await RecordAsync(ShanSaid));
        var investigator = await Host.SignInAsync("investigator");
        var choose = await investigator.OpenAsync($"/records/nominals/{shan}/same");
        choose.QuerySelectorAll("input[name=with]").Select(static i => i.GetAttribute("value")).ShouldContain(sian.ToString());

        var compare = $"/records/nominals/{shan}/same?with={sian}";
        var page = await investigator.OpenAsync(compare);
        var born = page.QuerySelectorAll("tbody tr").Single(static r => r.TextContent.Contains("Date of birth", StringComparison.Ordinal));
        born.TextContent.ShouldContain("Differs");
        using var joined = await investigator.SubmitAsync(compare, "action", ("Reason", "Same phone and address."));
        joined.StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        (await LocationAsync(investigator, $"/records/nominals/{shan}")).ShouldEndWith($"/records/nominals/{sian}");
        var survivor = await investigator.OpenAsync($"/records/nominals/{sian}");
        survivor.Body!.TextContent.ShouldContain("Two records found to be one person");
        survivor.Body.TextContent.ShouldContain("Same phone and address.");
        survivor.Body.TextContent.ShouldContain("What 2 sources said");

        var undo = survivor.QuerySelector("a[href$=undoing][href*=decisions]")!.GetAttribute("href")!;
        using var unsaid = await investigator.SubmitAsync("/" + undo, "action");
        (await Documents.ReadAsync(unsaid)).Body!.TextContent.ShouldContain("Say why");
        using var undone = await investigator.SubmitAsync("/" + undo, "action", ("Reason", "Twins."));
        undone.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await investigator.StatusAsync($"/records/nominals/{shan}")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_a_later_decision_rests_on_is_not_taken_back_and_the_page_names_it()
    {
        var (sian, shan, shannon) = (await RecordAsync(SianJones), await RecordAsync(ShanSaid), await RecordAsync(ShanSaid));
        var investigator = await Host.SignInAsync("investigator");
        await JoinAsync(investigator, sian, shan);
        await JoinAsync(investigator, sian, shannon);
        var page = await investigator.OpenAsync($"/records/nominals/{sian}");
        var undo = page.QuerySelectorAll("a[href*=decisions]").Select(static a => a.GetAttribute("href")!).ToList();
        undo.Count.ShouldBe(2);
        using var refused = await investigator.SubmitAsync("/" + undo[1], "action", ("Reason", "Twins."));
        (await Documents.ReadAsync(refused))
            .QuerySelector(".govuk-error-summary")!
            .TextContent.ShouldContain("Take back “Two records found to be one person");
    }

    [Fact]
    public async Task What_is_about_somebody_else_is_split_off_and_comes_back()
    {
        var (sian, shan) = (await RecordAsync(SianJones), await RecordAsync(ShanSaid));
        var investigator = await Host.SignInAsync("investigator");
        await JoinAsync(investigator, sian, shan);
        var path = $"/records/nominals/{sian}/split";
        var page = await investigator.OpenAsync(path);
        var boxes = page.QuerySelectorAll("input[name=Leaving]").Select(static i => i.GetAttribute("value")!).ToList();
        boxes.Count.ShouldBe(2);
        using var nobody = await investigator.SubmitAsync(path, "action", ("Reason", "Another birthday."));
        (await Documents.ReadAsync(nobody))
            .QuerySelector(".govuk-error-summary")!
            .TextContent.ShouldContain("Choose what is about somebody else");
        using var split = await investigator.SubmitAsync(
            path,
            "action",
            ("Leaving", boxes[1]),
            ("To", "new"),
            ("Reason", "Another birthday.")
        );
        split.StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        var after = await investigator.OpenAsync($"/records/nominals/{sian}");
        after.QuerySelector("section[aria-labelledby=facts]")!.TextContent.ShouldNotContain("Shan Jones");
        var other = after
            .QuerySelectorAll("#who ~ ul a")
            .First(static a => !a.GetAttribute("href")!.Contains("decisions", StringComparison.Ordinal));
        var somebody = await investigator.OpenAsync("/" + other.GetAttribute("href"));
        somebody.QuerySelector("h1")!.TextContent.ShouldBe("Shan Jones");
        somebody.QuerySelectorAll("a[data-node]").ShouldNotBeEmpty("the link to the crime went with it");

        var undo = after.QuerySelector("a[href*=decisions]")!.GetAttribute("href")!;
        using var undone = await investigator.SubmitAsync("/" + undo, "action", ("Reason", "No, it is hers."));
        undone.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await LocationAsync(investigator, "/" + other.GetAttribute("href"))).ShouldEndWith($"/records/nominals/{sian}");
        (await investigator.OpenAsync($"/records/nominals/{sian}")).Body!.TextContent.ShouldContain("What 2 sources said");
    }

    [Fact]
    public async Task Who_may_not_see_one_of_two_is_not_told_that_they_are_one()
    {
        var (sian, shan) = (await RecordAsync(SianJones), await RecordAsync(ShanSaid with { Forenames = "Shandy" }));
        var investigator = await Host.SignInAsync("investigator");
        await JoinAsync(investigator, sian, shan);
        var undo = (await investigator.OpenAsync($"/records/nominals/{sian}")).QuerySelector("a[href*=decisions]")!.GetAttribute("href")!;
        await Host.Get<Db>()
            .KeepAsync($"insert into kernel.restriction (force, subject, keys) values ({Force}, {shan}, {Array.Empty<Guid>()})", Ct);
        var page = (await investigator.OpenAsync($"/records/nominals/{sian}")).Body!.TextContent;
        page.ShouldContain("Siân Jones");
        page.ShouldNotContain("Same phone.");
        page.ShouldNotContain("Shandy");
        (await investigator.StatusAsync("/" + undo)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_compares_two_people_looked_at_both()
    {
        var (sian, shan) = (await RecordAsync(SianJones), await RecordAsync(ShanSaid));
        var investigator = await Host.SignInAsync("investigator");
        await investigator.OpenAsync($"/records/nominals/{shan}/same?with={sian}");
        foreach (var nominal in new[] { sian, shan })
            (
                await Host.Get<Db>()
                    .WorkingAsync<string>(
                        $"select c.what from kernel.consultation c where c.person = {investigator.Staff.Value} and {nominal} = any(c.subjects)",
                        Ct
                    )
            ).ShouldContain("record");
    }

    [Fact]
    public async Task Who_carries_a_warning_is_joined_by_two_people()
    {
        var (sian, shan) = (await RecordAsync(SianJones), await RecordAsync(ShanSaid));
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var warning = new AddMarker(
            RecordRef.Of(shan),
            Id<Marker>.New(),
            MarkerList.Warning,
            "VI",
            "Bit an officer.",
            Source.Officer,
            today,
            today.AddMonths(6)
        );
        (await Host.Get<ILedger>().DecideAsync(new Id<Markers>(shan.Value), warning, Host.Administrator, Ct)).OrThrow();
        var (first, second) = (await Host.SignInAsync("supervisor"), await Host.SignInAsync("supervisor"));
        await JoinAsync(first, sian, shan);
        (await first.OpenAsync($"/records/nominals/{shan}")).Body!.TextContent.ShouldContain("a second person must confirm it");
        var waiting = await first.OpenAsync("/records/who-is-who");
        var decide = "/" + waiting.QuerySelector("tbody a")!.GetAttribute("href");
        using var alone = await first.SubmitAsync(decide, "action", ("Answer", "yes"));
        (await Documents.ReadAsync(alone)).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("You asked for this");
        using var confirmed = await second.SubmitAsync(decide, "action", ("Answer", "yes"));
        confirmed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await LocationAsync(first, $"/records/nominals/{shan}")).ShouldEndWith($"/records/nominals/{sian}");
        (await second.OpenAsync("/records/who-is-who")).Body!.TextContent.ShouldContain("Nothing waits");
    }

    [Fact]
    public async Task Facts_are_corrected_from_the_page_of_the_person()
    {
        var sian = await RecordAsync(SianJones);
        var officer = await Host.SignInAsync("officer");
        using var corrected = await officer.SubmitAsync(
            $"/records/nominals/{sian}/facts",
            "action",
            ("Born", "1988-03-21"),
            ("From", "passport"),
            ("Reason", "Misheard.")
        );
        corrected.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        corrected.Headers.Location!.ToString().ShouldEndWith($"/records/nominals/{sian}");
    }

    private static async Task JoinAsync(StaffClient who, Id<Nominal> one, Id<Nominal> other)
    {
        using var joined = await who.SubmitAsync($"/records/nominals/{one}/same?with={other}", "action", ("Reason", "Same phone."));
        joined.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    private static async Task<string> LocationAsync(StaffClient who, string path)
    {
        using var answer = await who.Http.GetAsync(path, Ct);
        return answer.Headers.Location!.ToString();
    }

    private async Task<Id<Nominal>> RecordAsync(PersonDetails said)
    {
        var victim = new PlannedPerson(Id<Nominal>.New(), IsNew: true, LinkRole.Victim, said);
        var plan = Plan(Interlocked.Increment(ref _serial)) with { Ids = new(Force, Host.Get<IdSecret>()), People = [victim] };
        (await Host.Get<ILedger>().DecideAsync(plan.Steps(), Host.Administrator, Ct)).OrThrow();
        return victim.Nominal;
    }
}
