using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;
using Bluelamp.Evidence.Versions;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Clips and redacted copies: what was covered is gone, the original stays, and who may not see it may not see what was made of it.</summary>
public sealed class VersionTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly Id<Exhibit> One = new(new("0190a000-0000-7000-8000-0000000000a1"));
    private static readonly Id<Exhibit> Two = new(new("0190a000-0000-7000-8000-0000000000a2"));
    private static readonly By Somebody = new(Given.Somebody, new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private static readonly FileContent File = new(default, 9, "clip.mp4", "video/mp4");
    private static readonly Original Film = new(
        File,
        new(DurationSeconds: 10, VideoCodec: "h264"),
        ImmutableDictionary<Id<Exhibit>, bool>.Empty,
        Gone: false
    );
    private static readonly VersionPlan Faces = VersionPlan.Redacted([new(Cover.Fill, "face", During: null, [new(0, 1, 2, 3, 4)])], []);

    private TestHost Host => shared.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Viewer System => Viewer.System(Host.Get<ForceProfile>().Code);

    private ContentStore Store => Host.Get<ContentStore>();

    [Fact]
    public void A_version_is_asked_for_only_as_the_original_allows()
    {
        Order(Faces).Decide(Film, Somebody).Then(new VersionOrdered(One, Two, "Copy", Faces));
        Order(Faces).Decide(Original.Empty, Somebody).ThenRefused<NoSuchRecord>();
        Order(Faces).Decide(Film with { Gone = true }, Somebody).ThenRefused<NoSuchRecord>();
        Order(Faces).Decide(Film with { Found = null }, Somebody).ThenRefused<CannotBeShown>();
        (Order(Faces) with { Name = " " }).Decide(Film, Somebody).ThenRefused<VersionNameMissing>();
        Order(VersionPlan.Redacted([], [])).Decide(Film, Somebody).ThenRefused<NothingToRedact>();
        Order(VersionPlan.Redacted([], [new("name", new(1, 2))])).Decide(Film, Somebody).ThenRefused<NoSoundToMute>();
        Order(Faces).Decide(Film with { Found = new(DurationSeconds: 10, AudioCodec: "aac") }, Somebody).ThenRefused<NoPictureToCover>();
        Order(VersionPlan.Clip(2, 5)).Decide(Film, Somebody).Events.Count.ShouldBe(1);
        Order(VersionPlan.Clip(5, 2)).Decide(Film, Somebody).ThenRefused<ClipEndsBeforeItBegins>();
        Order(VersionPlan.Clip(10, 12)).Decide(Film, Somebody).ThenRefused<ClipEndsBeforeItBegins>();
        Order(VersionPlan.Clip(2, 10.5)).Decide(Film, Somebody).Events.Count.ShouldBe(1, "its length is shown in whole seconds");
        Order(VersionPlan.Clip(2, 11)).Decide(Film, Somebody).ThenRefused<ClipEndsAfterItsRecording>();
        Order(VersionPlan.Clip(0, 1)).Decide(Film with { Found = new(VideoCodec: "png") }, Somebody).ThenRefused<NothingToCut>();
        var ordered = Film.Apply(new VersionOrdered(One, Two, "Copy", Faces));
        Order(Faces).Decide(ordered, Somebody).Events.ShouldBeEmpty("said twice it is one");
        var made = new VersionMade(One, Two, default);
        new SayVersion(Two, made).Decide(ordered, Somebody).Then(made);
        new SayVersion(Two, made).Decide(ordered.Apply(made), Somebody).ThenRefused<VersionIsThere>();
        new SayVersion(Two, made).Decide(ordered with { Gone = true }, Somebody).ThenRefused<NoSuchRecord>();
    }

    [Fact]
    public async Task What_a_film_must_not_show_or_say_is_gone_from_the_copy_and_nothing_else_is()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var film = await MediaWorks.FilmAsync(Ct);
        var exhibit = await Host.TakeInAsync(film, "clip.avi");
        var plan = VersionPlan.Redacted(
            [
                new(Cover.Fill, "face", new(0.5, 1.5), [new(0.5, 10, 10, 20, 20), new(1.5, 60, 60, 20, 20)]),
                new(Cover.Blur, "plate", During: null, [new(0, 70, 5, 20, 20)]),
            ],
            [new("name", new(0.5, 1.5))]
        );
        var (version, made) = await MadeAsync(exhibit, plan);
        made.Input.ShouldBe(ContentHash.Of(SHA256.HashData(film)));
        made.Reasons.ShouldBe(["face", "name", "plate"]);
        made.Arguments.ShouldNotContain(static a => a.StartsWith("file:", StringComparison.Ordinal));
        var path = Store.PathOf(made.Output);

        (await BrightestAsync(path, 0.5, 10, 10, 20, 20)).ShouldBeLessThan(24, "covered from its first moment");
        (await BrightestAsync(path, 1.0, 35, 35, 20, 20)).ShouldBeLessThan(24, "the cover moves evenly");
        (await BrightestAsync(path, 1.5, 60, 60, 20, 20)).ShouldBeLessThan(24, "to its last");
        (await BrightestAsync(path, 0.1, 10, 10, 20, 20)).ShouldBeGreaterThan(100, "before it everything is seen");
        (await BrightestAsync(path, 1.8, 60, 60, 20, 20)).ShouldBeGreaterThan(100, "and after it");
        (await BrightestAsync(path, 1.0, 5, 70, 20, 20)).ShouldBeGreaterThan(100, "and elsewhere");
        (await LoudestAsync(path, 0.6, 0.8)).ShouldBeLessThan(10);
        (await LoudestAsync(path, 0.1, 0.2)).ShouldBeGreaterThan(1000);
        (await Host.Get<ILedger>().ReadAsync(version, System, Ct)).Content!.Type.ShouldBe("video/mp4");
        (await global::System.IO.File.ReadAllBytesAsync(Store.PathOf(made.Input), Ct)).ShouldBe(film, "the original stays as it is");
        await ShownAsync(exhibit, version);
    }

    [Fact]
    public async Task A_picture_loses_what_is_covered_and_everything_that_its_file_said_of_itself()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var exhibit = await Host.TakeInAsync(MediaWorks.Turned(await MediaWorks.PictureAsync(Ct)), "photo.jpg");
        var (_, made) = await MadeAsync(
            exhibit,
            VersionPlan.Redacted([new(Cover.Fill, "address", During: null, [new(0, 0, 0, 100, 50)])], [])
        );
        var path = Store.PathOf(made.Output);
        (await BrightestAsync(path, 0, 0, 0, 100, 45)).ShouldBeLessThan(24, "the upper half as it is shown, upright");
        (await BrightestAsync(path, 0, 0, 70, 100, 30)).ShouldBeGreaterThan(100);
        (await global::System.IO.File.ReadAllBytesAsync(path, Ct)).AsSpan().IndexOf("Exif"u8).ShouldBe(-1);
    }

    [Fact]
    public async Task A_clip_is_the_part_that_was_asked_for()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var exhibit = await Host.TakeInAsync(await MediaWorks.FilmAsync(Ct), "clip.avi");
        var desk = await Host.SignInAsync("officer");
        await Eventually.TrueAsync(async () => (await OriginalAsync(exhibit)).Plays);
        var page = $"/records/exhibits/{exhibit}/clip";
        using var wrong = await desk.SubmitAsync(page, "action", ("From", "1.5"), ("Until", "0.5"), ("Name", "The end"));
        (await Documents.ReadAsync(wrong)).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("must begin before it ends");
        using var right = await desk.SubmitAsync(page, "action", ("From", "0:00.5"), ("Until", "1.5"), ("Name", "The end"));
        right.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var made = await Host.VersionAsync(exhibit);
        var probe = await MediaWorks.SaidAsync(
            "ffprobe",
            ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", Store.PathOf(made.Output)],
            Ct
        );
        double.Parse(probe, global::System.Globalization.CultureInfo.InvariantCulture).ShouldBe(1, 0.15);
    }

    [Fact]
    public async Task Who_may_not_see_the_original_may_not_see_what_was_made_of_it()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var plan = Burglary.Plan(7_900) with { Ids = new NaturalIds(Host.Get<ForceProfile>().Code, Host.Get<IdSecret>()) };
        (await Host.Get<ILedger>().DecideAsync(plan.Steps(), System, Ct)).OrThrow();
        var exhibit = await Host.TakeInAsync(await MediaWorks.PictureAsync(Ct), "photo.jpg", RecordRef.Of(plan.Crime));
        var (version, _) = await MadeAsync(exhibit, Faces);
        var officer = (await Host.Get<StaffViewers>().FindAsync((await Host.SignInAsync("officer")).Username, Ct))!;
        (await Host.Get<ExhibitList>().AllOfAsync(plan.Crime.Value, officer, Ct)).Select(static e => e.Exhibit).ShouldContain(version);
        var close = new RestrictRecord(Marking.OfficialSensitive, [Id<Staff>.New()], "A protected witness.");
        (await Host.Get<ILedger>().DecideAsync(new Id<Restriction>(exhibit.Value), close, System, Ct)).OrThrow();
        (await Host.Get<ExhibitList>().FindAsync(version, officer, Ct)).ShouldBeNull();
        (await Host.Get<VersionList>().OfAsync(exhibit, officer, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_version_under_the_id_of_another_record_is_not_made_and_says_so()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var witness = Id<Nominal>.New();
        await Host.TellAsync(witness.Value, new NominalCreated(witness));
        var exhibit = await Host.TakeInAsync(await MediaWorks.PictureAsync(Ct), "photo.jpg");
        await Eventually.TrueAsync(async () => (await OriginalAsync(exhibit)).Found is not null);
        var order = new OrderVersion(exhibit, new(witness.Value), "Redacted copy", Faces);
        (await Host.Get<ILedger>().DecideAsync(new Id<Original>(exhibit.Value), order, System, Ct)).OrThrow();
        await Eventually.TrueAsync(async () => (await Host.EventsOfAsync(exhibit.Value)).Any(static e => e is VersionFailed));
        (await Host.EventsOfAsync(witness.Value)).ShouldHaveSingleItem("nothing was written on the other record");
    }

    [Fact]
    public async Task A_redaction_that_cannot_be_read_keeps_what_was_typed()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var exhibit = await Host.TakeInAsync(await MediaWorks.PictureAsync(Ct), "photo.jpg");
        await Eventually.TrueAsync(async () => (await OriginalAsync(exhibit)).HasPicture);
        var desk = await Host.SignInAsync("officer");
        using var answer = await desk.SubmitAsync(
            $"/records/exhibits/{exhibit}/redact",
            "action",
            ("Plan", "fill face all 1,2,3\nmute name 1-2")
        );
        var wrong = await Documents.ReadAsync(answer);
        wrong.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Line 1: A box is four numbers");
        wrong.QuerySelector("#Plan")!.TextContent.ShouldContain("fill face all 1,2,3");
        (await (await Host.SignInAsync("analyst")).StatusAsync($"/records/exhibits/{exhibit}/redact")).ShouldBe(HttpStatusCode.Forbidden);
    }

    private static OrderVersion Order(VersionPlan plan) => new(One, Two, "Copy", plan);

    private async Task ShownAsync(Id<Exhibit> exhibit, Id<Exhibit> version)
    {
        var officer = await Host.SignInAsync("officer");
        (await officer.OpenAsync($"/records/exhibits/{exhibit}")).QuerySelector($".bl-versions a[href$='{version}']").ShouldNotBeNull();
        var page = (await officer.OpenAsync($"/records/exhibits/{version}")).Body!.TextContent;
        page.ShouldContain("Made from another exhibit");
        page.ShouldContain("A number plate");
        page.ShouldContain("drawbox", Case.Sensitive, "how it can be made again");
    }

    private Task<Original> OriginalAsync(Id<Exhibit> exhibit) => Host.Get<ILedger>().ReadAsync(new Id<Original>(exhibit.Value), System, Ct);

    private async Task<(Id<Exhibit> Version, MadeFrom Made)> MadeAsync(Id<Exhibit> exhibit, VersionPlan plan)
    {
        await Eventually.TrueAsync(async () => (await OriginalAsync(exhibit)).Found is not null);
        var order = new OrderVersion(exhibit, Id<Exhibit>.New(), "Redacted copy", plan);
        (await Host.Get<ILedger>().DecideAsync(new Id<Original>(exhibit.Value), order, System, Ct)).OrThrow();
        return (order.Version, await Host.VersionAsync(exhibit));
    }

    /// <summary>The brightest dot (0 to 255) of a place in a frame; the place in hundredths of the picture.</summary>
    private static async Task<int> BrightestAsync(string path, double at, int left, int top, int width, int height)
    {
        var crop = FormattableString.Invariant($"crop=iw*{width}/100:ih*{height}/100:iw*{left}/100:ih*{top}/100,format=gray");
        var dots = await MediaWorks.BytesAsync(
            ["-ss", FormattableString.Invariant($"{at}"), "-i", path, "-vf", crop, "-frames:v", "1", "-f", "rawvideo"],
            Ct
        );
        return dots.Max();
    }

    /// <summary>The largest swing (0 to 32,767) of a sound between two moments.</summary>
    private static async Task<int> LoudestAsync(string path, double from, double until)
    {
        var (start, length) = (FormattableString.Invariant($"{from}"), FormattableString.Invariant($"{until - from}"));
        var wave = await MediaWorks.BytesAsync(["-ss", start, "-t", length, "-i", path, "-map", "0:a", "-f", "s16le", "-ac", "1"], Ct);
        return wave.Chunk(2).Max(static s => Math.Abs((int)BitConverter.ToInt16(s)));
    }
}
