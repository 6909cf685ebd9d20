using System.Collections.Immutable;

namespace Bluelamp.Linkage;

/// <summary>
/// What different people share often comes together: who were born in one place have postcodes of one district, who have a surname in common have a
/// forename of the family in common. Taken as two independent agreements they would be held for one person. So where an answer is far more common among
/// different people who agree in another column, it gets levels of its own for that, with what it says once the other is known. Every comparison leans on
/// at most one other, and none on itself by way of others (a tree of dependence: Chow and Liu 1968).
/// </summary>
internal sealed class Dependence(LinkageModel model, Fields fields, int[]? sources)
{
    private const double FarMoreOften = 8;

    /// <summary>Where one answer is far more common, the others that are so much more common get levels, too.</summary>
    private const double MoreOften = 3;

    /// <summary>A column that two people share more often than this is looked at, but not by itself: it ties nothing together.</summary>
    private const double TooCommon = 0.05;
    private const int PairsOfBlock = 20_000;
    private const int LeastPairs = 30;
    private const int Rounds = 20;
    private readonly PairScorer scorer = new(model, fields);

    /// <summary>The model with levels for what comes together, where anything does.</summary>
    public LinkageModel In(CancellationToken ct)
    {
        var leans = new List<Lean>();
        for (var c = 0; c < model.Comparisons.Length; c++)
        {
            ct.ThrowIfCancellationRequested();
            if (Same(c) is { TfColumn: { } column, U: < TooCommon and var u })
                leans.AddRange(On(c, column, u, ct));
        }
        var parents = new Dictionary<int, Lean>();
        foreach (var lean in leans.OrderByDescending(static l => l.Excess))
        {
            if (!parents.ContainsKey(lean.Child) && !Leads(lean.Parent, lean.Child, parents))
                parents[lean.Child] = lean;
        }
        return model with
        {
            Comparisons = [.. model.Comparisons.Select((c, i) => parents.TryGetValue(i, out var lean) ? With(c, lean) : c)],
        };
    }

    /// <summary>Whether one comparison is another, or leans on it by way of others.</summary>
    private static bool Leads(int from, int to, Dictionary<int, Lean> parents)
    {
        while (from != to && parents.TryGetValue(from, out var lean))
            from = lean.Parent;
        return from == to;
    }

    /// <summary>Which comparisons lean on a column: what different people who share it have in common besides.</summary>
    /// <param name="shared">How often two people share it.</param>
    private IEnumerable<Lean> On(int parent, string column, double shared, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var (sharing, counts, scratch) = (new PairsThatShare(fields.Table[column], fields.Pool.Count), new VectorCounts(), scorer.Scratch);
        foreach (var (left, right) in sharing.Some(PairsOfBlock))
        {
            if (sources is null || sources[left] != sources[right])
                counts.Add(scorer.Vector(left, right, scratch));
        }
        if (counts.Total < LeastPairs)
            yield break;
        var (u, different) = Different(parent, counts.ToArray());
        for (var c = 0; c < model.Comparisons.Length; c++)
        {
            if (c == parent || Same(c) is null || model.Comparisons[c].Levels.Any(static l => l.FixU))
                continue;
            var excess = 0d;
            foreach (var (level, l) in model.Comparisons[c].Levels.Select(static (level, l) => (level, l)))
            {
                // What is rarer than the column itself does not lean on it: the column leans on that.
                if (
                    level is { IsNull: false, IsElse: false, U: { } alone }
                    && alone >= shared
                    && different[c][l] >= LeastPairs
                    && u[c][l] >= FarMoreOften * alone
                )
                    excess += (u[c][l] - alone) * Math.Log2(u[c][l] / alone) * different[c].Sum() / counts.Total * sharing.Count;
            }
            if (excess > 0)
                yield return new(parent, c, column, u[c], excess);
        }
    }

