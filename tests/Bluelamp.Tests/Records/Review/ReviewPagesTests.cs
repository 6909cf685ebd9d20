using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;
using static Bluelamp.Tests.Records.Burglary;

namespace Bluelamp.Tests.Records.Review;

/// <summary>The engine proposes two records of one person; people judge. No scripts; the proposals come by the reaction of a running host.</summary>
public sealed class ReviewPagesTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static int _days;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    private short Force => Host.Get<ForceProfile>().Code;

    private NaturalIds Ids => new(Force, Host.Get<IdSecret>());

    [Fact]
    public async Task Two_alike_are_proposed_compared_and_joined_with_what_the_engine_said()
    {
        var (one, other) = await AlikeAsync("Gwenllian", "Prydderch", forTwo: false);
        var investigator = await Host.SignInAsync("investigator");
        var line = await WaitingAsync(investigator, one, other);
        line.TextContent.ShouldContain("in 100");
        line.TextContent.ShouldContain("same date of birth");

        var path = PathOf(one, other);
        var page = await investigator.OpenAsync(path);
        page.QuerySelectorAll(".bl-waterfall rect").Length.ShouldBeGreaterThan(4);
        page.QuerySelector(".bl-waterfall [role=img]")!.GetAttribute("aria-label")!.ShouldContain("same surname");
        using var unsaid = await investigator.SubmitAsync(path, "judge-Same", ("SameReason", " "));
        (await Documents.ReadAsync(unsaid)).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Say why");
        using var judged = await investigator.SubmitAsync(path, "judge-Same", ("SameReason", "Same phone and birthday."));
        judged.StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        (await investigator.OpenAsync(path)).Body!.TextContent.ShouldContain("Nothing is left to decide");
        var weighing = await investigator.OpenAsync("/records/review/weighing");
        weighing
            .QuerySelectorAll("svg.bl-chart")
            .Select(static s => s.ParentElement!.Id)
            .ShouldBe(["weights", "parameters", "calibration", "precision-recall"]);
        weighing.QuerySelector("#weights svg desc")!.TextContent.ShouldContain("one pair in 700,000 is of one person");
        weighing.QuerySelectorAll("#weights tbody td:first-child").ShouldContain(static t => t.TextContent == "surname");
        var survivor = (await investigator.OpenAsync($"/records/nominals/{one}")).Body!.TextContent;
        survivor.ShouldContain("Two records found to be one person");
        survivor.ShouldContain("Proposed by model person, version 4, with a probability of");
    }

    [Fact]
    public async Task Who_are_judged_to_be_two_are_not_proposed_again()
    {
        var (one, other) = await AlikeAsync("Blodeuwedd", "Cadwaladr", forTwo: false);
        var investigator = await Host.SignInAsync("investigator");
        await WaitingAsync(investigator, one, other);
        using var judged = await investigator.SubmitAsync(PathOf(one, other), "judge-Different", ("DifferentReason", "Twins."));
        judged.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await investigator.OpenAsync("/records/review")).QuerySelectorAll($"a[href='{PathOf(one, other)[1..]}']").ShouldBeEmpty();
        (await investigator.StatusAsync($"/records/nominals/{other}")).ShouldBe(HttpStatusCode.OK, "they are two");
    }

    [Fact]
    public async Task Who_were_judged_to_be_two_are_put_before_people_again_once_much_more_is_known()
    {
        var (one, other) = await AlikeAsync("Branwen", "Bendigeidfran", forTwo: false);
        var investigator = await Host.SignInAsync("investigator");
        await WaitingAsync(investigator, one, other);
        using var judged = await investigator.SubmitAsync(PathOf(one, other), "judge-Different", ("DifferentReason", "Twins."));
        var more = new PersonDetails
        {
            Forenames = "Branwen",
            Surname = "Bendigeidfran",
            Phones = ["07700 900841"],
        };
        await Host.RecordAsync(one, more, isNew: false);
        await Host.RecordAsync(other, more, isNew: false);

        (await WaitingAsync(investigator, one, other)).TextContent.ShouldContain("Judged before");
        var before = (await investigator.OpenAsync(PathOf(one, other))).QuerySelector("section:has(#before)");
        before.ShouldNotBeNull().TextContent.ShouldContain("Two people: Twins.");
        before.TextContent.ShouldContain(investigator.Username, Case.Insensitive);
        using var again = await investigator.SubmitAsync(PathOf(one, other), "judge-Same", ("SameReason", "One phone."));
        again.StatusCode.ShouldBe(HttpStatusCode.SeeOther, "whoever judged it judges it again");
        using var led = await investigator.Http.GetAsync($"/records/nominals/{other}", Ct);
        led.Headers.Location!.ToString().ShouldEndWith($"/records/nominals/{one}");
    }

    [Fact]
    public async Task One_pair_in_ten_is_judged_by_two_people_before_anything_is_joined()
    {
        var (one, other) = await AlikeAsync("Rhiannon", "Goronwy", forTwo: true);
        var (first, second) = (await Host.SignInAsync("investigator"), await Host.SignInAsync("supervisor"));
        await WaitingAsync(first, one, other);
        using var once = await first.SubmitAsync(PathOf(one, other), "judge-Same", ("SameReason", "Same phone."));
        once.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await first.StatusAsync($"/records/nominals/{other}")).ShouldBe(HttpStatusCode.OK, "a second person looks first");
        (await first.OpenAsync("/records/review")).QuerySelectorAll($"a[href='{PathOf(one, other)[1..]}']").ShouldBeEmpty();

        var waiting = await WaitingAsync(second, one, other);
        waiting.TextContent.ShouldNotContain("Same phone.", Case.Sensitive, "the second does not see what the first said");
        using var twice = await second.SubmitAsync(PathOf(one, other), "judge-Same", ("SameReason", "Same birthday."));
        twice.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var led = await second.Http.GetAsync($"/records/nominals/{other}", Ct);
        led.Headers.Location!.ToString().ShouldEndWith($"/records/nominals/{one}");
        (await second.OpenAsync("/records/review")).Body!.TextContent.ShouldContain("they agreed on");
        var labels = await second.Http.GetStringAsync("/records/review/labels.csv", Ct);
        labels.ShouldStartWith("unique_id_l,unique_id_r,clerical_match_score,judged_at");
        labels.ShouldContain(",1,");
    }

    [Fact]
    public async Task Where_two_people_disagree_a_third_decides_and_nobody_reads_what_the_first_said()
    {
        var (one, other) = await AlikeAsync("Tegwen", "Meredydd", forTwo: true);
        var people = new[]
        {
            await Host.SignInAsync("investigator"),
            await Host.SignInAsync("supervisor"),
            await Host.SignInAsync("supervisor"),
        };
        foreach (var (who, verdict) in people.Zip(["Different", "Same", "Same"]))
        {
            await WaitingAsync(who, one, other);
            (await who.OpenAsync($"/records/nominals/{other}")).Body!.TextContent.ShouldNotContain("A reason to keep.");
            using var said = await who.SubmitAsync(PathOf(one, other), $"judge-{verdict}", ($"{verdict}Reason", "A reason to keep."));
            said.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        using var led = await people[0].Http.GetAsync($"/records/nominals/{other}", Ct);
        led.Headers.Location!.ToString().ShouldEndWith($"/records/nominals/{one}");
    }

    [Fact]
    public async Task A_pair_is_as_likely_in_the_list_on_its_page_and_on_theirs_whatever_became_known()
    {
        var (one, other) = await AlikeAsync("Ceinwen", "Cadwgan", forTwo: false);
        var investigator = await Host.SignInAsync("investigator");
        await WaitingAsync(investigator, one, other);
        await Host.RecordAsync(
            one,
            new()
            {
                Forenames = "Ceinwen",
                Surname = "Pritchard",
                Sex = "M",
            },
            isNew: false
        );
        await Host.RecordAsync(
            other,
            new()
            {
                Forenames = "Ceinwe",
                Surname = "Cadwgan",
                Phones = ["07700 900853"],
            },
            isNew: false
        );
        await Eventually.TrueAsync(async () =>
        {
            var listed = Likelihood((await WaitingAsync(investigator, one, other)).TextContent);
            var page = await investigator.OpenAsync(PathOf(one, other));
            return listed == Likelihood(page.QuerySelector("figure figcaption")!.TextContent)
                && listed == Likelihood((await SectionAsync(investigator, one))!.TextContent)
                && !page.Body!.TextContent.Contains("The list says", StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Somebody_closed_is_in_no_pair()
    {
        var (one, other) = await AlikeAsync("Angharad", "Iorwerth", forTwo: false);
        var investigator = await Host.SignInAsync("investigator");
        await WaitingAsync(investigator, one, other);
        await Host.Get<Db>()
            .KeepAsync($"insert into kernel.restriction (force, subject, keys) values ({Force}, {other}, {Array.Empty<Guid>()})", Ct);
        (await investigator.OpenAsync("/records/review")).Body!.TextContent.ShouldNotContain("Iorwerth");
        (await investigator.OpenAsync(PathOf(one, other))).Body!.TextContent.ShouldContain("Nothing is left to decide");
    }

    [Fact]
    public async Task A_persons_page_begins_with_who_may_be_the_same_and_leads_to_the_pair()
    {
        var (one, other) = await AlikeAsync("Heledd", "Llywarch", forTwo: false);
        var investigator = await Host.SignInAsync("investigator");
        await WaitingAsync(investigator, one, other);
        var seen = await SectionAsync(investigator, one);
        seen.ShouldNotBeNull();
        seen.QuerySelector($"a[href='records/nominals/{other}']").ShouldNotBeNull();
        seen.QuerySelector($"a[href='{PathOf(one, other)[1..]}']").ShouldNotBeNull();
        seen.TextContent.ShouldContain("in 100: ");
        seen.TextContent.ShouldContain("(victim)", Case.Sensitive, "their open matters");
        (await SectionAsync(investigator, other)).ShouldNotBeNull().QuerySelector($"a[href='records/nominals/{one}']").ShouldNotBeNull();
        var dispatcher = await SectionAsync(await Host.SignInAsync("dispatcher"), one);
        dispatcher.ShouldNotBeNull().QuerySelector("a[href^='records/review/']").ShouldBeNull("they judge no pairs");

        using var judged = await investigator.SubmitAsync(PathOf(one, other), "judge-Different", ("DifferentReason", "Twins."));
        (await SectionAsync(investigator, one)).ShouldBeNull("they are two people");
    }

    [Fact]
    public async Task Who_may_be_the_same_is_not_told_of_somebody_closed()
    {
        var (one, other) = await AlikeAsync("Tangwystl", "Maredudd", forTwo: false);
        var investigator = await Host.SignInAsync("investigator");
        await WaitingAsync(investigator, one, other);
        await Host.Get<Db>()
            .KeepAsync($"insert into kernel.restriction (force, subject, keys) values ({Force}, {other}, {Array.Empty<Guid>()})", Ct);
        (await SectionAsync(investigator, one)).ShouldBeNull();
    }

    [Fact]
    public async Task Each_answer_comes_with_a_reason_of_its_own_from_what_was_found()
    {
        var (one, other) = await AlikeAsync("Nest", "Caradog", forTwo: false);
        var investigator = await Host.SignInAsync("investigator");
        var line = await WaitingAsync(investigator, one, other);
        line.TextContent.ShouldContain("above the limit");
        line.TextContent.ShouldContain("2 open crimes");
        var page = await investigator.OpenAsync(PathOf(one, other));
        string Preset(string answer) => page.QuerySelector($"#{answer}Reason")!.TextContent;
        Preset("Same").ShouldContain("ame date of birth");
        Preset("Different").ShouldNotBeEmpty();
        Preset("Unsure").ShouldStartWith("Not known of both: ");
        using var judged = await investigator.SubmitAsync(PathOf(one, other), "judge-Same", ("SameReason", Preset("Same")));
        judged.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await investigator.OpenAsync($"/records/nominals/{one}")).Body!.TextContent.ShouldContain(Preset("Same"));
    }

    [Theory]
    [InlineData("Same", "Morgannwg")]
    [InlineData("Different", "Meirion")]
    [InlineData("Unsure", "Maelor")]
    public async Task What_was_said_can_be_taken_back_and_the_pair_waits_again(string verdict, string surname)
    {
        var (one, other) = await AlikeAsync("Lowri", surname, forTwo: false);
        var investigator = await Host.SignInAsync("investigator");
        await WaitingAsync(investigator, one, other);
        var (path, undo) = (PathOf(one, other), $"{PathOf(one, other)}/undoing");
        (await investigator.OpenAsync(undo)).Body!.TextContent.ShouldContain("Nothing is left to take back");
        using var said = await investigator.SubmitAsync(path, $"judge-{verdict}", ($"{verdict}Reason", "As I see it."));
        var next = new Uri(new Uri("http://localhost/"), said.Headers.Location!).PathAndQuery;
        var offered = (await investigator.OpenAsync(next)).QuerySelector(".govuk-notification-banner a");
        offered.ShouldNotBeNull().GetAttribute("href").ShouldBe(undo[1..]);
        if (verdict is not "Same")
        {
            var own = await investigator.OpenAsync(path);
            own.QuerySelector(".govuk-inset-text")!.TextContent.ShouldContain("As I see it.");
            own.QuerySelector("form[method=post] textarea").ShouldBeNull("it is said already");
            own.QuerySelector($"main a[href='{undo[1..]}']").ShouldNotBeNull();
        }

        using var undone = await investigator.SubmitAsync(undo, "undo", ("Reason", "A wrong key was pressed."));
        undone.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await investigator.StatusAsync($"/records/nominals/{other}")).ShouldBe(HttpStatusCode.OK, "they are two again");
        await WaitingAsync(investigator, one, other);
        using var again = await investigator.SubmitAsync(path, "judge-Different", ("DifferentReason", "Twins."));
        again.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task What_waits_for_a_second_person_is_taken_back_too()
    {
        var (one, other) = await AlikeAsync("Dyddgu", "Cynan", forTwo: false);
        var (investigator, supervisor) = (await Host.SignInAsync("investigator"), await Host.SignInAsync("supervisor"));
        await WaitingAsync(investigator, one, other);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var warning = new AddMarker(
            new(RecordKind.Nominal, new(one.Value)),
            Id<Marker>.New(),
            MarkerList.Warning,
            "VI",
            "Kicked a door in.",
            Source.Officer,
            today,
            today.AddMonths(6)
        );
        (await Host.Get<ILedger>().DecideAsync(new Id<Markers>(one.Value), warning, Host.Administrator, Ct)).OrThrow();
        (await WaitingAsync(investigator, one, other)).TextContent.ShouldContain("carries a warning");
        using var said = await investigator.SubmitAsync(PathOf(one, other), "judge-Same", ("SameReason", "Same phone."));
        (await supervisor.OpenAsync("/records/who-is-who")).Body!.TextContent.ShouldContain("Cynan");
        using var undone = await investigator.SubmitAsync($"{PathOf(one, other)}/undoing", "undo", ("Reason", "A wrong key was pressed."));
        undone.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await supervisor.OpenAsync("/records/who-is-who")).Body!.TextContent.ShouldNotContain("Cynan");
        await WaitingAsync(investigator, one, other);
    }

    [Fact]
    public async Task What_somebody_else_said_is_not_taken_back()
    {
        var (one, other) = await AlikeAsync("Eluned", "Tudur", forTwo: false);
        var (investigator, supervisor) = (await Host.SignInAsync("investigator"), await Host.SignInAsync("supervisor"));
        await WaitingAsync(investigator, one, other);
        using var said = await investigator.SubmitAsync(PathOf(one, other), "judge-Same", ("SameReason", "Same phone."));
        (await supervisor.OpenAsync($"{PathOf(one, other)}/undoing")).Body!.TextContent.ShouldContain("Nothing is left to take back");
        (await supervisor.OpenAsync($"/records/review?judged={PathOf(one, other).Split('/')[^1]}"))
            .QuerySelector(".govuk-notification-banner")
            .ShouldBeNull();
    }

    private static int Likelihood(string text) =>
        int.Parse(
            Regex.Match(text, "(?<likely>[0-9]{1,2}) in 100", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["likely"].Value,
            CultureInfo.InvariantCulture
        );

    private static async Task<IElement?> SectionAsync(StaffClient who, Id<Nominal> nominal) =>
        (await who.OpenAsync($"/records/nominals/{nominal}")).QuerySelector("section:has(#may-be-them)");

    /// <summary>Two records of one person, whose pair is, or is not, one of those that two people judge.</summary>
    private async Task<(Id<Nominal> One, Id<Nominal> Other)> AlikeAsync(string forename, string surname, bool forTwo)
    {
        // Nobody else was born on that day or lives there, so that no other pair is proposed.
        var day = DateOnly.FromDayNumber(700_000 + (Interlocked.Increment(ref _days) * 97));
        var said = SianJones with
        {
            Forenames = forename,
            Surname = surname,
            Born = PartialDate.Of(day),
            Emails = [$"{forename}@example.com"],
            Phones = [],
            Address = null,
        };
        var one = Id<Nominal>.New();
        var other = Enumerable
            .Range(0, 1_000)
            .Select(static _ => Id<Nominal>.New())
            .First(id => PersonPair.IsForTwo(PersonPair.Of(Ids, one, id)) == forTwo);
        await Host.RecordAsync(one, said);
        await Host.RecordAsync(other, said with { Forenames = forename[..^1] });
        return (one, other);
    }

    private string PathOf(Id<Nominal> one, Id<Nominal> other) => $"/records/review/{PersonPair.Of(Ids, one, other)}";

    /// <summary>The line of a pair, as soon as it waits.</summary>
    private Task<IElement> WaitingAsync(StaffClient who, Id<Nominal> one, Id<Nominal> other) => who.WaitingAsync(PathOf(one, other));
}
