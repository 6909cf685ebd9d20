using System.Net;
using Bluelamp.Evidence.Doors;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Likeness;
using Bluelamp.Evidence.Media;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Pictures and films that look alike are found, whatever was done to them on the way, and others are not; nobody learns of what is closed to them.</summary>
public sealed class LikenessTests(SharedHost shared, ITestOutputHelper output) : IClassFixture<SharedHost>
{
    private TestHost Host => shared.Host;

    private short Force => Host.Get<ForceProfile>().Code;

    private Viewer Police => Viewer.System(Force);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_plain_frame_has_no_hash_and_brightness_changes_none()
    {
        var dark = new byte[PerceptualHash.Side * PerceptualHash.Side];
        PerceptualHash.Of(dark).ShouldBeNull();
        byte[] street = [.. dark.Select(static (_, i) => (byte)(40 + (i * 7919 % 97)))];
        byte[] brighter = [.. street.Select(static dot => (byte)(dot + 60))];
        PerceptualHash.Of(street).ShouldNotBeNull().ShouldBe(PerceptualHash.Of(brighter).ShouldNotBeNull());
        byte[] turned = [.. street.Reverse()];
        PerceptualHash.Of(turned).ShouldNotBe(PerceptualHash.Of(street));
    }

    [Fact]
    public async Task Copies_are_near_their_original_and_scenes_are_far_from_each_other()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var scenes = new List<ulong>();
        var worst = 0;
        for (var seed = 901; seed <= 912; seed++)
        {
            var picture = await SeenScenes.PictureAsync(seed, Ct);
            scenes.Add(await SeenScenes.HashAsync(picture, Ct));
            foreach (var (what, change) in SeenScenes.Changes)
            {
                var copy = await SeenScenes.HashAsync(await SeenScenes.ChangedAsync(picture, "jpg", change, Ct), Ct);
                var away = SeenScenes.Between(scenes[^1], copy);
                output.WriteLine($"scene {seed}, {what}: {away}");
                worst = Math.Max(worst, away);
            }
        }