    /// <summary>
    /// How often different people of a block are at each level, and about how many pairs of them are. Who is one person is told by expectation-maximisation
    /// with how often records of one person agree given, and how often those of two do free.
    /// </summary>
    private (LevelShares U, double[][] Counts) Different(int parent, (ulong Vector, double Count)[] vectors)
    {
        var (u, lambda) = (new LevelShares(model), 0.1);
        for (var c = 0; c < u.Comparisons; c++)
        {
            for (var l = 0; l < u[c].Length; l++)
                u[c][l] = model.Comparisons[c].Levels[l].U ?? double.NaN;
        }
        var counts = model.Comparisons.Select(static c => new double[c.Levels.Length]).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            Array.ForEach(counts, static of => Array.Clear(of));
            var (matches, total) = (0d, 0d);
            foreach (var (vector, count) in vectors)
            {
                var different = count / (1 + (lambda / (1 - lambda) * Odds(vector, parent, u)));
                for (var c = 0; c < counts.Length; c++)
                    counts[c][LevelShares.Level(vector, c)] += different;
                matches += count - different;
                total += count;
            }
            lambda = Math.Clamp(matches / total, 1e-9, 1 - 1e-9);
            for (var c = 0; c < counts.Length; c++)
                Share(model.Comparisons[c].Levels, counts[c], u[c]);
        }
        return (u, counts);
    }

    /// <summary>How much more often one person's records are at these levels than two people's, in all but what the block asks for.</summary>
    private double Odds(ulong vector, int parent, LevelShares u)
    {
        var odds = 1d;
        for (var c = 0; c < u.Comparisons; c++)
        {
            var l = LevelShares.Level(vector, c);
            if (c != parent && model.Comparisons[c].Levels[l] is { IsNull: false, M: { } m } && u[c][l] > 0)
                odds *= m / u[c][l];
        }
        return odds;
    }

    /// <summary>The shares of the levels; what any two people do counts as <see cref="LeastPairs"/> more, so that a few pairs say little.</summary>
    private static void Share(ImmutableArray<Level> levels, double[] counts, double[] u)
    {
        for (var l = 0; l < counts.Length; l++)
        {
            if (levels[l].IsNull)
                counts[l] = 0;
        }
        var known = counts.Sum();
        for (var l = 0; l < counts.Length; l++)
        {
            if (levels[l] is { IsNull: false, U: { } alone })
                u[l] = (counts[l] + (LeastPairs * alone)) / (known + LeastPairs);
        }
    }

    private static Comparison With(Comparison comparison, Lean lean) =>
        comparison with
        {
            Levels =
            [
                .. comparison.Levels.SelectMany(
                    (level, l) => Wider(level, lean.Column, lean.U[l]) is { } wider ? [wider, level] : new[] { level }
                ),
            ],
        };

    /// <summary>The level among those who share the column; null where it is about as common as among any two people.</summary>
    private static Level? Wider(Level level, string column, double share) =>
        level is { IsNull: false, IsElse: false, M: not null, U: { } alone } && share >= MoreOften * alone
            ? new($"\"{column}_l\" = \"{column}_r\" AND ({level.Condition})", $"{level.Label}, of those with the same {column}")
            {
                M = level.M,
                U = Math.Min(share, 0.95),
                TfColumn = level.TfColumn,
                FixM = true,
                FixU = true,
            }
            : null;

    /// <summary>The level of equal values; null where a comparison has none.</summary>
    private Level? Same(int comparison) => model.Comparisons[comparison].Levels.FirstOrDefault(static l => l.TfColumn is not null);

    /// <summary>A comparison that leans on another.</summary>
    /// <param name="Column">That of the other.</param>
    /// <param name="U">How often different people who share it are at each level.</param>
    /// <param name="Excess">How many pairs of different people more are at its levels than chance has it, each times the bits by which they would be overrated.</param>
    private sealed record Lean(int Parent, int Child, string Column, double[] U, double Excess);
}
