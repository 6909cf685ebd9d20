using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;
using SandboxLimits = Bluelamp.Evidence.Media.SandboxLimits;

namespace Bluelamp.Tests.Evidence;

/// <summary>What is made of originals by real tools: it plays, it is the same again, and no stranger's file does harm.</summary>
public sealed class MediaTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private TestHost Host => shared.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Viewer System => Viewer.System(Host.Get<ForceProfile>().Code);

    [Fact]
    public async Task A_film_that_no_browser_plays_gets_one_that_they_do()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var film = await MediaWorks.FilmAsync(Ct);
        var exhibit = await Host.TakeInAsync(film, "clip.avi");
        var entries = await DoneAsync(exhibit, kinds: 3);

        var found = entries.OfType<ExhibitExamined>().ShouldHaveSingleItem();
        found.Readable.ShouldBeTrue();
        found.Found.ShouldSatisfyAllConditions(
            static f => f.Width.ShouldBe(320),
            static f => f.VideoCodec.ShouldBe("mpeg4"),
            static f => f.FrameRate.ShouldBe(10),
            static f => f.DurationSeconds!.Value.ShouldBe(2, 0.2)
        );
        foreach (var made in entries.OfType<DerivativeMade>())
        {
            made.Arguments.ShouldNotContain(static a => a.StartsWith("file:", StringComparison.Ordinal));
            var kept = await File.ReadAllBytesAsync(Store.PathOf(made.Output), Ct);
            ContentHash.Of(SHA256.HashData(kept)).ShouldBe(made.Output);
            kept.LongLength.ShouldBe(made.Bytes);
        }

        var proxy = entries.OfType<DerivativeMade>().Single(static m => m.Kind is DerivativeKind.Proxy);
        var probe = await MediaWorks.SaidAsync(
            "ffprobe",
            ["-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0", Store.PathOf(proxy.Output)],
            Ct
        );
        probe.ShouldContain("h264");
        probe.ShouldContain("aac");
        (await File.ReadAllBytesAsync(Store.PathOf(ContentHash.Of(SHA256.HashData(film))), Ct)).ShouldBe(film);

        var again = await Host.Get<Studio>()
            .MakeAsync(
                found.Input,
                "video/x-msvideo",
                Recipes.For("video/x-msvideo", new(found.Found, Copies: false)).Single(static r => r.Kind is DerivativeKind.Proxy),
                Ct
            );
        again.Output.ShouldBe(proxy.Output);
        await PlaysOnceAsync(exhibit);
    }

    /// <summary>Its beginning is an act; later parts are of the same one.</summary>
    private async Task PlaysOnceAsync(Id<Exhibit> exhibit)
    {
        var officer = await Host.SignInAsync("officer");
        var page = await officer.OpenAsync($"/records/exhibits/{exhibit}");
        page.QuerySelector("bl-player video").ShouldNotBeNull();
        (await officer.OpenAsync("/evidence")).QuerySelector($"a[href$='{exhibit}'] img[loading=lazy]").ShouldNotBeNull();
        foreach (var from in (long[])[0, 100])
        {
            using var part = new HttpRequestMessage(HttpMethod.Get, $"/records/exhibits/{exhibit}/derivatives/proxy");
            part.Headers.Range = new RangeHeaderValue(from, null);
            using var answer = await officer.Http.SendAsync(part, Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("video/mp4");
        }

        (await EventsAsync(exhibit)).OfType<ExhibitPlayed>().Count().ShouldBe(1);
        var handler = await Host.SignInAsync("dispatcher");
        (await handler.StatusAsync($"/records/exhibits/{exhibit}/derivatives/poster")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_recording_gets_a_waveform_and_a_picture_stands_upright()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var sound = await Host.TakeInAsync(await MediaWorks.SoundAsync(Ct), "call.wav");
        var picture = await Host.TakeInAsync(MediaWorks.Turned(await MediaWorks.PictureAsync(Ct)), "photo.jpg");
        (await DoneAsync(sound, kinds: 2))
            .OfType<DerivativeMade>()
            .Select(static m => m.Type)
            .ShouldBe(["image/png", "audio/mp4"], ignoreOrder: true);
        var entries = await DoneAsync(picture, kinds: 2);
        entries.OfType<ExhibitExamined>().Single().Found.Turned.ShouldBe(6);
        var web = entries.OfType<DerivativeMade>().Single(static m => m.Kind is DerivativeKind.Web);
        var probe = await MediaWorks.SaidAsync(
            "ffprobe",
            ["-v", "error", "-show_entries", "stream=width,height", "-of", "csv=p=0", "-f", "jpeg_pipe", Store.PathOf(web.Output)],
            Ct
        );
        probe.Trim().ShouldBe("20,40");
    }

    [Fact]
    public async Task Hostile_files_do_no_harm()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var film = await MediaWorks.FilmAsync(Ct);
        (byte[] Bytes, string Name)[] hostile =
        [
            ([0, 0, 0, 24, .. "ftypisom\0\0\0\0isommp42#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"u8], "playlist.mp4"),
            (Png(60_000, 60_000), "bomb.png"),
            (film[..2000], "cut.avi"),
        ];
        foreach (var (bytes, name) in hostile)
        {
            var exhibit = await Host.TakeInAsync(bytes, name);
            IReadOnlyList<IEvent> events = [];
            await Eventually.TrueAsync(async () => (events = await EventsAsync(exhibit)).OfType<ExhibitExamined>().Any());
            if (events.OfType<ExhibitExamined>().Single().Readable)
                events = await DoneAsync(exhibit, kinds: 2);
            events.OfType<DerivativeMade>().ShouldBeEmpty();
        }

        await Host.RoomsAreGoneAsync();
    }

    [Fact]
    public async Task What_takes_too_long_is_stopped()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var ran = await new Sandbox().RunAsync(
            "sleep",
            ["600"],
            Path.GetTempPath(),
            SandboxLimits.Look with
            {
                Wall = TimeSpan.FromMilliseconds(50),
            },
            Ct
        );
        ran.OutOfTime.ShouldBeTrue();
    }

    [Fact]
    public async Task The_sandbox_reaches_no_network()
    {
        Assert.SkipUnless(Sandbox.Has("unshare"), "this system cannot separate networks");
        var ran = await new Sandbox().RunAsync("cat", ["/proc/net/dev"], Path.GetTempPath(), SandboxLimits.Look, Ct);
        ran.Output.Split('\n').Count(static l => l.Contains(':')).ShouldBe(1, "only the loopback of its own");
    }

    private ContentStore Store => Host.Get<ContentStore>();

    private async Task<IReadOnlyList<IEvent>> EventsAsync(Id<Exhibit> exhibit) =>
        [.. (await Host.Get<ILedger>().StreamAsync(exhibit.Value, System, Ct)).Select(static e => e.Event)];

    private async Task<IReadOnlyList<IEvent>> DoneAsync(Id<Exhibit> exhibit, int kinds)
    {
        IReadOnlyList<IEvent> events = [];
        await Eventually.TrueAsync(async () =>
            (events = await EventsAsync(exhibit)).Count(static e => e is DerivativeMade or DerivativeFailed) == kinds
        );
        return events;
    }

    /// <summary>The head of a picture that would fill gigabytes.</summary>
    private static byte[] Png(uint width, uint height)
    {
        byte[] head = [.. "IHDR"u8, 0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(4), width);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), height);
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. head, 0, 0, 0, 0, 0, 0, 0, 0, .. "IDAT"u8, 0, 0, 0, 0];
    }
}
