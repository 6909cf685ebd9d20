using System.Net;
using AngleSharp.Dom;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Evidence;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;
using static Bluelamp.Tests.Records.Burglary;

namespace Bluelamp.Tests.Records.Review;

/// <summary>The engine finds one person who may be two; people decide. The proposals come by the reaction of a running host.</summary>
public sealed class SplitPagesTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    [Theory]
    [InlineData("Two")]
    [InlineData("One")]
    public async Task A_person_of_whom_another_date_of_birth_is_said_is_put_before_people_who_decide(string verdict)
    {
        var nominal = Id<Nominal>.New();
        var said = SianJones with
        {
            Forenames = "Lleucu",
            Surname = verdict is "Two" ? "Llwyd" : "Llawgyffes",
            Phones = ["07700 900851"],
            Emails = [],
            Address = null,
        };
        await Host.RecordAsync(nominal, said);
        await Host.RecordAsync(nominal, said with { Born = Date("1931-02-28"), Description = "grey hair" }, isNew: false);
        var investigator = await Host.SignInAsync("investigator");
        var line = await investigator.WaitingAsync(PathOf(nominal));
        line.TextContent.ShouldContain("different date of birth");
        var onTheirPage = await MayBeTwoAsync(investigator, nominal);
        onTheirPage.ShouldNotBeNull().TextContent.ShouldContain("different date of birth");
        onTheirPage.QuerySelector($"a[href='{PathOf(nominal)[1..]}']").ShouldNotBeNull();
        var dispatcher = await MayBeTwoAsync(await Host.SignInAsync("dispatcher"), nominal);
        dispatcher.ShouldNotBeNull().QuerySelector("a").ShouldBeNull("they judge nobody");

        var page = await investigator.OpenAsync(PathOf(nominal));
        page.QuerySelector("td")!.TextContent.ShouldContain("grey hair", Case.Sensitive, "who would leave");
        page.Body!.TextContent.ShouldContain("different date of birth: −");
        using var unsaid = await investigator.SubmitAsync(PathOf(nominal), "judge", ("Verdict", verdict));
        (await Documents.ReadAsync(unsaid)).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Say why");
        using var judged = await investigator.SubmitAsync(PathOf(nominal), "judge", ("Verdict", verdict), ("Reason", "Seen both."));
        judged.StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        (await investigator.OpenAsync("/records/review")).QuerySelector($"a[href='{PathOf(nominal)[1..]}']").ShouldBeNull();
        (await MayBeTwoAsync(investigator, nominal)).ShouldBeNull("it is decided");
        (await investigator.OpenAsync(PathOf(nominal))).Body!.TextContent.ShouldContain("Nothing is left to decide");
        var person = (await Host.Get<Persons>().FindAsync(nominal, Host.Administrator, Ct))!; // it was recorded
        person.Appearances.Length.ShouldBe(verdict is "Two" ? 1 : 2);
        if (verdict is "Two")
            (await investigator.OpenAsync($"/records/nominals/{nominal}"))
                .QuerySelector("section:has(#who)")!
                .TextContent.ShouldContain("Proposed by model person");
    }

    [Fact]
    public async Task What_became_needless_vanishes_and_says_why()
    {
        var nominal = Id<Nominal>.New();
        var said = SianJones with { Forenames = "Tonwen", Surname = "Tesog", Phones = ["07700 900852"], Emails = [], Address = null };
        await Host.RecordAsync(nominal, said);
        await Host.RecordAsync(nominal, said with { Born = Date("1931-02-28") }, isNew: false);
        var investigator = await Host.SignInAsync("investigator");
        await investigator.WaitingAsync(PathOf(nominal));
        var correct = new CorrectPerson(nominal, new() { Born = said.Born }, Source.Officer, Confidence.Confirmed, "It was mistyped.");
        (await Host.Get<ILedger>().DecideAsync(nominal, correct, Host.Administrator, Ct)).OrThrow();
        await Eventually.TrueAsync(async () => await MayBeTwoAsync(investigator, nominal) is null);
        (await investigator.OpenAsync("/records/review")).QuerySelector($"a[href='{PathOf(nominal)[1..]}']").ShouldBeNull();
        (await investigator.OpenAsync(PathOf(nominal))).Body!.TextContent.ShouldContain(
            "What was said of them fits together, since facts were put right."
        );
        (await investigator.OpenAsync($"/records/nominals/{nominal}")).Body!.TextContent.ShouldContain(
            "Not proposed as two people any more"
        );
    }

    [Fact]
    public async Task Many_who_may_be_two_are_leafed_through_beside_the_pairs()
    {
        await using var host = await TestHost.StartAsync();
        var ids = new NaturalIds(host.Get<ForceProfile>().Code, host.Get<IdSecret>());
        for (var i = 0; i < 30; i++)
        {
            var nominal = Id<Nominal>.New();
            var split = PersonSplit.Of(ids, nominal);
            SplitProposed proposed = new(split, nominal, [new(nominal, 2)], new(0, 0.3, "person", 4, "00"), ["different sex"], Harm: 0);
            await host.TellAsync(nominal.Value, new NominalCreated(nominal));
            await host.TellAsync(split.Value, proposed);
        }

        var investigator = await host.SignInAsync("investigator");
        var first = await investigator.OpenAsync("/records/review");
        var next = first.QuerySelector("a[rel=next]").ShouldNotBeNull().GetAttribute("href")!;
        next.ShouldContain("splits=");
        var last = await investigator.OpenAsync($"/{next}");
        string[] Of(IDocument page) => [.. page.QuerySelectorAll("td a[href*='/splits/']").Select(static a => a.GetAttribute("href")!)];
        Of(first).Length.ShouldBe(25);
        Of(first).Concat(Of(last)).Distinct(StringComparer.Ordinal).Count().ShouldBe(30);
        last.QuerySelector("a[rel=prev]").ShouldNotBeNull().GetAttribute("href")!.ShouldNotContain("splits=");
    }

    private static async Task<IElement?> MayBeTwoAsync(StaffClient who, Id<Nominal> nominal) =>
        (await who.OpenAsync($"/records/nominals/{nominal}")).QuerySelector("section:has(#may-be-two)");

    private string PathOf(Id<Nominal> split) =>
        $"/records/review/splits/{PersonSplit.Of(new(Host.Get<ForceProfile>().Code, Host.Get<IdSecret>()), split)}";
}
