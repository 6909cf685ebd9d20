using System.Net;
using System.Text;
using Bluelamp.Evidence.Bulk;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Retention;
using Bluelamp.Evidence.Storing;
using Bluelamp.Evidence.Worn;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Operations;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Host;
using Bluelamp.Tests.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Body-worn video from its dock: of no record at first, gone after 31 days unless somebody makes it evidence.</summary>
public sealed class BodyWornTests : IAsyncLifetime
{
    private static readonly byte[] Mp4 = [0, 0, 0, 24, .. "ftypmp42"u8, 0, 0, 0, 0, .. "mp42isom"u8];
    private readonly TemporaryFolder _dock = new();
    private readonly FakeClock _clock = new(TimeProvider.System.GetUtcNow());

    private TestHost Host { get; set; } = null!; // started before any test

    private Viewer Police => Viewer.System(Host.Get<ForceProfile>().Code);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Host = await TestHost.StartAsync(clock: _clock);

    public ValueTask DisposeAsync()
    {
        _dock.Dispose();
        return Host.DisposeAsync();
    }

    [Fact]
    public async Task What_nobody_links_goes_after_31_days_and_what_is_linked_stays_as_the_evidence_of_its_crime()
    {
        var (officer, colleague) = (await Host.SignInAsync("officer"), await Host.SignInAsync("officer"));
        var crime = await CrimeAsync();
        Write("kept.mp4", "kept");
        Write("gone.mp4", "gone");
        (await BluelampAsync("--body-worn", "--officer", officer.Username, "--device", "BW-0412", "--by", officer.Username)).Exit.ShouldBe(
            0
        );

        await PlannedAsync();
        _clock.Now += TimeSpan.FromMinutes(2);
        var waiting = await officer.OpenAsync("/evidence/body-worn?whose=mine&q=bw-0412");
        var rows = waiting.QuerySelectorAll("tbody tr");
        rows.Length.ShouldBe(2);
        rows.ShouldAllBe(static r => r.TextContent.Contains("31 days left"));
        var kept = rows.Single(static r => r.TextContent.Contains("kept.mp4")).QuerySelector("a")!.GetAttribute("href")!;
        var gone = rows.Single(static r => r.TextContent.Contains("gone.mp4")).QuerySelector("a")!.GetAttribute("href")!;
        (await colleague.OpenAsync("/evidence/body-worn?whose=mine")).QuerySelector("tbody").ShouldBeNull();
        var page = (await officer.OpenAsync($"/{kept}")).Body!.TextContent;
        page.ShouldContain("BW-0412");
        page.ShouldContain("Not evidential, until it is linked to a record");

        using var linked = await officer.SubmitAsync(
            $"/{kept}/links?q={crime.Reference}",
            "action",
            ("To", $"Crime:{crime.Crime}"),
            ("Role", nameof(LinkRole.Evidence)),
            ("Words", "My own camera")
        );
        linked.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await linked.Content.ReadAsStringAsync(Ct));
        (await officer.OpenAsync($"/{kept}")).Body!.TextContent.ShouldContain("Evidential, as it is linked to a record");
        (await officer.OpenAsync("/evidence/body-worn")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);

