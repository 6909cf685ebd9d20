using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bluelamp.Evidence.Bulk;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Host;
using Bluelamp.Tests.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Files that lie in a folder: discs, docks of body-worn video, a folder into which another program puts them.</summary>
public sealed class BulkTests(SharedHost shared) : IClassFixture<SharedHost>, IDisposable
{
    private static int _serial = 7_000;
    private readonly TemporaryFolder _disc = new();

    private TestHost Host => shared.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _disc.Dispose();

    [Fact]
    public async Task A_folder_goes_in_once_by_the_command_line_with_who_and_why_on_the_ledger()
    {
        var (crime, reference) = await CrimeAsync();
        Write("DCIM/100/one.mp4", "one");
        Write("two.mp4", "two");
        var officer = await Host.SignInAsync("officer");
        string[] add =
        [
            "evidence",
            "add",
            _disc.Path,
            "--record",
            reference,
            "--by",
            officer.Username,
            "--purpose",
            "the shop's recorder",
            "--made-from",
            "2026-11-20 14:30:05",
            "--clock-behind",
            "90",
            "--json",
            "--db",
            Host.Database.ConnectionString,
            "--data",
            Path.GetDirectoryName(Host.Get<StoreOptions>().Folder)!,
        ];
        var (exit, output, errors) = await RunningBluelamp.RunAsync(add);
        exit.ShouldBe(0, errors);
        JsonDocument.Parse(output).RootElement.GetProperty("added").GetInt32().ShouldBe(2);
        var (_, _, job) = await JobAsync(crime);
        var again = await AddAsync(job);
        (again.Added, again.Already).ShouldBe((0, 2));
        (await AddAsync(job with { Again = true })).Added.ShouldBe(2);

        var one = (await ExhibitsAsync(crime)).Single(static e => e is { Name: "one.mp4", ReceivedBy: var by } && by != Actors.System);
        one.Origin.ShouldBe(OriginKind.Bulk);
        one.Description.ShouldBe("DCIM/100/one.mp4");
        var received = (await Host.Get<ILedger>().StreamAsync(one.Exhibit.Value, Police, Ct))[0];
        var said = received.Event.ShouldBeOfType<ExhibitReceived>().Said;
        (said.From, said.ClockAheadSeconds).ShouldBe((new DateTimeOffset(2026, 11, 20, 14, 30, 5, TimeSpan.Zero), -90));
        received.Actor.ShouldBe(officer.Staff.Value);
        received.Purpose.ShouldEndWith(": the shop's recorder");
    }

    [Fact]
    public async Task What_the_sums_beside_a_file_say_must_be_right()
    {
        var (crime, _, job) = await JobAsync();
        Write("right.mp4", "right");
        Write("right.mp4.sha256", $"{Sha256("right")}  right.mp4\n");
        Write("wrong.mp4", "wrong");
        Write("sub/listed.mp4", "listed");
        Write("SHA256SUMS", $"{Sha256("another")} *wrong.mp4\r\n{Sha256("listed")}  sub/listed.mp4\r\n{Sha256("gone")}  gone.mp4\r\n");
        var report = await AddAsync(job);
        report.Refused.Select(static r => r.File).ShouldBe(["wrong.mp4", "gone.mp4"], ignoreOrder: true);
        var added = await ExhibitsAsync(crime);
        added.Select(static e => e.Name).ShouldBe(["right.mp4", "listed.mp4"], ignoreOrder: true);
        await AddAsync(job);
        var said = await Host.Database.Source.RowsAsync("kernel.ledger");
        said.Split('\n').Count(l => l.Contains("evidence.upload-refused.v1") && l.Contains(Sha256("another").ToString())).ShouldBe(1);
        (await Host.Get<ILedger>().StreamAsync(added[0].Exhibit.Value, Police, Ct))[0]
            .Event.ShouldBeOfType<ExhibitReceived>()
            .Origin.ClaimedSha256!.Value.ToString()
            .ShouldBe(added[0].Sha256);
    }

    [Fact]
    public async Task A_single_file_is_compared_with_what_lies_beside_it()
    {
        var (crime, _, job) = await JobAsync();
        Write("right.mp4", "right");
        Write("wrong.mp4", "wrong");
        Write("wrong.mp4.sha256", Sha256("a third").ToString());
        Write("SHA256SUMS", $"{Sha256("right")}  right.mp4\n{Sha256("gone")}  gone.mp4\n");
        var report = await Host.Get<BulkIntake>().AddAsync([.. Directory.EnumerateFiles(_disc.Path)], job, SilentProgress.Instance, Ct);
        report.Refused.Select(static r => r.File).ShouldBe(["wrong.mp4"]);
        (await ExhibitsAsync(crime)).Select(static e => e.Name).ShouldBe(["right.mp4"]);
    }

