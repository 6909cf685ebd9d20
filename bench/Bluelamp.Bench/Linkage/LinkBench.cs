using System.Diagnostics;
using System.Globalization;
using Bluelamp.Linkage;
using Bluelamp.Linkage.Text;

namespace Bluelamp.Bench.Linkage;

/// <summary>
/// Links labelled records without a model and without their labels, and says how well and how fast. Accuracy stands beside connected components of the same
/// pairs, as Splink makes them; speed beside a bare loop that compares two names of as many pairs on one thread.
/// </summary>
internal static class LinkBench
{
    /// <summary>At this probability connected components do best on the historical set, as Splink's own measurement found.</summary>
    private const double ComponentsAt = 0.95;

    public static async Task RunAsync(BenchOptions options, Figures figures, CancellationToken ct)
    {
        Published("fake_1000", "fake_1000", "unique_id", new(0.862, 0.95, CpuSeconds: null, LogLoss: 0.12), figures, ct);
        Published("febrl3", "febrl3", "rec_id", new(0.9956, 0.9979, CpuSeconds: null, LogLoss: 0.12), figures, ct);
        Published("historical, two thirds", "historical_figures_two_thirds", "unique_id", new(0.87, 0.90, 2.5, LogLoss: 0.12), figures, ct);
        var count = options.CountOr(1_000_000);
        var (table, truth) = UkLike(count, options.Seed);
        Run(
            string.Create(CultureInfo.InvariantCulture, $"{count:N0} UK-like people"),
            table,
            truth,
            "unique_id",
            new(0.907, 0.928, CpuSeconds: null, LogLoss: null, PairMicroseconds: 0.5, PairsPerSecond: 4_000_000),
            figures,
            ct
        );
        await DedupeRun.MeasureAsync(count, options.Seed, figures, ct);
    }

    private static void Published(string name, string file, string id, Targets targets, Figures figures, CancellationToken ct)
    {
        var table = CsvTable.Read(SharedLists.Find($"linkage/{file}.csv.gz"));
        int[] truth = table.Has("cluster")
            ? table["cluster"].Ids
            : [.. table[id].Ids.Select(value => table.Pool.Add(table.Pool.Text(value).Split('-')[1]))];
        Run(name, table, truth, id, targets, figures, ct);
    }

    private static (Table Table, int[] Truth) UkLike(int count, int seed)
    {
        var (rows, truth) = (new List<string?[]>(count), new List<int>(count));
        foreach (var (person, r) in new UkPeople(count, seed).Records())
        {
            truth.Add(person);
            rows.Add([
                rows.Count.ToString(CultureInfo.InvariantCulture),
                r.First,
                r.Middle,
                r.Surname,
                r.Sex?.ToString(),
                r.Born?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                r.Postcode,
            ]);
        }
        return (Table.Of(["unique_id", "first_name", "middle_name", "surname", "sex", "dob", "postcode"], rows), [.. truth]);
    }

    private static void Run(string name, Table table, int[] truth, string id, Targets targets, Figures figures, CancellationToken ct)
    {
        GC.Collect();
        var (began, cpu) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        var linker = Linker.Train(table, new() { IdColumn = id }, ct);
        var (trained, trainedBy) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        using var pairs = linker.Predict(out var looked, ct);
        var (weighed, weighedBy) = (Stopwatch.GetElapsedTime(trained), Process.GetCurrentProcess().TotalProcessorTime - trainedBy);
        var clusters = linker.Cluster(pairs, ct);
        var took = Stopwatch.GetElapsedTime(began);
        var spent = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;

        var quality = ClusterQuality.Pairs(clusters.Of.AsSpan(), truth);
        var components = new UnionFind(table.Rows);
        foreach (var edge in pairs.All().Where(static e => e.Probability >= ComponentsAt))
            components.Join(edge.A, edge.B);
        var plain = ClusterQuality.Pairs([.. Enumerable.Range(0, table.Rows).Select(components.Of)], truth);
        figures.AtLeast($"{name}: clusters, F1", quality.F1, targets.ClusterF1, plain.F1);
        figures.AtLeast($"{name}: pairs, best F1", ClusterQuality.BestPairs(linker.Predict(Linker.Floor, ct), truth).F1, targets.PairF1);
        if (targets.LogLoss is { } most)
        {
            linker.LearnProbabilities(clusters);
            var calibration = Calibration.Of(linker.Predict(float.NegativeInfinity, ct).Select(linker.Model.Probabilities.Of), truth);
            figures.AtMost($"{name}: log loss of all pairs looked at", calibration.LogLoss, "", most);
            figures.AtMost($"{name}: probabilities off by, on average", calibration.MeanGap, "", 0.05);
            figures.AtMost($"{name}: probabilities off by, where furthest", calibration.LargestGap, "", 0.05);
        }
        figures.AtMost($"{name}: processor time, with training", spent, "s", targets.CpuSeconds);
        if (targets.PairMicroseconds is { } micro)
        {
            figures.AtMost($"{name}: processor time of a pair, found and weighed", weighedBy.TotalMicroseconds / looked, "µs", micro);
            figures.Rate($"{name}: pairs found and weighed", looked, weighed, atLeast: targets.PairsPerSecond);
        }
        figures.Rate($"{name}: pairs looked at, with training and clusters", looked, took, BareRate(table, looked));
    }

    /// <summary>Pairs a second of a bare loop over the rows: two likenesses of names each, and nothing else.</summary>
    private static double BareRate(Table table, long pairs)
    {
        var texts = table.Columns.Skip(1).Take(2).Select(static c => c.Ids).ToArray();
        var (began, alike, done) = (Stopwatch.GetTimestamp(), 0d, Math.Min(pairs, 2_000_000));
        for (var i = 0; i < done; i++)
        {
            var (a, b) = (i % table.Rows, (int)((i * 7919L) % table.Rows));
            foreach (var ids in texts)
                alike += Jaro.Winkler(table.Pool[ids[a]], table.Pool[ids[b]]);
        }
        return alike < 0 ? double.NaN : done / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>What is wanted of a set.</summary>
    /// <param name="CpuSeconds">Null where there is no target.</param>
    /// <param name="LogLoss">Null where there are too many pairs to keep them all.</param>
    /// <param name="PairMicroseconds">Null where a set is too small to say.</param>
    private sealed record Targets(
        double PairF1,
        double ClusterF1,
        double? CpuSeconds,
        double? LogLoss,
        double? PairMicroseconds = null,
        double? PairsPerSecond = null
    );
}
