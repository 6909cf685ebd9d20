using System.Globalization;
using Bluelamp.Tests.Host;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kills;

/// <summary>
/// Reports come in while the process and its database are killed at random, without warning. Whoever got an answer must find their report, once; whoever got
/// none asks again under the same key. Set <c>BLUELAMP_KILLS</c> for more kills than a test run has time for, and <c>BLUELAMP_SEED</c> for others.
/// </summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Workers = 4;
    private readonly TemporaryFolder _folder = new();
    private readonly int _kills = Setting("BLUELAMP_KILLS", 6);
    private readonly int _seed = Setting("BLUELAMP_SEED", 1829);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_acknowledged_report_is_there_once_whole_and_followed_up_however_often_everything_is_killed()
    {
        var random = new Random(_seed);
        var server = new KilledServer(_folder.Path);
        await using (server)
        {
            await server.StartAsync();
            using var load = new ReportLoad(server.Address);
            var sending = load.RunAsync(Workers, Ct);
            for (var kill = 0; kill < _kills; kill++)
            {
                if (random.Next(5) > 0) // else it dies again before it is well
                    await load.AnsweredAsync(1 + random.Next(25), Ct);
                await Task.Delay(random.Next(60), Ct);
                if (random.Next(2) == 0)
                    server.KillDatabase();
                else
                    await server.KillAndStartAgainAsync();
            }

            load.Finish();
            await sending;
            output.WriteLine($"{_kills} kills, {load.Acknowledged.Count} reports, {load.Failures} requests without an answer");
            load.Acknowledged.Count.ShouldBeGreaterThan(5 * _kills, "a load that is too small to be cut in its middle");
            await server.ReactedAsync();
            await using var accounts = await Accounts.OpenAsync(server.Folder, Ct);
            await accounts.HoldAsync(load.Acknowledged);
        }

        var (exit, verified, errors) = await RunningBluelamp.RunAsync("verify", "--data", _folder.Path);
        exit.ShouldBe(0, verified + errors);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