        int[] apart = [.. scenes.SelectMany((one, i) => scenes.Skip(i + 1).Select(other => SeenScenes.Between(one, other))).Order()];
        output.WriteLine($"scenes apart: {string.Join(' ', apart)}");
        worst.ShouldBeLessThanOrEqualTo(LikenessList.Bound);
        apart.Count(static bits => bits <= LikenessList.Bound).ShouldBe(0);
    }

    [Fact]
    public async Task An_appeal_marks_what_looks_alike_and_tells_the_same_file_apart()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var (crime, _) = await CrimeAsync();
        var street = await SeenScenes.PictureAsync(501, Ct);
        var film = await SeenScenes.FilmAsync(502, Ct);
        var original = await TakeInAsync(street, "street.jpg", crime);
        var filmed = await TakeInAsync(film, "film.mp4", crime);
        var same = await TakeInAsync(street, "street (1).jpg", crime);
        var copies = new List<Id<Exhibit>>();
        var films = new List<Id<Exhibit>>();
        foreach (var (what, change) in SeenScenes.Changes)
        {
            copies.Add(await TakeInAsync(await SeenScenes.ChangedAsync(street, "jpg", change, Ct), $"{what}.jpg", crime));
            films.Add(await TakeInAsync(await SeenScenes.ChangedAsync(film, "mp4", change, Ct), $"{what}.mp4", crime));
        }

        var others = new[]
        {
            await TakeInAsync(await SeenScenes.PictureAsync(503, Ct), "another.jpg", crime),
            await TakeInAsync(await SeenScenes.FilmAsync(504, Ct), "another.mp4", crime),
        };
        var (elsewhere, _) = await CrimeAsync();
        var apart = await TakeInAsync(street, "elsewhere.jpg", elsewhere);
        foreach (var exhibit in (Id<Exhibit>[])[original, filmed, same, .. copies, .. films, .. others, apart])
            await HashedAsync(exhibit);

        var counts = (await CountsAsync(crime, [original, same, filmed, .. others])).ToDictionary(static c => c.Exhibit);
        counts[original.Value].ShouldBe(new AlikeCount(original.Value, SameBytes: 1, Near: copies.Count));
        counts[same.Value].ShouldBe(new AlikeCount(same.Value, SameBytes: 1, Near: copies.Count));
        counts[filmed.Value].ShouldBe(new AlikeCount(filmed.Value, SameBytes: 0, Near: films.Count));
        counts.Count.ShouldBe(3, "nothing is like the others");

        var officer = await Host.SignInAsync("officer");
        var gallery = await officer.OpenAsync($"/evidence?record={crime}");
        var mark = gallery.QuerySelectorAll(".bl-exhibits__alike").Single(m => m.GetAttribute("href")!.Contains($"exhibit={filmed}"));
        mark.TextContent.ShouldBe("Looks like 4 others: film.mp4");
        var group = await officer.OpenAsync(
            $"/{gallery.QuerySelector($".bl-exhibits__alike[href*='exhibit={original}']")!.GetAttribute("href")}"
        );
        group.QuerySelectorAll(".bl-exhibits__card").Length.ShouldBe(6);
        group.Body!.TextContent.ShouldContain("Same file");
        group.Body!.TextContent.ShouldNotContain("elsewhere.jpg");
    }

    [Fact]
    public async Task What_a_viewer_may_not_see_is_neither_named_nor_counted()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var (crime, _) = await CrimeAsync();
        var street = await SeenScenes.PictureAsync(505, Ct);
        var open = await TakeInAsync(street, "open.jpg", crime);
        var near = await TakeInAsync(await SeenScenes.ChangedAsync(street, "jpg", ["-q:v", "20"], Ct), "closed.jpg", crime);
        var same = await TakeInAsync(street, "closed too.jpg", crime);
        foreach (var exhibit in (Id<Exhibit>[])[open, near, same])
            await HashedAsync(exhibit);
        var officer = await Host.SignInAsync("officer");
        (await officer.OpenAsync($"/evidence?record={crime}")).QuerySelectorAll(".bl-exhibits__alike").Length.ShouldBe(3);
        foreach (var closed in (Id<Exhibit>[])[near, same])
        {
            var restrict = new RestrictRecord(Marking.OfficialSensitive, [Id<Staff>.New()], "A protected witness.");
            (await Host.Get<ILedger>().DecideAsync(new Id<Restriction>(closed.Value), restrict, Police, Ct)).OrThrow();
        }

        (await officer.OpenAsync($"/evidence?record={crime}")).QuerySelectorAll(".bl-exhibits__alike").ShouldBeEmpty();
        var group = await officer.OpenAsync($"/evidence/alike?exhibit={open}&record={crime}");
        group.Body!.TextContent.ShouldContain("Nothing looks like it");
        group.QuerySelectorAll(".bl-exhibits__card").Length.ShouldBe(1);
        (await officer.StatusAsync($"/evidence/alike?exhibit={near}&record={crime}")).ShouldBe(HttpStatusCode.NotFound);
        (await officer.StatusAsync($"/evidence/alike?exhibit={open}")).ShouldBe(HttpStatusCode.NotFound, "of no list");
    }

    /// <summary>Else an appeal to which thousands send within a minute cannot be opened in that minute: each frame would be compared with all.</summary>
    [Fact]
    public async Task What_looks_alike_is_looked_up_by_its_keys_also_where_nothing_is_known_of_how_many_there_are()
    {
        var db = Host.Get<Db>();
        await db.KeepAsync(
            $"""
            insert into evidence.frame (force, exhibit, frame, band, key, hash)
            select {Force}, gen_random_uuid(), 0, b, (n * 7919 + b * 31) & 8191, n
              from generate_series(1, 3000) n, generate_series(0, 4) b
            """,
            Ct
        );
        var asked = new ExhibitsAsked(Door: Id<Door>.New().Value);
        Guid[] page = [.. Enumerable.Range(0, 60).Select(static _ => Id<Exhibit>.New().Value)];
        var plan = await db.WorkingAsync<string>($"explain {LikenessList.Counts(page, asked, Police)}", Ct);
        var lookUp = plan.SkipWhile(static l => !l.Contains("frame_alike", StringComparison.Ordinal)).ElementAtOrDefault(1);
        lookUp.ShouldNotBeNull(string.Join('\n', plan)).ShouldContain("key = ANY");
    }

    [Fact]
    public async Task Hashes_say_what_they_were_made_from_and_come_out_the_same_again()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var (crime, _) = await CrimeAsync();
        var exhibit = await TakeInAsync(await SeenScenes.FilmAsync(506, Ct), "film.mp4", crime);
        var hashed = await HashedAsync(exhibit);
        var strip = (await EventsAsync(exhibit)).OfType<DerivativeMade>().Single(static m => m.Kind is DerivativeKind.Filmstrip);
        hashed.Input.ShouldBe(strip.Output);
        hashed.Arguments.ShouldNotContain(static a => a.StartsWith("file:", StringComparison.Ordinal));
        hashed.Frames.Select(static f => f.Frame).ShouldBe(Frames.OfFilm);
        var (_, grey) = await Host.Get<Studio>().ReadAsync(strip.Output, strip.Type, Frames.Grey(isPicture: false), Ct);
        Frames.Hash(grey, isPicture: false).ShouldBe(hashed.Frames);
    }

    [Fact]
    public async Task An_appeal_is_arranged_by_the_hour_and_by_the_place_as_said_or_else_as_found()
    {
        var (crime, door) = await CrimeAsync();
        var nine = new DateTimeOffset(2026, 11, 20, 21, 10, 0, TimeSpan.Zero);
        var late = await SentAsync(crime, door, "late.txt", new() { From = nine.AddHours(2), Place = "Heol Fawr" });
        var first = await SentAsync(crime, door, "first.txt", new() { From = nine, Place = "The station" });
        var second = await SentAsync(crime, door, "second.txt", new() { From = nine.AddMinutes(20), Place = "Heol Fawr" });
        var found = await SentAsync(crime, door, "found.txt", new());
        var never = await SentAsync(crime, door, "never.txt", new());
        var clock = new Found(MadeAt: nine.AddMinutes(5), MadeAtHasZone: false, Latitude: 51.5, Longitude: -3.2);
        (
            await Host.Get<ILedger>()
                .DecideAsync(
                    new Id<Made>(found.Value),
                    new SayFound(new(found, Bluelamp.Evidence.Storing.ContentHash.Of(new byte[32]), Readable: true, clock)),
                    Police,
                    Ct
                )
        ).OrThrow();

        var officer = await Host.SignInAsync("officer");
        var byTime = await officer.OpenAsync($"/evidence/doors/{door}?order=Time");
        Headings(byTime).ShouldBe(["20 November 2026, 21:00 to 22:00", "20 November 2026, 23:00 to 00:00", "Time not known"]);
        Cards(byTime).ShouldBe([first, found, second, late, never]);
        var byPlace = await officer.OpenAsync($"/evidence/doors/{door}?order=Place");
        Headings(byPlace).ShouldBe(["Place not known", "Heol Fawr", "ST 168 785", "The station"], ignoreOrder: true);
        Cards(byPlace).Count.ShouldBe(5);

        var asked = new ExhibitsAsked(Door: door.Value);
        var lines = await Host.Get<ExhibitList>().PageAsync(asked, ExhibitOrder.Place, after: null, Police, Ct);
        var after = ExhibitPlace.Read(ExhibitPlace.After(lines[2], ExhibitOrder.Place).ToString());
        var rest = await Host.Get<ExhibitList>().PageAsync(asked, ExhibitOrder.Place, after, Police, Ct);
        rest.Select(static l => l.Exhibit).ShouldBe(lines.Skip(3).Select(static l => l.Exhibit));
    }

    private static IEnumerable<string> Headings(AngleSharp.Dom.IDocument page) =>
        page.QuerySelectorAll(".bl-exhibits__group").Select(static h => h.TextContent);

    private static List<Id<Exhibit>> Cards(AngleSharp.Dom.IDocument page) =>
        [
            .. page.QuerySelectorAll(".bl-exhibits__link")
                .Select(static a => new Id<Exhibit>(Guid.Parse(a.GetAttribute("href")!.Split('/')[^1]))),
        ];

    private async Task<Id<Exhibit>> SentAsync(Id<Crime> crime, Id<Door> door, string name, Circumstances said)
    {
        var exhibit = Id<Exhibit>.New();
        var content = new FileContent(
            Bluelamp.Evidence.Storing.ContentHash.Of(System.Security.Cryptography.SHA256.HashData(exhibit.Value.ToByteArray())),
            1,
            name,
            "text/plain"
        );
        var origin = new Origin(OriginKind.Public, Door: door.Value);
        List<Step> steps =
        [
            Step.For(exhibit, new ReceiveExhibit(exhibit, content, origin, said)),
            Step.For(RecordRef.Of(crime).Id, Bluelamp.Evidence.Intake.EvidenceIntake.AsEvidence(exhibit, RecordRef.Of(crime), origin)),
        ];
        (await Host.Get<ILedger>().DecideAsync(steps, Police, Ct)).OrThrow();
        return exhibit;
    }

    private Task<List<AlikeCount>> CountsAsync(Id<Crime> crime, IEnumerable<Id<Exhibit>> of) =>
        Host.Get<LikenessList>().CountsAsync([.. of.Select(static e => e.Value)], new(Record: crime.Value), Police, Ct);

    private async Task<FramesHashed> HashedAsync(Id<Exhibit> exhibit)
    {
        IReadOnlyList<IEvent> events = [];
        await Eventually.TrueAsync(async () => (events = await EventsAsync(exhibit)).Any(static e => e is FramesHashed));
        return events.OfType<FramesHashed>().ShouldHaveSingleItem();
    }

    private async Task<IReadOnlyList<IEvent>> EventsAsync(Id<Exhibit> exhibit) =>
        [.. (await Host.Get<ILedger>().StreamAsync(exhibit.Value, Police, Ct)).Select(static e => e.Event)];

    private Task<Id<Exhibit>> TakeInAsync(byte[] bytes, string name, Id<Crime> crime) => Host.TakeInAsync(bytes, name, RecordRef.Of(crime));

    private async Task<(Id<Crime> Crime, Id<Door> Door)> CrimeAsync()
    {
        var door = await Host.OpenDoorAsync(DoorKind.Appeal);
        return (door.Crime, door.Door);
    }
}
