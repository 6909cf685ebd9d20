using System.Globalization;
using System.Security.Cryptography;
using Bluelamp.Evidence.Doors;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Media;
using Bluelamp.Host.App;
using Bluelamp.Host.Running;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Host;
using Bluelamp.Tests.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kills;

/// <summary>
/// Recordings come in by an appeal while the process and its database are killed at random. No acknowledged byte may be lost, nothing half may be evidence, and
/// what is made of a recording is made in the end. <c>BLUELAMP_KILLS</c> and <c>BLUELAMP_SEED</c> as of <see cref="KillTests"/>.
/// </summary>
public sealed class UploadKillTests(ITestOutputHelper output) : IDisposable
{
    private const int Workers = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly TemporaryFolder _folder = new();
    private readonly int _kills = Setting("BLUELAMP_KILLS", 3);
    private readonly int _seed = Setting("BLUELAMP_SEED", 1829);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_acknowledged_byte_is_lost_and_nothing_half_is_evidence_however_often_everything_is_killed()
    {
        var random = new Random(_seed);
        var code = await AppealAsync();
        var server = new KilledServer(_folder.Path);
        await using (server)
        {
            await server.StartAsync();
            using var load = new UploadLoad(server.Address, $"/upload/{code}");
            await load.EnterAsync(Ct);
            var sending = load.RunAsync(Workers, Ct);
            for (var kill = 0; kill < _kills; kill++)
            {
                await Task.WhenAny(sending, load.AcknowledgedAsync(random.Next(4), Ct)); // a worker that found a loss ends it
                await Task.Delay(random.Next(200), Ct);
                if (random.Next(4) == 0)
                    server.KillDatabase();
                else
                    await server.KillAndStartAgainAsync();
            }

            load.Finish();
            await sending;
            output.WriteLine($"{_kills} kills, {load.Acknowledged.Count} recordings, {load.Failures} requests without an answer");
            load.Acknowledged.ShouldNotBeEmpty();
            await EvidentAsync(load.Acknowledged);
        }

        var (exit, verified, errors) = await RunningBluelamp.RunAsync("verify", "--data", _folder.Path);
        exit.ShouldBe(0, verified + errors);
        var (sound, checkedAll, why) = await RunningBluelamp.RunAsync("evidence", "check", "--all", "--data", _folder.Path);
        sound.ShouldBe(0, checkedAll + why);
    }

    /// <summary>A crime and an appeal for it, before anybody opens.</summary>
    private async Task<string> AppealAsync()
    {
        await using var store = await Store.OwnAsync(_folder.Path, connectionString: null, static _ => { }, Ct);
        await using var workshop = await Workshop.OpenAsync(store, Ct);
        var (ledger, force) = (workshop.Get<ILedger>(), workshop.Get<ForceProfile>().Code);
        var plan = Burglary.Plan(1) with { Ids = new NaturalIds(force, workshop.Get<IdSecret>()) };
        (await ledger.DecideAsync(plan.Steps(), Viewer.System(force), Ct)).OrThrow();
        var (door, code) = (Id<Door>.New(), DoorCode.New());
        var until = TimeProvider.System.GetUtcNow().AddDays(7);
        var open = new OpenDoor(door, DoorKind.Appeal, RecordRef.Of(plan.Crime), new("The call", "Yr alwad"), code, until, For: null);
        (await ledger.DecideAsync(door, open, Viewer.System(force), Ct)).OrThrow();
        return code;
    }

    /// <summary>Each acknowledged recording is an exhibit, once; of each exhibit the bytes are there and its own; and what can be heard of it was made.</summary>
    private async Task EvidentAsync(IEnumerable<string> acknowledged)
    {
        await using var store = await Store.ShareAsync(_folder.Path, connectionString: null, static _ => { }, Ct);
        await using var workshop = await Workshop.OpenAsync(store, Ct);
        var viewer = Viewer.System(workshop.Get<ForceProfile>().Code);
        var exhibits = new List<ExhibitLine>();
        (DateTimeOffset, Guid)? after = null;
        do
        {
            var page = await workshop.Get<ExhibitList>().NewestAsync(new(), after, viewer, Ct);
            exhibits.AddRange(page);
            after = page is [.., var last] ? (last.ReceivedAt, last.Exhibit.Value) : null;
        } while (after is not null);

        exhibits.Select(static e => e.Sha256!).ShouldBe(acknowledged, ignoreOrder: true);
        foreach (var exhibit in exhibits)
        {
            var path = Directory
                .GetFiles(Path.Combine(_folder.Path, "evidence"), exhibit.Sha256!, SearchOption.AllDirectories)
                .ShouldHaveSingleItem();
            await using var bytes = File.OpenRead(path);
            Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, Ct)).ShouldBe(exhibit.Sha256);
        }

        if (Studio.IsOpen)
            await MadeAsync(workshop, exhibits, viewer);
    }

    private static async Task MadeAsync(Workshop workshop, List<ExhibitLine> exhibits, Viewer viewer)
    {
        foreach (var exhibit in exhibits)
        {
            var began = TimeProvider.System.GetTimestamp();
            while (
                !(await workshop.Get<DerivativeList>().OfAsync(exhibit.Exhibit, viewer, Ct)).Exists(static d =>
                    d is { Kind: DerivativeKind.Proxy, Sha256: not null }
                )
            )
            {
                if (TimeProvider.System.GetElapsedTime(began) > Patience)
                    throw new TimeoutException($"Nothing that can be heard was made of {exhibit.Exhibit}.");
                await Task.Delay(100, Ct);
            }
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
