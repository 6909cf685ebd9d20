using System.Net;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Watching;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Two cameras side by side: set together by what is known of their times, or by hand.</summary>
public sealed class BesideTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly RecordedTime AtNoon = new(Noon, IsClaimed: true, AheadSeconds: 0);

    private TestHost Host => shared.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Clocks_that_were_compared_set_two_recordings_together()
    {
        // The second recorder is 35 s ahead: what it calls 12:00:40 was 12:00:05.
        var second = new RecordedTime(Noon.AddSeconds(40), IsClaimed: true, AheadSeconds: 35);
        second.Begins.ShouldBe(Noon.AddSeconds(5));
        var apart = Alignment.Of(AtNoon, second, typed: null);
        apart.ShouldBe(new(-5, ByTimes: true));
        apart.SecondAt(3, 60).ShouldBeNull("it has not begun");
        apart.SecondAt(7, 60).ShouldBe(2);
        apart.SecondAt(66, 60).ShouldBeNull("it is over");
        Alignment.Of(second, AtNoon, typed: null).ShouldBe(new(5, ByTimes: true));
        apart.Overlaps(10, 60).ShouldBeTrue();
        apart.Overlaps(5, 60).ShouldBeFalse();
        new Alignment(60, ByTimes: true).Overlaps(10, 60).ShouldBeFalse();
    }

    [Theory]
    [InlineData("12.5", 12.5)]
    [InlineData("-0.04", -0.04)]
    [InlineData(" 3 ", 3)]
    [InlineData("-0", 0)]
    public void What_a_person_set_goes_before_what_is_known(string typed, double offset) =>
        Alignment.Of(AtNoon, AtNoon with { AheadSeconds = 9 }, typed).ShouldBe(new(offset, ByTimes: false));

    [Theory]
    [InlineData("NaN")]
    [InlineData("1e9")]
    [InlineData("9999999")]
    [InlineData("soon")]
    [InlineData("")]
    public void What_is_no_number_of_seconds_sets_nothing(string typed) =>
        Alignment.Of(AtNoon, AtNoon with { AheadSeconds = 9 }, typed).ShouldBe(new(9, ByTimes: true));

    [Theory]
    [InlineData(0.04, "0.04 s")]
    [InlineData(32, "32 s")]
    [InlineData(60, "1 min")]
    [InlineData(11_525.5, "3 h 12 min 5.5 s")]
    [InlineData(86_400, "1 d")]
    public void How_far_apart_they_are_is_said_as_people_say_it(double seconds, string words) => Alignment.InWords(seconds).ShouldBe(words);

    [Fact]
    public void Where_a_time_is_not_known_they_begin_together_until_somebody_moves_one()
    {
        Alignment.Of(AtNoon, second: null, typed: null).ShouldBe(new(0, ByTimes: false));
        Alignment.Of(AtNoon, AtNoon with { ByClock = Noon.AddDays(9) }, typed: null).ShouldBe(new(0, ByTimes: false));
    }

    [Fact]
    public void What_was_said_goes_before_what_the_file_says_and_the_difference_of_the_clock_counts_for_both()
    {
        var exhibit = Id<Exhibit>.New();
        var found = new ExhibitExamined(exhibit, default, Readable: true, new(DurationSeconds: 9, MadeAt: Noon, MadeAtHasZone: true));
        var said = new Circumstances { From = Noon.AddHours(1), ClockAheadSeconds = 60 };
        RecordedTime.Of([Received(exhibit, said), found]).ShouldBe(new(Noon.AddHours(1), IsClaimed: true, 60));
        RecordedTime.Of([Received(exhibit, said with { From = null }), found]).ShouldBe(new(Noon, IsClaimed: false, 60));
        RecordedTime.Of([Received(exhibit, new()), found with { Readable = false }]).ShouldBeNull();
    }

    [Fact]
    public async Task An_officer_chooses_another_camera_of_the_same_record_and_both_chains_say_so()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var (record, elsewhere) = (Id<Nominal>.New(), Id<Nominal>.New());
        foreach (var one in new[] { record, elsewhere })
            await Host.TellAsync(one.Value, new NominalCreated(one));
        var front = await Host.FilmAsync("front.avi", RecordRef.Of(record));
        var back = await Host.FilmAsync("back.avi", RecordRef.Of(record));
        var other = await Host.FilmAsync("elsewhere.avi", RecordRef.Of(elsewhere));
        var desk = await Host.SignInAsync("officer");
        var page = $"/records/exhibits/{front}/beside";
        (await desk.OpenAsync($"/records/exhibits/{front}")).QuerySelector($"a[href='{page[1..]}']").ShouldNotBeNull();
        var choices = (await desk.OpenAsync(page)).QuerySelectorAll("main a[href*='other=']").Select(static a => a.TextContent).ToList();
        choices.ShouldBe(["back.avi"]);
        var both = await desk.OpenAsync($"{page}?other={back}&offset=0.5&t=1");
        both.QuerySelectorAll("video")
            .Select(static v => v.GetAttribute("src"))
            .ShouldBe([$"records/exhibits/{front}/derivatives/proxy#t=1", $"records/exhibits/{back}/derivatives/proxy#t=1.5"]);
        both.Body!.TextContent.ShouldContain("They are set by hand.");
        both.Body.TextContent.ShouldContain("The second began 0.5 s before the first.");
        both.QuerySelector("a[data-by='-1']")!.GetAttribute("href").ShouldEndWith($"?other={back}&offset=-0.5");
        (await desk.OpenAsync($"{page}?other={back}")).Body!.TextContent.ShouldContain("not known when either began");
        foreach (var exhibit in new[] { front, back })
            (await Host.EventsOfAsync(exhibit.Value)).OfType<ExhibitViewed>().Count().ShouldBeGreaterThanOrEqualTo(2);
        (await Host.EventsOfAsync(other.Value)).OfType<ExhibitViewed>().ShouldBeEmpty();

        foreach (var nothing in new[] { front.ToString(), Guid.CreateVersion7().ToString(), "x" })
            (await desk.StatusAsync($"{page}?other={nothing}")).ShouldBe(HttpStatusCode.NotFound, nothing);
        var close = new RestrictRecord(Marking.OfficialSensitive, [Id<Staff>.New()], "A protected witness.");
        var police = Viewer.System(Host.Get<ForceProfile>().Code);
        (await Host.Get<ILedger>().DecideAsync(new Id<Restriction>(back.Value), close, police, Ct)).OrThrow();
        (await desk.StatusAsync($"{page}?other={back}")).ShouldBe(HttpStatusCode.NotFound);
        (await desk.OpenAsync(page)).QuerySelector("main a[href*='other=']").ShouldBeNull();
    }

    [Fact]
    public async Task Recordings_whose_times_are_known_are_set_together_in_words()
    {
        var front = await Host.RecordingAsync("front.mp4", said: new() { From = Noon, ClockAheadSeconds = 0 });
        var back = await Host.RecordingAsync("back.mp4", said: new() { From = Noon.AddSeconds(3), ClockAheadSeconds = 35 });
        var desk = await Host.SignInAsync("officer");
        var text = (await desk.OpenAsync($"/records/exhibits/{front}/beside?other={back}")).Body!.TextContent;
        text.ShouldContain("They are set by what is known of their times.");
        text.ShouldContain("The second began 32 s before the first.");
        text.ShouldContain("Begins 20 November 2026 at 12:00:00, as it was said, by a clock that was right.");
        text.ShouldContain("Begins 20 November 2026 at 11:59:28, as it was said, corrected by 0:00:35 that its clock was ahead.");
        var byHand = (await desk.OpenAsync($"/records/exhibits/{front}/beside?other={back}&offset=300")).Body!.TextContent;
        byHand.ShouldContain("They are set by hand.");
        byHand.ShouldContain("So they show no moment together.");
    }

    private static ExhibitReceived Received(Id<Exhibit> exhibit, Circumstances said) =>
        new(exhibit, Content: null, new(OriginKind.Staff), said);
}
