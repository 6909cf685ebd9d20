using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Fixity;
using Bluelamp.Evidence.Intake;
using Bluelamp.Evidence.Remaking;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Host;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>The check that stored bytes are still those that were received, on a disk that fails.</summary>
public sealed class FixityTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly Id<Exhibit> Clip = new(new("0190a000-0000-7000-8000-0000000000f1"));
    private static readonly ContentHash Right = Sha256("clip");
    private static readonly ContentHash Wrong = Sha256("clop");
    private static readonly ExhibitReceived Received = new(Clip, new(Right, 4, "clip.mp4", "video/mp4"), new(OriginKind.Staff), new());
    private static readonly ExhibitDamaged Changed = new(Clip, Damage.Changed, Right, Wrong, 4);

    private TestHost Host => shared.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Each_damage_is_said_once() => new Given<Soundness>(Received, Changed).When(new SayDamaged(Changed)).Then();

    [Fact]
    public void Another_damage_is_said_too()
    {
        var gone = new ExhibitDamaged(Clip, Damage.Missing, Right, Found: null, FoundBytes: null);
        new Given<Soundness>(Received, Changed).When(new SayDamaged(gone)).Then(gone);
    }

    [Fact]
    public void Only_what_was_damaged_is_said_to_be_sound()
    {
        new Given<Soundness>(Received).When(new SaySound(Clip)).Then();
        new Given<Soundness>(Received, Changed).When(new SaySound(Clip)).Then(new ExhibitSound(Clip, Right));
        new Given<Soundness>(Received, Changed, new ExhibitSound(Clip, Right)).When(new SayDamaged(Changed)).Then(Changed);
    }

    [Fact]
    public async Task One_flipped_byte_is_said_wherever_the_exhibit_is_met_and_so_is_its_mending()
    {
        var (first, second) = (await TakeAsync("flip me"), await TakeAsync("flip me"));
        Flip("flip me");
        var (exit, output, errors) = await RunningBluelamp.RunAsync([
            "evidence",
            "check",
            "--exhibit",
            first.ToString(),
            "--json",
            "--db",
            Host.Database.ConnectionString,
            "--data",
            Path.GetDirectoryName(Host.Get<StoreOptions>().Folder)!,
        ]);
        exit.ShouldBe(1, errors);
        errors.ShouldContain("DAMAGED");
        var damaged = JsonDocument.Parse(output).RootElement.GetProperty("damaged")[0];
        damaged.GetProperty("exhibits").EnumerateArray().Select(static e => e.GetGuid()).ShouldBe([first.Value, second.Value]);

        var officer = await Host.SignInAsync("officer");
        var page = await officer.OpenAsync($"/records/exhibits/{second}");
        page.QuerySelector(".govuk-warning-text")!.TextContent.ShouldContain("Do not use the file");
        page.QuerySelector(".bl-record__timeline")!.TextContent.ShouldContain("Bytes changed");
        (await officer.OpenAsync("/evidence")).QuerySelector(".govuk-warning-text")!.TextContent.ShouldContain("2 exhibits are damaged");
        (await officer.OpenAsync("/evidence/store")).QuerySelectorAll("tbody tr").Length.ShouldBe(2);

        await TakeAsync("flip me");
        var mended = await CheckAsync("flip me");
        (mended.Ok, mended.Mended).ShouldBe((true, 1));
        page = await officer.OpenAsync($"/records/exhibits/{first}");
        page.QuerySelector(".govuk-warning-text").ShouldBeNull();
        page.QuerySelector(".bl-record__timeline")!.TextContent.ShouldContain("Bytes sound again");
        (await LastAsync<ExhibitSound>(second)).Sha256.ShouldBe(Sha256("flip me"));
    }

    [Fact]
    public async Task A_file_that_is_gone_is_said_once_and_forgotten_with_its_exhibit()
    {
        var exhibit = await TakeAsync("lose me");
        File.Delete(Host.Get<ContentStore>().PathOf(Sha256("lose me")));
        (await CheckAsync("lose me")).Damaged.ShouldHaveSingleItem().Damage.ShouldBe(Damage.Missing);
        (await CheckAsync("lose me")).Ok.ShouldBeFalse();
        (await (await Host.SignInAsync("officer")).StatusAsync($"/records/exhibits/{exhibit}/original")).ShouldBe(HttpStatusCode.Conflict);
        var entries = await EntriesAsync(exhibit);
        entries.Count(static e => e.Event is ExhibitDamaged).ShouldBe(1);
        entries.ShouldNotContain(static e => e.Event is ExhibitCopied, "there was nothing to copy");
        var order = new DisposalOrder("Information manager", "MoPI group 3", "Period ended");
        (await Host.Get<Disposer>().DisposeAsync(exhibit.Value, versions: null, order, Police, Ct)).OrThrow();
        (await Host.Database.Source.RowsAsync("evidence.fixity")).ShouldNotContain(Sha256("lose me").ToString());
    }

    [Fact]
    public async Task What_was_unread_for_a_month_is_read_and_then_left_alone_for_a_month()
    {
        await TakeAsync("read me monthly");
        var clock = new FakeClock(TimeProvider.System.GetUtcNow());
        var check = With(Host.Get<ContentStore>(), clock);
        (await check.DueAsync(Pace.Full, SilentProgress.Instance, Ct)).Contents.ShouldBe(0);
        clock.Now = clock.Now.AddDays(31);
        (await check.DueAsync(Pace.Full, SilentProgress.Instance, Ct)).Contents.ShouldBeGreaterThan(0);
        (await check.DueAsync(Pace.Full, SilentProgress.Instance, Ct)).Contents.ShouldBe(0);
    }

    [Fact]
    public async Task A_store_whose_disk_is_not_there_accuses_no_exhibit()
    {
        var exhibit = await TakeAsync("keep me");
        using var empty = new TemporaryFolder();
        var check = With(new ContentStore(new(empty.Path)), TimeProvider.System);
        await Should.ThrowAsync<CannotRunException>(() => check.TheseAsync([Sha256("keep me")], Pace.Full, SilentProgress.Instance, Ct));
        (await EntriesAsync(exhibit)).ShouldNotContain(static e => e.Event is ExhibitDamaged);
    }

    private Viewer Police => Viewer.System(Host.Get<ForceProfile>().Code);

    private StoreCheck With(ContentStore store, TimeProvider clock) =>
        new(
            Host.Get<FixityRows>(),
            store,
            Only(store),
            Host.Get<ILedger>(),
            Host.Get<Mending>(),
            new(),
            clock,
            Host.Get<ILogger<StoreCheck>>()
        );

    private Contents Only(ContentStore store)
    {
        var rows = Host.Get<PlaceRows>();
        return new(store, new StorePlaces(store, Host.Get<StoreOptions>(), rows, TimeProvider.System), rows, TimeProvider.System);
    }

    private Task<CheckReport> CheckAsync(string text) =>
        Host.Get<StoreCheck>().TheseAsync([Sha256(text)], Pace.Full, SilentProgress.Instance, Ct);

    private void Flip(string text)
    {
        var path = Host.Get<ContentStore>().PathOf(Sha256(text));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private async Task<T> LastAsync<T>(Id<Exhibit> exhibit)
        where T : IEvent => (await EntriesAsync(exhibit)).Select(static e => e.Event).OfType<T>().Last();

    private Task<IReadOnlyList<Entry>> EntriesAsync(Id<Exhibit> exhibit) => Host.Get<ILedger>().StreamAsync(exhibit.Value, Police, Ct);

    private async Task<Id<Exhibit>> TakeAsync(string text)
    {
        var path = Path.Combine(Host.Get<ContentStore>().Incoming, Guid.CreateVersion7().ToString());
        await File.WriteAllTextAsync(path, text, Ct);
        var exhibit = Id<Exhibit>.New();
        var file = new ArrivedFile(path, Sha256(text), text.Length, $"{text}.txt", ClaimedType: null);
        (await Host.Get<EvidenceIntake>().TakeAsync(exhibit, file, new(OriginKind.Staff), new(), of: null, Police, Ct)).OrThrow();
        return exhibit;
    }

    private static ContentHash Sha256(string text) => ContentHash.Of(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
