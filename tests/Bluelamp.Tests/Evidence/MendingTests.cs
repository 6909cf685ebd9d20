using System.Security.Cryptography;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Fixity;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Moving;
using Bluelamp.Evidence.Remaking;
using Bluelamp.Evidence.Storing;
using Bluelamp.Evidence.Versions;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Disposal;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Host;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>What was made of an original and is damaged in the store is made again by the check that finds it; originals are never touched.</summary>
public sealed class MendingTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private TestHost Host => shared.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Viewer Media => Viewer.System(Host.Get<ForceProfile>().Code, "media");

    private ContentStore Store => Host.Get<ContentStore>();

    [Fact]
    public async Task A_flipped_byte_of_a_poster_and_a_lost_copy_are_whole_again_after_the_check()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var film = await MediaWorks.FilmAsync(Ct);
        var (one, two) = (await Host.TakeInAsync(film, "one.avi"), await Host.TakeInAsync(film, "two.avi"));
        var made = await MadeAsync(one, 3);
        await MadeAsync(two, 3);
        var poster = made.Single(static m => m.Kind is DerivativeKind.Poster).Output;
        var proxy = made.Single(static m => m.Kind is DerivativeKind.Proxy).Output;
        Flip(poster);
        File.Delete(Store.PathOf(proxy));

        var report = await CheckAsync(poster, proxy);
        (report.Ok, report.Mended, report.Damaged.Count).ShouldBe((true, 2, 0));
        report.Remade.ShouldBe([new(poster, Damage.Changed, poster), new(proxy, Damage.Missing, proxy)], ignoreOrder: true);
        foreach (var content in new[] { poster, proxy })
            (await HashAsync(content)).ShouldBe(content);
        foreach (var exhibit in new[] { one, two })
        {
            var events = await EventsAsync(exhibit);
            events
                .OfType<MadeAgain>()
                .ShouldBe(
                    [
                        new(exhibit, DerivativeKind.Poster, Share: null, Damage.Changed, poster, poster),
                        new(exhibit, DerivativeKind.Proxy, Share: null, Damage.Missing, proxy, proxy),
                    ],
                    ignoreOrder: true
                );
            events.OfType<DerivativeMade>().Count().ShouldBe(3, "what is the same is not made twice");
            events.OfType<ExhibitDamaged>().ShouldBeEmpty("the original is sound");
        }

        (await CheckAsync(poster, proxy)).ShouldSatisfyAllConditions(
            static r => r.Ok.ShouldBeTrue(),
            static r => r.Mended.ShouldBe(0),
            static r => r.Remade.ShouldBeEmpty()
        );
        var officer = await Host.SignInAsync("officer");
        (await officer.OpenAsync($"/records/exhibits/{one}"))
            .QuerySelector(".bl-record__timeline")!
            .TextContent.ShouldContain("Poster made again");
    }

    [Fact]
    public async Task What_another_version_of_the_tool_made_is_replaced_by_what_this_one_makes_and_the_ledger_says_how()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var picture = await Host.TakeInAsync(await MediaWorks.PictureAsync(Ct), "photo.jpg");
        var poster = (await MadeAsync(picture, 2)).Single(static m => m.Kind is DerivativeKind.Poster);
        var lost = ContentHash.Of(SHA256.HashData("by another version"u8));
        await TellAsync(picture, poster with { Output = lost, Version = "0.9" });

        var report = await CheckAsync(lost);
        (report.Ok, report.Mended).ShouldBe((true, 1));
        report.Remade.ShouldBe([new(lost, Damage.Missing, poster.Output)]);
        var events = await EventsAsync(picture);
        var again = events.Index().Single(static e => e.Item is MadeAgain).Index; // others, of other workers, may stand behind it
        events[again - 1]
            .ShouldBeOfType<DerivativeMade>()
            .ShouldSatisfyAllConditions(
                m => m.Output.ShouldBe(poster.Output),
                m => m.Version.ShouldBe(poster.Version),
                m => m.Bytes.ShouldBe(poster.Bytes),
                m => m.Arguments.ShouldBe(poster.Arguments)
            );
        events[again].ShouldBe(new MadeAgain(picture, DerivativeKind.Poster, Share: null, Damage.Missing, lost, poster.Output));
        (await Host.Get<DerivativeList>().OfAsync(picture, Media, Ct))
            .Single(static d => d.Kind is DerivativeKind.Poster)
            .Sha256.ShouldBe(poster.Output.ToString());
        (await HashAsync(poster.Output)).ShouldBe(poster.Output);
        (await Host.Database.Source.RowsAsync("evidence.fixity")).ShouldNotContain(lost.ToString());
        (await Host.Database.Source.RowsAsync("evidence.orphan")).ShouldContain(
            lost.ToString(),
            Case.Insensitive,
            "what is left of it goes"
        );
    }

    [Fact]
    public async Task A_redacted_copy_is_mended_by_the_same_bytes_only()
    {
        var letter = await Host.TakeInAsync("Call Mair on 07700 900123."u8.ToArray(), "letter.txt");
        var version = Id<Exhibit>.New();
        var order = new OrderVersion(letter, version, "Copy", VersionPlan.Document([new("name", "Mair")], []));
        (await Host.Get<ILedger>().DecideAsync(new Id<Original>(letter.Value), order, Media, Ct)).OrThrow();
        var made = await Host.VersionAsync(letter);
        Flip(made.Output);
        (await CheckAsync(made.Output)).ShouldSatisfyAllConditions(static r => r.Ok.ShouldBeTrue(), static r => r.Mended.ShouldBe(1));
        (await HashAsync(made.Output)).ShouldBe(made.Output);
        (await EventsAsync(version)).TakeLast(2).Select(static e => e.GetType()).ShouldBe([typeof(ExhibitDamaged), typeof(ExhibitSound)]);

        var other = await Host.TakeInAsync("Call Siân instead."u8.ToArray(), "other.txt");
        var lost = await Host.TakeInAsync("What a copy was before."u8.ToArray(), "copy.txt");
        var copy = (await Host.Get<ILedger>().ReadAsync(lost, Media, Ct)).Content!.Sha256;
        var originals = (await Host.Get<ILedger>().ReadAsync(other, Media, Ct)).Content!.Sha256;
        await TellAsync(other, new VersionOrdered(other, lost, "Copy", VersionPlan.Document([new("name", "Siân")], [])));
        await TellAsync(lost, made with { Exhibit = lost, Original = other, Input = originals, Output = copy });
        Flip(copy);
        var report = await CheckAsync(copy);
        report.Damaged.ShouldHaveSingleItem().Exhibits.ShouldHaveSingleItem().Exhibit.ShouldBe(lost.Value);
        report.Remade.ShouldBeEmpty();
        (await EventsAsync(lost))[^1].ShouldBeOfType<ExhibitDamaged>();
    }

    [Fact]
    public async Task Without_its_original_what_was_made_of_it_stays_damaged()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var bytes = await MediaWorks.BytesAsync(["-f", "lavfi", "-i", "testsrc2=s=48x48:d=1", "-frames:v", "1", "-f", "mjpeg"], Ct);
        var picture = await Host.TakeInAsync(bytes, "gone.jpg");
        var web = (await MadeAsync(picture, 2)).Single(static m => m.Kind is DerivativeKind.Web).Output;
        var original = ContentHash.Of(SHA256.HashData(bytes));
        Flip(original);
        Flip(web);
        var report = await CheckAsync(web);
        (report.Ok, report.Mended).ShouldBe((false, 0));
        report.Damaged.ShouldHaveSingleItem().Exhibits.ShouldBeEmpty();
        (await HashAsync(original)).ShouldNotBe(original, "an original is never touched");
        (await EventsAsync(picture)).OfType<MadeAgain>().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_moved_elsewhere_is_mended_there()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        await using var host = await TestHost.StartAsync();
        using var elsewhere = new TemporaryFolder();
        var picture = await host.TakeInAsync(await MediaWorks.PictureAsync(Ct), "moved.jpg");
        IReadOnlyList<DerivativeMade> made = [];
        await Eventually.TrueAsync(async () =>
            (
                made = [
                    .. (await host.Get<ILedger>().StreamAsync(picture.Value, Media, Ct))
                        .Select(static e => e.Event)
                        .OfType<DerivativeMade>(),
                ]
            ).Count == 2
        );
        await host.Get<Mover>().ToAsync(elsewhere.Path, deleteSource: true, SilentProgress.Instance, Ct);
        var poster = made.Single(static m => m.Kind is DerivativeKind.Poster).Output;
        var path = ContentStore.Of(elsewhere.Path).PathOf(poster);
        Flip(path);
        var report = await host.Get<StoreCheck>().TheseAsync([poster], Pace.Full, SilentProgress.Instance, Ct);
        (report.Ok, report.Mended).ShouldBe((true, 1));
        ContentHash.Of(SHA256.HashData(await File.ReadAllBytesAsync(path, Ct))).ShouldBe(poster);
    }

    private Task<CheckReport> CheckAsync(params ContentHash[] contents) =>
        Host.Get<StoreCheck>().TheseAsync(contents, Pace.Full, SilentProgress.Instance, Ct);

    private void Flip(ContentHash content) => Flip(Store.PathOf(content));

    private static void Flip(string path)
    {
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private async Task<ContentHash> HashAsync(ContentHash content) =>
        ContentHash.Of(SHA256.HashData(await File.ReadAllBytesAsync(Store.PathOf(content), Ct)));

    private async Task<IReadOnlyList<DerivativeMade>> MadeAsync(Id<Exhibit> exhibit, int kinds)
    {
        IReadOnlyList<DerivativeMade> made = [];
        await Eventually.TrueAsync(async () => (made = [.. (await EventsAsync(exhibit)).OfType<DerivativeMade>()]).Count == kinds);
        return made;
    }

    private async Task<IReadOnlyList<IEvent>> EventsAsync(Id<Exhibit> exhibit) =>
        [.. (await Host.Get<ILedger>().StreamAsync(exhibit.Value, Media, Ct)).Select(static e => e.Event)];

    private async Task TellAsync(Id<Exhibit> exhibit, params IEvent[] events) =>
        (await Host.Get<ILedger>().DecideAsync(new Id<Told>(exhibit.Value), new Tell(events), Media, Ct)).OrThrow();
}
