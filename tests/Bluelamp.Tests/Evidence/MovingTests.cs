using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Fixity;
using Bluelamp.Evidence.Intake;
using Bluelamp.Evidence.Moving;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Operations;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Host;
using Microsoft.Extensions.Logging;
using Npgsql;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Stored bytes that go from place to place while everything is open.</summary>
public sealed class MovingTests(SharedHost shared, S3Server server) : IClassFixture<SharedHost>, IClassFixture<S3Server>, IDisposable
{
    private static readonly Id<Exhibit> Clip = new(new("0190a000-0000-7000-8000-0000000000f2"));
    private static readonly ExhibitReceived Received = new(
        Clip,
        new(Sha256("clip"), 4, "clip.mp4", "video/mp4"),
        new(OriginKind.Staff),
        new()
    );
    private static readonly ExhibitMoved Moved = new(Clip, Sha256("clip"), "local", "s3://evidence");
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("/a\0b")]
    [InlineData("here")]
    public void A_place_that_is_no_address_is_told_in_a_sentence(string address) =>
        Should.Throw<CannotRunException>(() => Host.Get<StorePlaces>().Open(address)).Message.ShouldContain("s3://bucket/prefix");

    private TestHost Host => shared.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_move_is_said_once_however_often_it_is_taken_up() => new Given<Lying>(Received, Moved).When(new SayMoved(Moved)).Then();

    [Fact]
    public void Going_back_is_a_move_too()
    {
        var back = Moved with { From = Moved.To, To = Moved.From };
        new Given<Lying>(Received, Moved).When(new SayMoved(back)).Then(back);
    }

    [Fact]
    public async Task Everything_goes_to_a_bucket_while_the_service_runs_and_is_found_played_checked_and_erased_there()
    {
        var (first, second) = (await TakeAsync("to the bucket"), await TakeAsync("to the bucket"));
        var (exit, output, errors) = await MoveAsync(server.Address("all"), "--delete-source");
        exit.ShouldBe(0, errors);
        var report = JsonDocument.Parse(output).RootElement;
        report.GetProperty("removed").GetInt64().ShouldBeGreaterThan(0);
        Local.Has(Sha256("to the bucket")).ShouldBeFalse();
        foreach (var exhibit in new[] { first, second })
        {
            var moved = (await EntriesAsync(exhibit)).Select(static e => e.Event).OfType<ExhibitMoved>().ShouldHaveSingleItem();
            moved.To.ShouldBe("s3://evidence/all");
        }

        var officer = await Host.SignInAsync("officer");
        (await RangeAsync(officer.Http, first)).ShouldBe("bucket");
        var page = await officer.OpenAsync($"/records/exhibits/{first}");
        page.QuerySelector(".bl-record__timeline")!.TextContent.ShouldContain("Bytes moved");
        (await officer.OpenAsync("/evidence/store")).QuerySelector("main")!.TextContent.ShouldContain("s3://evidence/all");

        var later = await TakeAsync("came later");
        Local.Has(Sha256("came later")).ShouldBeTrue("everything arrives in the data folder");
        await WorkAsync();
        Local.Has(Sha256("came later")).ShouldBeFalse();
        (await EntriesAsync(later)).Count(static e => e.Event is ExhibitMoved).ShouldBe(1);
        (await RangeAsync(officer.Http, later, from: 5)).ShouldBe("later");

        (await CheckAsync("to the bucket")).Ok.ShouldBeTrue();
        Flip("all", "to the bucket");
        (await CheckAsync("to the bucket")).Damaged.ShouldHaveSingleItem().Damage.ShouldBe(Damage.Changed);
        await TakeAsync("to the bucket"); // the same file sent in again mends it
        await WorkAsync();
        (await CheckAsync("to the bucket")).Mended.ShouldBe(1);

        var order = new DisposalOrder("Information manager", "MoPI group 3", "Period ended");
        (await Host.Get<Disposer>().DisposeAsync(later.Value, versions: null, order, Police, Ct)).OrThrow();
        (await Host.Database.Source.RowsAsync("evidence.lies")).ShouldNotContain(Sha256("came later").ToString());
        await SweepAsync();
        await SweepAsync();
        Files("all").ShouldNotContain(f => f.Contains(Sha256("came later").ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_move_that_breaks_off_loses_nothing_and_goes_on()
    {
        string[] texts = ["one", "two", "three"];
        var exhibits = new List<Id<Exhibit>>();
        foreach (var text in texts)
            exhibits.Add(await TakeAsync(text));
        var mover = Host.Get<Mover>();
        using var killed = new CancellationTokenSource();
        var dying = new Dying(killed);
        await Should.ThrowAsync<OperationCanceledException>(() => mover.ToAsync(_folder["other"], deleteSource: true, dying, killed.Token));
        foreach (var text in texts)
            await ReadAsync(text);

        (await mover.ToAsync(_folder["other"], deleteSource: true, SilentProgress.Instance, Ct)).Ok.ShouldBeTrue();
        var other = new ContentStore(new(_folder["other"]));
        foreach (var text in texts)
        {
            await ReadAsync(text);
            Local.Has(Sha256(text)).ShouldBeFalse();
            other.Has(Sha256(text)).ShouldBeTrue();
        }

        foreach (var exhibit in exhibits)
            (await EntriesAsync(exhibit)).Count(static e => e.Event is ExhibitMoved).ShouldBe(1);
        await ReturnAsync(_folder["other"]);
    }

    [Fact]
    public async Task What_is_damaged_stays_where_it_lies_and_what_is_kept_is_moved_all_the_same()
    {
        await Host.Get<Mover>().ToAsync(StorePlaces.Local, deleteSource: true, SilentProgress.Instance, Ct);
        await TakeAsync("damaged");
        await TakeAsync("sound");
        var path = Local.PathOf(Sha256("damaged"));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(path, "damaged!", Ct);
        var (exit, output, errors) = await MoveAsync(_folder["kept"]);
        exit.ShouldBe(1, errors);
        errors.ShouldContain($"DAMAGED  {Sha256("damaged")}");
        JsonDocument.Parse(output).RootElement.GetProperty("removed").GetInt64().ShouldBe(0);
        var kept = new ContentStore(new(_folder["kept"]));
        (kept.Has(Sha256("damaged")), kept.Has(Sha256("sound"))).ShouldBe((false, true));
        (Local.Has(Sha256("damaged")), Local.Has(Sha256("sound"))).ShouldBe((true, true));

        Local.Doubt(Sha256("damaged")); // as the check does that finds it
        await TakeAsync("damaged");
        (await Host.Get<Mover>().ToAsync(_folder["kept"], deleteSource: true, SilentProgress.Instance, Ct)).Ok.ShouldBeTrue(
            "the same file sent in again mends it"
        );
        await ReturnAsync(_folder["kept"]);
    }

    [Fact]
    public async Task A_disk_of_before_that_is_gone_is_named_and_holds_up_no_other_until_it_is_forgotten()
    {
        var mover = Host.Get<Mover>();
        await mover.ToAsync(StorePlaces.Local, deleteSource: true, SilentProgress.Instance, Ct);
        await TakeAsync("on a disk");
        await mover.ToAsync(_folder["disk"], deleteSource: true, SilentProgress.Instance, Ct);
        (await PlacesAsync()).ShouldContain(p => p.Name == _folder["disk"] && p.Files > 0);
        await TakeAsync("beside it");
        Directory.Move(_folder["disk"], _folder["unplugged"]);
        (await Should.ThrowAsync<PlaceAwayException>(() => ReadAsync("on a disk"))).Message.ShouldContain("Mount its disk");

        Directory.CreateDirectory(_folder["disk"]); // where it was mounted
        var (exit, _, errors) = await MoveAsync(_folder["next"], "--delete-source");
        exit.ShouldBe(1);
        errors.ShouldContain($"AWAY  The folder {_folder["disk"]} is not there.");
        await ReadAsync("beside it");
        (await Should.ThrowAsync<CannotRunException>(() => mover.ForgetAsync(_folder["disk"], Ct))).Message.ShouldContain("nowhere else");
        Directory.Delete(_folder["disk"]);
        Directory.Move(_folder["unplugged"], _folder["disk"]);
        await ReturnAsync(_folder["disk"], _folder["next"]);
        await ReadAsync("on a disk");
        Directory.Delete(_folder["disk"], recursive: true);
        (await mover.ToAsync(StorePlaces.Local, deleteSource: true, SilentProgress.Instance, Ct)).Ok.ShouldBeTrue();
        (await Should.ThrowAsync<CannotRunException>(() => mover.ForgetAsync(_folder["disk"], Ct))).Message.ShouldContain(
            "none of the places"
        );
    }

    [Fact]
    public async Task What_nobody_opens_becomes_cold_and_comes_back_when_somebody_does()
    {
        await Host.Get<Mover>().ToAsync(StorePlaces.Local, deleteSource: true, SilentProgress.Instance, Ct);
        var exhibit = await TakeAsync("hardly used");
        var places = Host.Get<StorePlaces>();
        var cold = new StorageOptions { Cold = server.Address("cold"), ColdAfter = TimeSpan.Zero };
        await places.BeginAsync(cold, Ct);
        using var worker = Worker(cold);
        await worker.WorkAsync(Ct);
        Local.Has(Sha256("hardly used")).ShouldBeFalse();
        var officer = await Host.SignInAsync("officer");
        (await officer.OpenAsync($"/records/exhibits/{exhibit}")).QuerySelector("main")!.TextContent.ShouldContain("In cold storage");
        (await officer.OpenAsync("/evidence/store")).QuerySelector("main")!.TextContent.ShouldContain("(cold)");
        (await CheckAsync("hardly used")).Ok.ShouldBeTrue("the check reads it where it lies");

        (await RangeAsync(officer.Http, exhibit)).ShouldBe("y used");
        await worker.WorkAsync(Ct);
        Local.Has(Sha256("hardly used")).ShouldBeTrue();
        (await officer.OpenAsync($"/records/exhibits/{exhibit}")).QuerySelector("main")!.TextContent.ShouldNotContain("In cold storage");
        Files("cold").ShouldNotContain(f => f.Contains(Sha256("hardly used").ToString(), StringComparison.Ordinal));
        (await EntriesAsync(exhibit))
            .Select(static e => e.Event)
            .OfType<ExhibitMoved>()
            .Select(static m => m.To)
            .ShouldBe(["s3://evidence/cold", "local"]);
    }

    [Fact]
    public async Task A_service_that_is_told_of_another_place_than_the_evidence_lies_in_does_not_start()
    {
        await TakeAsync("here");
        var places = new StorePlaces(Local, new(_folder.Path, _folder["elsewhere"]), Host.Get<PlaceRows>(), TimeProvider.System);
        (await Should.ThrowAsync<CannotRunException>(() => places.BeginAsync(new(), Ct))).Message.ShouldContain(
            "bluelamp evidence move --to"
        );
    }

    /// <summary>Stops the move as soon as it has read a content.</summary>
    private sealed class Dying(CancellationTokenSource life) : IWorkProgress
    {
        public void Report(string step, long done, long? total)
        {
            if (done > 0)
                life.Cancel();
        }
    }

    /// <summary>Everything goes home, so that the next test finds no folder of this one.</summary>
    private async Task ReturnAsync(params string[] places)
    {
        var mover = Host.Get<Mover>();
        var report = await mover.ToAsync(StorePlaces.Local, deleteSource: true, SilentProgress.Instance, Ct);
        report.Ok.ShouldBeTrue(string.Join(' ', report.Away));
        foreach (var place in places)
            await mover.ForgetAsync(place, Ct);
    }

    private Viewer Police => Viewer.System(Host.Get<ForceProfile>().Code);

    private ContentStore Local => Host.Get<ContentStore>();

    private Task<(int ExitCode, string Output, string Errors)> MoveAsync(string to, params string[] more) =>
        RunningBluelamp.RunAsync([
            "evidence",
            "move",
            "--to",
            to,
            .. more,
            "--json",
            "--db",
            Host.Database.ConnectionString,
            "--data",
            Path.GetDirectoryName(Host.Get<StoreOptions>().Folder)!,
        ]);

    /// <summary>The places, as the verb tells them.</summary>
    private async Task<List<(string Name, long Files)>> PlacesAsync()
    {
        var (exit, output, errors) = await RunningBluelamp.RunAsync([
            "evidence",
            "places",
            "--json",
            "--db",
            Host.Database.ConnectionString,
            "--data",
            Path.GetDirectoryName(Host.Get<StoreOptions>().Folder)!,
        ]);
        exit.ShouldBe(0, errors);
        return
        [
            .. JsonDocument
                .Parse(output)
                .RootElement.GetProperty("places")
                .EnumerateArray()
                .Select(static p => (p.GetProperty("name").GetString()!, p.GetProperty("files").GetInt64())),
        ];
    }

    /// <summary>What a worker does that begins anew, as after a crash: it knows of nothing that arrived.</summary>
    private async Task WorkAsync()
    {
        Local.Arrived.Clear();
        using var worker = Worker(new());
        await worker.WorkAsync(Ct);
    }

    private MovingWorker Worker(StorageOptions options) =>
        new(
            Host.Get<StorePlaces>(),
            Host.Get<PlaceRows>(),
            Host.Get<Mover>(),
            Local,
            options,
            Host.Get<NpgsqlDataSource>(),
            TimeProvider.System,
            Host.Get<DatabaseWatch>(),
            Host.Get<ILogger<MovingWorker>>()
        );

    private async Task SweepAsync() => await Host.GetAll<ISweep>().OfType<ErasedContents>().Single().SweepAsync(Ct);

    private Task<CheckReport> CheckAsync(string text) =>
        Host.Get<StoreCheck>().TheseAsync([Sha256(text)], Pace.Full, SilentProgress.Instance, Ct);

    private IEnumerable<string> Files(string prefix) =>
        Path.Combine(server.Bucket, prefix) is var folder && Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            : [];

    private void Flip(string prefix, string text)
    {
        var path = Files(prefix).Single(f => f.EndsWith($"{Sha256(text)}._S3rver_object", StringComparison.Ordinal));
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private async Task ReadAsync(string text)
    {
        await using var stream = await Host.Get<Contents>().OpenAsync(Sha256(text), Ct);
        (await new StreamReader(stream).ReadToEndAsync(Ct)).ShouldBe(text);
    }

    /// <summary>The last bytes of an original, as a player asks for them.</summary>
    private static async Task<string> RangeAsync(HttpClient client, Id<Exhibit> exhibit, int? from = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/records/exhibits/{exhibit}/original");
        request.Headers.Range = new RangeHeaderValue(from, from is null ? 6 : null);
        using var answer = await client.SendAsync(request, Ct);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.PartialContent);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private Task<IReadOnlyList<Entry>> EntriesAsync(Id<Exhibit> exhibit) => Host.Get<ILedger>().StreamAsync(exhibit.Value, Police, Ct);

    private async Task<Id<Exhibit>> TakeAsync(string text)
    {
        var path = Path.Combine(Local.Incoming, Guid.CreateVersion7().ToString());
        await File.WriteAllTextAsync(path, text, Ct);
        var exhibit = Id<Exhibit>.New();
        var file = new ArrivedFile(path, Sha256(text), text.Length, $"{text}.txt", ClaimedType: null);
        (await Host.Get<EvidenceIntake>().TakeAsync(exhibit, file, new(OriginKind.Staff), new(), of: null, Police, Ct)).OrThrow();
        return exhibit;
    }

    private static ContentHash Sha256(string text) => ContentHash.Of(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