        await AfterAsync(TimeSpan.FromDays(30));
        (await EntriesAsync(gone)).ShouldNotContain(static e => e.Event is EntriesDisposed);
        await AfterAsync(TimeSpan.FromDays(1.5));
        (await EntriesAsync(gone)).ShouldContain(static e => e.Event is EntriesDisposed);
        (await EntriesAsync(kept)).ShouldNotContain(static e => e.Event is EntriesDisposed);
        var plan = (await Host.Get<RetentionPlanner>().FindAsync(IdOf(kept), Police, Ct))!.Plan;
        plan.Rule.Id.ShouldStartWith("mopi-group");
    }

    [Fact]
    public async Task A_watched_dock_takes_body_worn_video_and_lays_aside_what_is_none()
    {
        Write("shift.mp4", "shift");
        await File.WriteAllTextAsync(_dock["log.txt"], "no video", Ct);
        var job = new BulkJob(Of: null, From: null, Again: false, Police, Worn: new(WornBy: "Nia Rees, 2107", Device: "BW-7"));
        var watch = new BulkWatch(Host.Get<BulkIntake>(), TimeProvider.System);
        var told = new List<BulkOutcome>();
        await watch.LookAsync(_dock.Path, job, TimeSpan.Zero, [], told.Add, Ct);
        await watch.LookAsync(_dock.Path, job, TimeSpan.Zero, [], told.Add, Ct);

        told.Select(static o => (o.File, o.Added)).ShouldBe([("log.txt", false), ("shift.mp4", true)], ignoreOrder: true);
        File.Exists(_dock["refused/log.txt.why.txt"]).ShouldBeTrue();
        var line = (await Host.Get<BodyWornList>().WaitingAsync(new(Words: "2107"), after: null, Police, Ct)).ShouldHaveSingleItem();
        (line.WornBy, line.Device).ShouldBe(("Nia Rees, 2107", "BW-7"));

        File.Move(_dock["done/shift.mp4"], _dock["shift.mp4"]);
        await watch.LookAsync(_dock.Path, job, TimeSpan.Zero, [], told.Add, Ct);
        await watch.LookAsync(_dock.Path, job, TimeSpan.Zero, [], told.Add, Ct);
        told[^1].Exhibit.ShouldBe(line.Exhibit);
        told[^1].Added.ShouldBeFalse();
    }

    [Fact]
    public async Task The_command_line_says_what_is_missing()
    {
        Write("one.mp4", "one");
        var officer = await Host.SignInAsync("officer");
        (await BluelampAsync("--by", officer.Username)).Errors.ShouldContain("--record");
        (await BluelampAsync("--by", officer.Username, "--body-worn", "--clock-ahead", "1", "--clock-behind", "1")).Errors.ShouldContain(
            "not both"
        );
        (await BluelampAsync("--by", officer.Username, "--body-worn", "--made-from", "noon")).Errors.ShouldContain("--made-from takes");
        (await BluelampAsync("--by", officer.Username, "--device", "BW-1")).Errors.ShouldContain("Add --body-worn");
        (await BluelampAsync("--by", officer.Username, "--body-worn", "--officer", "nobody of this name")).Errors.ShouldContain(
            "No member of staff"
        );
    }

    private async Task<(int Exit, string Errors)> BluelampAsync(params string[] options)
    {
        var (exit, _, errors) = await RunningBluelamp.RunAsync([
            "evidence",
            "add",
            _dock.Path,
            "--purpose",
            "the dock at Llwyn",
            .. options,
            "--db",
            Host.Database.ConnectionString,
            "--data",
            Path.GetDirectoryName(Host.Get<StoreOptions>().Folder)!,
        ]);
        return (exit, errors);
    }

    /// <summary>The reaction does it in its time.</summary>
    private async Task PlannedAsync()
    {
        foreach (var line in await Host.Get<BodyWornList>().WaitingAsync(new(), after: null, Police, Ct))
            await Host.Get<RetentionRows>().RenewAsync(line.Exhibit, Viewer.System(Police.Force, "retention"), Ct);
    }

    /// <summary>Time passes, and the sweeps run as they do then.</summary>
    private async Task AfterAsync(TimeSpan time)
    {
        _clock.Now += time;
        foreach (var sweep in Host.GetAll<ISweep>())
            await sweep.SweepAsync(Ct);
    }

    private static Id<Exhibit> IdOf(string href) => new(Guid.Parse(href.Split('/')[^1]));

    private async Task<IReadOnlyList<Entry>> EntriesAsync(string href) =>
        await Host.Get<ILedger>().StreamAsync(IdOf(href).Value, Police, Ct);

    private async Task<(Id<Crime> Crime, string Reference)> CrimeAsync()
    {
        var plan = Burglary.Plan(7_900) with { Ids = new NaturalIds(Police.Force, Host.Get<IdSecret>()) };
        (await Host.Get<ILedger>().DecideAsync(plan.Steps(), Police, Ct)).OrThrow();
        return (plan.Crime, plan.Reference.ToString());
    }

    private void Write(string within, string text) => File.WriteAllBytes(_dock[within], [.. Mp4, .. Encoding.UTF8.GetBytes(text)]);
}