    [Fact]
    public async Task Whoever_is_stopped_half_way_goes_on_and_leaves_nothing_half()
    {
        var (crime, _, job) = await JobAsync();
        string[] names = ["1.mp4", "2.mp4", "3.mp4"];
        foreach (var name in names)
            Write(name, new string(name[0], 3_000_000));
        using var stop = new CancellationTokenSource();
        var progress = new StopsAt(4_000_000, stop);
        await Should.ThrowAsync<OperationCanceledException>(() => Host.Get<BulkIntake>().AddAsync([_disc.Path], job, progress, stop.Token));
        (await ExhibitsAsync(crime)).Select(static e => e.Name).ShouldBe(["1.mp4"]);
        Directory.EnumerateFiles(Host.Get<ContentStore>().Incoming).ShouldBeEmpty();
        var rest = await AddAsync(job);
        (rest.Added, rest.Already).ShouldBe((2, 1));
        (await ExhibitsAsync(crime)).Select(static e => e.Name).ShouldBe(names, ignoreOrder: true);
    }

    [Fact]
    public async Task Links_lead_nowhere()
    {
        using var elsewhere = new TemporaryFolder();
        File.WriteAllText(elsewhere["secret.txt"], "secret");
        var (_, _, job) = await JobAsync();
        Write("clip.mp4", "clip");
        File.CreateSymbolicLink(_disc["file.txt"], elsewhere["secret.txt"]);
        Directory.CreateSymbolicLink(_disc["folder"], elsewhere.Path);
        var report = await AddAsync(job);
        report.Added.ShouldBe(1);
        report.Refused.Select(static r => r.File).ShouldBe(["file.txt", "folder"], ignoreOrder: true);
        var behind = new BulkFile(_disc["folder/secret.txt"], "secret.txt", 6, File.GetLastWriteTimeUtc(elsewhere["secret.txt"]));
        (await Host.Get<BulkIntake>().AddAsync(behind, [], job, [], static _ => { }, Ct)).Why!.ShouldContain("link");
        Directory.EnumerateFiles(Host.Get<ContentStore>().Incoming).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_watched_folder_takes_what_is_complete_and_lays_what_is_wrong_aside()
    {
        var (_, _, job) = await JobAsync();
        Write("good.mp4", "good");
        Write("bad.mp4", "bad");
        Write("bad.mp4.sha256", Sha256("other").ToString());
        Write(".copying.mp4", "not whole");
        var told = new List<BulkOutcome>();
        var watch = new BulkWatch(Host.Get<BulkIntake>(), TimeProvider.System);
        (await LookAsync()).ShouldBeTrue("nobody knows yet whether they are complete");
        Write("bad.mp4", "bad to the end");
        (await LookAsync()).ShouldBeTrue("one of them still grows");
        (await LookAsync()).ShouldBeFalse();
        told.Select(static o => (o.File, o.Added)).ShouldBe([("good.mp4", true), ("bad.mp4", false)]);
        Directory
            .EnumerateFiles(_disc.Path, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(_disc.Path, f))
            .ShouldBe(
                [".copying.mp4", "done/good.mp4", "refused/bad.mp4", "refused/bad.mp4.sha256", "refused/bad.mp4.why.txt"],
                ignoreOrder: true
            );
        (await File.ReadAllTextAsync(_disc["refused/bad.mp4.why.txt"], Ct)).ShouldContain(Sha256("other").ToString());

        Task<bool> LookAsync() => watch.LookAsync(_disc.Path, job, TimeSpan.Zero, [], told.Add, Ct);
    }

    private Viewer Police => Viewer.System(Host.Get<ForceProfile>().Code);

    private Task<BulkReport> AddAsync(BulkJob job) => Host.Get<BulkIntake>().AddAsync([_disc.Path], job, SilentProgress.Instance, Ct);

    private Task<List<ExhibitLine>> ExhibitsAsync(Id<Bluelamp.Records.AnyRecord> crime) =>
        Host.Get<ExhibitList>().AllOfAsync(crime.Value, Police, Ct);

    private async Task<(Id<Bluelamp.Records.AnyRecord> Crime, string Reference, BulkJob Job)> JobAsync(
        Id<Bluelamp.Records.AnyRecord>? of = null
    )
    {
        var (crime, reference) = of is { } known ? (known, "") : await CrimeAsync();
        return (crime, reference, new(new(RecordKind.Crime, crime), From: null, Again: false, Police));
    }

    private async Task<(Id<Bluelamp.Records.AnyRecord> Crime, string Reference)> CrimeAsync()
    {
        var plan = Burglary.Plan(Interlocked.Increment(ref _serial)) with { Ids = new NaturalIds(Police.Force, Host.Get<IdSecret>()) };
        (await Host.Get<ILedger>().DecideAsync(plan.Steps(), Police, Ct)).OrThrow();
        return (new(plan.Crime.Value), plan.Reference.ToString());
    }

    private void Write(string within, string text)
    {
        var path = _disc[within];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private sealed class StopsAt(long bytes, CancellationTokenSource stop) : IWorkProgress
    {
        public void Report(string step, long done, long? total)
        {
            if (done > bytes)
                stop.Cancel();
        }
    }

    private static ContentHash Sha256(string text) => ContentHash.Of(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
