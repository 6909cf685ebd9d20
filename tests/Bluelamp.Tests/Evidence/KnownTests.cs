using System.Net;
using Bluelamp.Evidence.Doors;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Watching;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>What somebody finds out about an exhibit after it came in: its recorder's clock, when and where it was made, whose it is.</summary>
public sealed class KnownTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private TestHost Host => shared.Host;

    private Viewer Police => Viewer.System(Host.Get<ForceProfile>().Code);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_found_out_later_is_shown_sorts_and_sets_recordings_together_and_the_first_words_stay()
    {
        var front = await Host.RecordingAsync("front.mp4", said: new() { From = Noon, ClockAheadSeconds = 0 });
        var back = await Host.RecordingAsync(
            "back.mp4",
            said: new()
            {
                Description = "The yard",
                From = Noon.AddDays(1),
                Place = "Somewhere",
            }
        );
        var officer = await Host.SignInAsync("officer");
        var here = $"/records/exhibits/{back}";
        (await officer.OpenAsync(here)).QuerySelector($"nav a[href='{here[1..]}/known']").ShouldNotBeNull();
        (await officer.OpenAsync($"{here}/known")).QuerySelector("#Place")!.GetAttribute("value").ShouldBe("Somewhere");
        using var added = await officer.SubmitAsync(
            $"{here}/known",
            "action",
            ("From", "2026-11-20T12:00:03"),
            ("Until", "2026-11-20T12:02:03"),
            ("Clock", "ahead"),
            ("Difference", "0:00:35"),
            ("Compared", "2026-11-21T09:00"),
            ("ComparedBy", "PC Rees"),
            ("Place", "The yard behind the shop"),
            ("Point", "SN 58213 81641"),
            ("Sender", "The owner of the shop"),
            ("Consent", "May be shown in court")
        );
        added.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await added.Content.ReadAsStringAsync(Ct));

        var page = (await officer.OpenAsync(here)).Body!.TextContent;
        foreach (
            var shown in new[]
            {
                "0:00:35 ahead of the true time, compared 21 November 2026 at 09:00 by PC Rees",
                "SN 58213 81641",
                "The owner of the shop",
                "May be shown in court",
                "The yard behind the shop",
            }
        )
            page.ShouldContain(shown);
        (await officer.OpenAsync($"{here}/beside?other={front}")).Body!.TextContent.ShouldContain("The second began 32 s after the first.");
        var line = (await Host.Get<ExhibitList>().FindAsync(back, Police, Ct))!;
        (line.HappenedAt, line.HappenedWhere, line.Sender, line.Description).ShouldBe(
            (Noon.AddSeconds(3 - 35), "The yard behind the shop", "The owner of the shop", "The yard")
        );
        var past = await Host.EventsOfAsync(back.Value);
        past.OfType<ExhibitReceived>().ShouldHaveSingleItem().Said.Place.ShouldBe("Somewhere");
        KnownNow.Of(past.TakeWhile(static e => e is not MoreKnown)).Said.From.ShouldBe(Noon.AddDays(1), "as it was known then");
        (await officer.OpenAsync(here)).QuerySelector(".bl-record__timeline")!.TextContent.ShouldContain("More is known of it");
    }

    [Fact]
    public async Task What_cannot_be_is_said_at_its_field_and_stays_typed()
    {
        var exhibit = await Host.RecordingAsync("door.mp4", said: new() { From = Noon });
        var officer = await Host.SignInAsync("officer");
        (await RefusedAsync(("Clock", "behind"), ("Difference", "a bit"), ("Place", "The back door"))).ShouldContain(
            "hours, minutes and seconds"
        );
        (await RefusedAsync(("Compared", "2126-11-21T09:00"), ("Clock", "right"), ("ComparedBy", "PC Rees"))).ShouldContain(
            "still to come"
        );
        (await RefusedAsync(("Compared", "2026-11-21T09:00"), ("ComparedBy", "PC Rees"))).ShouldContain("whether it shows the right time");
        (await RefusedAsync(("Until", "2026-11-20T11:00"))).ShouldContain("before the first");
        (await RefusedAsync(("Point", "nowhere at all"))).ShouldContain("Nobody knows where that is");
        (await RefusedAsync(("Until", "yesterday"))).ShouldContain("Enter a day and a time");
        (await RefusedAsync()).ShouldContain("Nothing is changed");
        (await Host.EventsOfAsync(exhibit.Value)).OfType<MoreKnown>().ShouldBeEmpty();

        async Task<string> RefusedAsync(params (string, string)[] answers)
        {
            using var answer = await officer.SubmitAsync($"/records/exhibits/{exhibit}/known", "action", answers);
            var page = await Documents.ReadAsync(answer);
            foreach (var (name, value) in answers.Where(static a => a.Item1 is "Place" or "Point" or "Until"))
                page.QuerySelector($"#{name}")!.GetAttribute("value").ShouldBe(value);
            return page.QuerySelector(".govuk-error-summary")!.TextContent;
        }
    }

    [Fact]
    public void The_last_that_is_known_counts_for_the_time_of_a_recording()
    {
        var exhibit = Id<Exhibit>.New();
        var received = new ExhibitReceived(exhibit, Content: null, new(OriginKind.Staff), new() { From = Noon, ClockAheadSeconds = 60 });
        var more = new MoreKnown(
            exhibit,
            new() { From = Noon.AddHours(1), ClockAheadSeconds = -5 },
            Clock: null,
            From: null,
            Consent: null
        );
        RecordedTime.Of([received, more]).ShouldBe(new(Noon.AddHours(1), IsClaimed: true, -5));
    }

    [Fact]
    public async Task Whoever_owns_the_camera_says_whether_its_clock_is_right()
    {
        var (crime, _, code) = await Host.OpenDoorAsync(DoorKind.Link);
        using var owner = Host.NewClient();
        (await owner.GetStringAsync($"/cy/upload/{code}", Ct)).ShouldContain("A yw cloc y camera yn dangos yr amser cywir?");
        var start = await Documents.ReadAsync(await owner.GetAsync($"/upload/{code}", Ct));
        using var vague = await owner.SubmitAsync(
            start,
            $"/upload/{code}",
            "begin",
            ("Agreed", "yes"),
            ("Clock", "behind"),
            ("Difference", "some")
        );
        var again = await Documents.ReadAsync(vague);
        again.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("hours, minutes and seconds");
        again.QuerySelector("#Difference")!.GetAttribute("value").ShouldBe("some");
        using var entered = await owner.SubmitAsync(
            again,
            $"/upload/{code}",
            "begin",
            ("Agreed", "yes"),
            ("Clock", "behind"),
            ("Difference", "0:03:20")
        );
        entered.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var files = await Documents.ReadAsync(await owner.GetAsync($"/upload/{code}/files", Ct));
        files.QuerySelector("input[name=clock]")!.GetAttribute("value").ShouldBe("behind");
        files.QuerySelector("input[name=difference]")!.GetAttribute("value").ShouldBe("0:03:20");
        using var form = new MultipartFormDataContent();
        foreach (var hidden in files.QuerySelectorAll("form[method=post] input[type=hidden]"))
            form.Add(new StringContent(hidden.GetAttribute("value") ?? ""), hidden.GetAttribute("name")!);
        form.Add(new ByteArrayContent([1, 2, 3]), "files", "yard.bin");
        using var sent = await owner.PostAsync($"/upload/{code}/files", form, Ct);
        sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await sent.Content.ReadAsStringAsync(Ct));
        var exhibit = (await Host.Get<ExhibitList>().AllOfAsync(crime.Value, Police, Ct)).ShouldHaveSingleItem().Exhibit;
        (await Host.EventsOfAsync(exhibit.Value)).OfType<ExhibitReceived>().Single().Said.ClockAheadSeconds.ShouldBe(-200);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(35)]
    [InlineData(-200)]
    [InlineData(100_000)]
    public void A_clock_is_read_as_it_is_written(int? seconds)
    {
        var (clock, difference) = RecorderClock.Write(seconds);
        RecorderClock.TryRead(clock, difference, out var read).ShouldBeTrue();
        read.ShouldBe(seconds);
    }
}
