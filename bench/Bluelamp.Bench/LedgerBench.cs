using System.Diagnostics;
using Bluelamp.Host.Running;
using Bluelamp.Kernel;
using Npgsql;

namespace Bluelamp.Bench;

/// <summary>
/// Durable commands of 32 writers: each opens a stream with two entries and a view row, while the sealer and the live feed run. Baseline: the same
/// rows in the same batches into tables with the same indexes, by bare prepared Npgsql commands. Both take turns, so that a noisy machine slows both.
/// </summary>
internal static class LedgerBench
{
    private const int Writers = 32;
    private const int Rounds = 3;

    /// <summary>Both run this long before anything counts: a service runs for months, and its code is compiled for speed in the first seconds.</summary>
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(6);

    public static async Task RunAsync(BenchOptions options, Figures figures, CancellationToken ct)
    {
        var round = options.SecondsOr(30) / (2 * Rounds);
        var folder = Directory.CreateTempSubdirectory("bluelamp-bench-").FullName;
        try
        {
            await using var store = await Store.OwnAsync(Path.Combine(folder, "data"), connectionString: null, Console.Error.WriteLine, ct);
            await using var desk = await BenchDesk.OpenAsync(store, ct);
            await MeasureAsync(figures, desk, round, ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(Figures figures, BenchDesk desk, TimeSpan round, CancellationToken ct)
    {
        var (ledger, source) = (desk.Get<ILedger>(), desk.Get<NpgsqlDataSource>());
        var bare = new BareWriter(source);
        var viewer = Viewer.System(BenchDesk.Force, "bench");
        async Task CommandAsync(int number)
        {
            var opening = BenchIncident.Opening(number);
            (await ledger.DecideAsync(opening.Incident, opening, viewer, ct)).OrThrow();
        }

        await LoadAsync(bare.WriteAsync, Warm, ct);
        await LoadAsync(CommandAsync, Warm, ct);
        var (bareTook, took, bareCount, times) = (TimeSpan.Zero, TimeSpan.Zero, 0L, new List<double>());
        var lags = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            var (some, spent) = await LoadAsync(bare.WriteAsync, round, ct);
            (bareCount, bareTook) = (bareCount + some.Count, bareTook + spent);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var watch = SealWatch.LagsAsync(source, ended.Token);
            (some, spent) = await LoadAsync(CommandAsync, round, ct);
            await ended.CancelAsync();
            lags.AddRange(await watch);
            times.AddRange(some);
            took += spent;
        }

        var baseline = figures.Rate("the same rows by bare Npgsql, commands", bareCount, bareTook);
        var rate = figures.Rate("commands of two entries and a view row", times.Count, took, baseline, atLeast: 3_000);
        figures.Ratio("commands, of bare Npgsql", rate / baseline, atLeast: 0.7);
        figures.Times("a command", times);
        figures.Times("age of the oldest entry not sealed", lags, p95AtMost: 2_000);
    }

    /// <summary>All writers at once, each one command after the other. Answers each command's milliseconds.</summary>
    private static async Task<(List<double> Times, TimeSpan Took)> LoadAsync(Func<int, Task> command, TimeSpan time, CancellationToken ct)
    {
        var from = Stopwatch.GetTimestamp();
        var number = 0;
        var writers = Enumerable
            .Range(0, Writers)
            .Select(_ =>
                Task.Run(
                    async () =>
                    {
                        var times = new List<double>();
                        while (Stopwatch.GetElapsedTime(from) < time)
                        {
                            var begun = Stopwatch.GetTimestamp();
                            await command(Interlocked.Increment(ref number));
                            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                        }

                        return times;
                    },
                    ct
                )
            );
        var all = await Task.WhenAll(writers);
        return ([.. all.SelectMany(static t => t)], Stopwatch.GetElapsedTime(from));
    }
}
