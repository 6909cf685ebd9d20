using System.Collections.Concurrent;
using System.Diagnostics;
using Bluelamp.Host.Running;
using Npgsql;

namespace Bluelamp.Bench;

/// <summary>
/// Fifty complete reports a second through the API, over a town of 100,000 crimes. A report has arrived when its line of the inbox stands with its grade.
/// Meanwhile an inbox is open: its live line is heard, and its list fetched again at each word, as the page does. Baseline: the health page at the same pace.
/// </summary>
internal static class ReportsBench
{
    private const int Rate = 50;

    public static async Task RunAsync(BenchOptions options, Figures figures, CancellationToken ct)
    {
        var time = options.SecondsOr(60);
        await using var town = await FilledTown.OpenAsync(options, figures, 100_000, ct);
        await using var site = await Site.OpenAsync(town.Data, ct);
        using var anybody = site.Anybody();
        using var handler = await site.SignInAsync(town.Handler, ct);
        await Pace.RunAsync(Rate, TimeSpan.FromSeconds(3), i => Reporting.SendAsync(anybody, i, ct)); // warm
        figures.Times(
            "health, the baseline",
            await Pace.RunAsync(Rate, TimeSpan.FromSeconds(3), _ => anybody.GetStringAsync("/health/live", ct))
        );
        await using var beside = await Store.ShareAsync(town.Data, connectionString: null, Console.Error.WriteLine, ct);
        await using var source = NpgsqlDataSource.Create(beside.ConnectionString);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var arrivals = new Arrivals(source);
        var watching = arrivals.WatchAsync(ended.Token);
        var page = new OpenInbox(handler);
        var open = page.StayAsync(ended.Token);

        var sent = Stopwatch.GetTimestamp();
        var answered = await Pace.RunAsync(
            Rate,
            time,
            async i =>
            {
                var from = Stopwatch.GetTimestamp();
                arrivals.Sent(await Reporting.SendAsync(anybody, i, ct), from);
            }
        );
        var took = Stopwatch.GetElapsedTime(sent);
        await arrivals.AllInAsync(TimeSpan.FromSeconds(30), ct);
        await ended.CancelAsync();
        await Task.WhenAll(watching, open);

        figures.Rate("reports answered", answered.Length, took, atLeast: Rate * 0.99);
        figures.Times("a report, until it is answered", answered);
        figures.Times("from sending to the inbox, with its grade", [.. arrivals.All.Select(static a => a.Milliseconds)], p95AtMost: 1_000);
        foreach (
            var minute in arrivals.All.GroupBy(a => (int)Stopwatch.GetElapsedTime(sent, a.Sent).TotalMinutes).OrderBy(static m => m.Key)
        )
        {
            double[] sorted = [.. minute.Select(static a => a.Milliseconds).Order()];
            figures.AtMost($"… sent in minute {minute.Key + 1}: p95", Figures.At(sorted, 0.95), "ms");
        }

        figures.AtMost("reports not graded in the inbox 30 s after the last", answered.Length - arrivals.All.Count, "", 0);
        figures.Times("the open inbox, fetched again", page.Times);
        figures.AtMost("memory of the web process", site.Megabytes, "MB", 400);
    }

    /// <summary>Looks twenty times a second which reports have come to the inbox.</summary>
    private sealed class Arrivals(NpgsqlDataSource source)
    {
        private readonly ConcurrentDictionary<string, long> _waiting = new(StringComparer.Ordinal);

        /// <summary>When each was sent, and how long it took from there.</summary>
        public ConcurrentBag<(long Sent, double Milliseconds)> All { get; } = [];

        public void Sent(string reference, long from) => _waiting[reference] = from;

        public async Task WatchAsync(CancellationToken stop)
        {
            while (!stop.IsCancellationRequested)
            {
                await LookAsync();
                await Task.Delay(50, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        public async Task AllInAsync(TimeSpan within, CancellationToken ct)
        {
            var from = Stopwatch.GetTimestamp();
            while (!_waiting.IsEmpty && Stopwatch.GetElapsedTime(from) < within)
                await Task.Delay(100, ct);
        }

        private async Task LookAsync()
        {
            if (_waiting.IsEmpty)
                return;
            await using var look = source.CreateCommand(
                $"select reference from contact.report where force = {Town.Force} and reference = any($1) and grade is not null"
            );
            look.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. _waiting.Keys] });
            await using var rows = await look.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                if (_waiting.TryRemove(rows.GetString(0), out var from))
                    All.Add((from, Stopwatch.GetElapsedTime(from).TotalMilliseconds));
            }
        }
    }

    /// <summary>An inbox in a browser: hears the live line and fetches its list at each word of it.</summary>
    private sealed class OpenInbox(HttpClient handler)
    {
        public ConcurrentBag<double> Times { get; } = [];

        public async Task StayAsync(CancellationToken stop)
        {
            try
            {
                await using var live = await handler.GetStreamAsync("/live?topic=inbox", stop);
                using var lines = new StreamReader(live);
                while (await lines.ReadLineAsync(stop) is { } line)
                {
                    if (!line.Contains("turbo-stream", StringComparison.Ordinal))
                        continue;
                    var from = Stopwatch.GetTimestamp();
                    await handler.GetByteArrayAsync("/inbox", stop);
                    Times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
        }
    }
}
