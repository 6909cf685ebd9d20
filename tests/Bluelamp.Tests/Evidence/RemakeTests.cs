using System.Security.Cryptography;
using System.Text.Json;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Remaking;
using Bluelamp.Evidence.Shares;
using Bluelamp.Evidence.Storing;
using Bluelamp.Evidence.Versions;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Disposal;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Host;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>What was made of originals is made again by what the ledger recorded, and compared byte for byte.</summary>
public sealed class RemakeTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private TestHost Host => shared.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Viewer Media => Viewer.System(Host.Get<ForceProfile>().Code, "media");

    private ContentStore Store => Host.Get<ContentStore>();

    [Fact]
    public async Task Whatever_is_made_of_films_sounds_and_pictures_is_the_same_again()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var film = await Host.TakeInAsync(await MediaWorks.FilmAsync(Ct), "clip.avi");
        var sound = await Host.TakeInAsync(await MediaWorks.SoundAsync(Ct), "call.wav");
        var picture = await Host.TakeInAsync(MediaWorks.Turned(await MediaWorks.PictureAsync(Ct)), "photo.jpg");
        await MadeAsync(film, 3);
        await MadeAsync(sound, 2);
        await MadeAsync(picture, 2);
        await OrderAsync(film, VersionPlan.Clip(0.5, 1.5));
        await OrderAsync(picture, VersionPlan.Redacted([new(Cover.Blur, "face", During: null, [new(0, 10, 10, 30, 30)])], []));
        var share = Id<Share>.New();
        await ShareAsync(film, share);

        var lines = await RemadeAsync(film, sound, picture);
        lines
            .Select(static l => l.What)
            .Distinct()
            .ShouldBe(["clip", "copy for a link", "filmstrip", "poster", "proxy", "redacted copy", "waveform", "web"], ignoreOrder: true);
        lines.ShouldAllBe(static l => l.Result == Comparison.Same && l.Version == l.VersionNow);
        await Host.RoomsAreGoneAsync();
    }

    [Fact]
    public async Task A_processor_without_any_fast_instructions_makes_the_same_bytes()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var picture = await MediaWorks.BytesAsync(["-f", "lavfi", "-i", "testsrc=s=1700x1300:d=1", "-frames:v", "1", "-f", "mjpeg"], Ct);
        var film = await MediaWorks.BytesAsync(["-f", "lavfi", "-i", "testsrc=s=1600x900:r=5:d=1", "-c:v", "mjpeg", "-f", "avi"], Ct);
        foreach (var (bytes, name, kinds) in new[] { (picture, "large.jpg", 2), (film, "large.avi", 3) })
        {
            foreach (var made in await MadeAsync(await Host.TakeInAsync(bytes, name), kinds))
                (await SlowAsync(made)).ShouldBe(made.Output, $"{name}, {made.Kind}");
        }
    }

    private async Task<ContentHash> SlowAsync(DerivativeMade made)
    {
        var to = Path.Combine(Path.GetTempPath(), $"bluelamp-{Guid.CreateVersion7():n}");
        string[] words =
        [
            .. made.Arguments.Select(w =>
                w is "{input}" ? Store.PathOf(made.Input)
                : w is "{output}" ? to
                : w
            ),
        ];
        await MediaWorks.SaidAsync("ffmpeg", ["-cpuflags", "0", .. words], Ct);
        var hash = ContentHash.Of(SHA256.HashData(await File.ReadAllBytesAsync(to, Ct)));
        File.Delete(to);
        return hash;
    }

    [Fact]
    public async Task A_redacted_document_is_the_same_again_as_long_as_its_plan_is_known()
    {
        var letter = await Host.TakeInAsync("Call Mair on 07700 900123."u8.ToArray(), "letter.txt");
        var version = await OrderAsync(letter, VersionPlan.Document([new("name", "Mair")], []));
        (await RemadeAsync(letter)).ShouldHaveSingleItem().Result.ShouldBe(Comparison.Same);
        (await RemadeAsync(version)).ShouldHaveSingleItem().Exhibit.ShouldBe(version);
        await TellAsync(letter, new VersionOrdered(letter, Id<Exhibit>.New(), "Another", VersionPlan.Document([new("name", "Call")], [])));
        var remade = await RemadeAsync(letter); // the other copy is among them, if it is made already
        remade.ShouldContain(r => r.Exhibit == version);
        remade.ShouldAllBe(static r => r.Result == Comparison.Same, "another plan is for another copy");
    }

    [Fact]
    public async Task Other_bytes_are_a_finding_when_the_tool_is_the_same_and_none_when_it_is_another()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var picture = await Host.TakeInAsync(await MediaWorks.PictureAsync(Ct), "photo.jpg");
        var poster = (await MadeAsync(picture, 2)).Single(static m => m.Kind is DerivativeKind.Poster);
        var kept = File.GetLastWriteTimeUtc(Store.PathOf(poster.Output));
        var (exit, figures, errors) = await VerbAsync("--exhibit", picture.ToString());
        exit.ShouldBe(0, errors);
        File.GetLastWriteTimeUtc(Store.PathOf(poster.Output)).ShouldBe(kept, "nothing stored is replaced");
        (figures.GetProperty("same").GetInt32(), figures.GetProperty("other").GetInt32()).ShouldBe((2, 0));

        var others = ContentHash.Of(SHA256.HashData("others"u8));
        await TellAsync(picture, poster with { Output = others, Version = "0.9" });
        (exit, figures, errors) = await VerbAsync("--exhibit", picture.ToString());
        exit.ShouldBe(0, "another version of the tool may make others");
        errors.ShouldContain($"OTHER    photo.jpg, poster: {poster.Output} by ffmpeg {poster.Version}, recorded as {others} by 0.9");

        await TellAsync(picture, poster with { Output = others });
        (exit, figures, errors) = await VerbAsync("--exhibit", picture.ToString());
        exit.ShouldBe(1);
        errors.ShouldContain($"OTHER    photo.jpg, poster: {poster.Output}, recorded as {others}, by the same ffmpeg {poster.Version}");
        var line = figures.GetProperty("lines").EnumerateArray().ShouldHaveSingleItem();
        line.GetProperty("made").GetString().ShouldBe(poster.Output.ToString());
    }

    [Fact]
    public async Task What_cannot_be_made_again_says_why_and_accuses_nobody()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var bytes = await MediaWorks.BytesAsync(["-f", "lavfi", "-i", "testsrc=s=48x48:d=1", "-frames:v", "1", "-f", "mjpeg"], Ct);
        var picture = await Host.TakeInAsync(bytes, "damaged.jpg");
        await MadeAsync(picture, 2);
        var original = Store.PathOf(ContentHash.Of(SHA256.HashData(bytes)));
        File.SetUnixFileMode(original, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        bytes[^10] ^= 1;
        await File.WriteAllBytesAsync(original, bytes, Ct);
        foreach (var line in await RemadeAsync(picture))
            (line.Result, line.IsWrong, line.Why).ShouldBe(
                (Comparison.Cannot, false, "Its original is damaged. See: bluelamp evidence check")
            );
        File.Delete(original);
        (await RemadeAsync(picture)).ShouldAllBe(static l => l.Why == "Its original is not in the store.");
    }

    [Fact]
    public async Task Whoever_does_not_say_what_is_told()
    {
        var (exit, _, errors) = await RunningBluelamp.RunAsync("evidence", "remake", "--db", Host.Database.ConnectionString);
        exit.ShouldNotBe(0);
        errors.ShouldContain("--exhibit ID|REFERENCE for one exhibit, or --all");
    }

    private async Task<(int Exit, JsonElement Figures, string Errors)> VerbAsync(params string[] words)
    {
        var data = Path.GetDirectoryName(Host.Get<StoreOptions>().Folder)!;
        var (exit, output, errors) = await RunningBluelamp.RunAsync([
            "evidence",
            "remake",
            .. words,
            "--json",
            "--db",
            Host.Database.ConnectionString,
            "--data",
            data,
        ]);
        return (exit, JsonDocument.Parse(output).RootElement, errors);
    }

    private async Task<List<RemakeLine>> RemadeAsync(params Id<Exhibit>[] of)
    {
        var lines = new List<RemakeLine>();
        await foreach (var line in Host.Get<RemakeCheck>().RunAsync(of, Media, Ct))
            lines.Add(line);
        return lines;
    }

    private async Task<Id<Exhibit>> OrderAsync(Id<Exhibit> exhibit, VersionPlan plan)
    {
        var version = Id<Exhibit>.New();
        (
            await Host.Get<ILedger>()
                .DecideAsync(new Id<Original>(exhibit.Value), new OrderVersion(exhibit, version, "Copy", plan), Media, Ct)
        ).OrThrow();
        (await Host.VersionAsync(exhibit)).Exhibit.ShouldBe(version);
        return version;
    }

    private async Task ShareAsync(Id<Exhibit> exhibit, Id<Share> share)
    {
        var until = TimeProvider.System.GetUtcNow().AddDays(1);
        var to = new Recipient("Siân Gwaunlas", "Court", RecipientKind.Prosecutor);
        await TellAsync(share.Value, new ShareMade(share, Of: null, to, "file", ShareMode.View, "hash", until, Exhibits: 1));
        var content = (await Host.Get<ILedger>().ReadAsync(exhibit, Media, Ct)).Content!.Sha256;
        await TellAsync(exhibit, new ExhibitShared(exhibit, share, to, "file", ShareMode.View, until, content));
        await Eventually.TrueAsync(async () => (await EventsAsync(exhibit)).OfType<WatermarkMade>().Any());
    }

    private async Task<IReadOnlyList<DerivativeMade>> MadeAsync(Id<Exhibit> exhibit, int kinds)
    {
        IReadOnlyList<DerivativeMade> made = [];
        await Eventually.TrueAsync(async () => (made = [.. (await EventsAsync(exhibit)).OfType<DerivativeMade>()]).Count == kinds);
        return made;
    }

    private async Task<IReadOnlyList<IEvent>> EventsAsync(Id<Exhibit> exhibit) =>
        [.. (await Host.Get<ILedger>().StreamAsync(exhibit.Value, Media, Ct)).Select(static e => e.Event)];

    private Task TellAsync(Id<Exhibit> exhibit, params IEvent[] events) => TellAsync(exhibit.Value, events);

    private async Task TellAsync(Guid record, params IEvent[] events) =>
        (await Host.Get<ILedger>().DecideAsync(new Id<Told>(record), new Tell(events), Media, Ct)).OrThrow();
}
