using System.Runtime.InteropServices;

namespace Bluelamp.Linkage;

/// <summary>How well found pairs agree with the true ones.</summary>
/// <param name="Found">Pairs that were found.</param>
/// <param name="True">Pairs that there are.</param>
/// <param name="Right">Pairs of both.</param>
public sealed record PairCounts(long Found, long True, long Right)
{
    public double Precision => Found == 0 ? 1 : Right / (double)Found;

    public double Recall => True == 0 ? 1 : Right / (double)True;

    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);
}

/// <summary>What is found of all pairs when the threshold is so high.</summary>
/// <param name="Threshold">A probability.</param>
public sealed record CurvePoint(double Threshold, PairCounts Counts);

/// <summary>Compares clusters with the truth.</summary>
public static class ClusterQuality
{
    /// <summary>Two records of one cluster are a pair.</summary>
    /// <param name="found">For each record its cluster, under any numbers.</param>
    public static PairCounts Pairs(ReadOnlySpan<int> found, ReadOnlySpan<int> truth) =>
        new(PairsIn(Sizes(found)), PairsIn(Sizes(truth)), PairsIn(Sizes(found, truth)));

    /// <summary>The pairs from the strongest down to where F1 is best, with all true pairs counted, also those that nobody looked at.</summary>
    public static PairCounts BestPairs(IEnumerable<Edge> edges, ReadOnlySpan<int> truth) =>
        Curve(edges, truth).MaxBy(static p => p.Counts.F1)?.Counts ?? new(0, PairsIn(Sizes(truth)), 0);

    /// <summary>What is found with each threshold from the strictest down, with all true pairs counted, also those that nobody looked at.</summary>
    public static List<CurvePoint> Curve(IEnumerable<Edge> edges, ReadOnlySpan<int> truth)
    {
        var (all, found, right) = (PairsIn(Sizes(truth)), 0L, 0L);
        var sorted = edges.OrderByDescending(static e => e.Weight).ToArray();
        var points = new List<CurvePoint>();
        for (var i = 0; i < sorted.Length; i++)
        {
            found++;
            right += truth[sorted[i].A] == truth[sorted[i].B] ? 1 : 0;
            if (i + 1 == sorted.Length || sorted[i + 1].Weight < sorted[i].Weight)
                points.Add(new(sorted[i].Probability, new(found, all, right)));
        }
        return points;
    }

    /// <summary>
    /// The share of the other records of its person that a record is with, and of those that it is with which are of its person, over all records (B-cubed,
    /// Bagga and Baldwin 1998).
    /// </summary>
    public static (double Precision, double Recall) BCubed(ReadOnlySpan<int> found, ReadOnlySpan<int> truth)
    {
        var (clusters, people, both) = (Sizes(found), Sizes(truth), Sizes(found, truth));
        var (precision, recall) = (0d, 0d);
        foreach (var ((cluster, person), size) in both)
        {
            precision += size * (double)size / clusters[(cluster, 0)];
            recall += size * (double)size / people[(person, 0)];
        }
        return found.Length == 0 ? (1, 1) : (precision / found.Length, recall / found.Length);
    }

    /// <summary>How many clusters are exactly a person.</summary>
    public static int Exact(ReadOnlySpan<int> found, ReadOnlySpan<int> truth)
    {
        var (clusters, people, both) = (Sizes(found), Sizes(truth), Sizes(found, truth));
        return both.Count(b => clusters[(b.Key.Item1, 0)] == b.Value && people[(b.Key.Item2, 0)] == b.Value);
    }

    /// <summary>
    /// The threshold with the best F1, when every record whose probability is below it stands by itself. 0 leaves the clusters as they are.
    /// </summary>
    public static CurvePoint BestThreshold(ReadOnlySpan<int> found, ReadOnlySpan<float> probabilities, ReadOnlySpan<int> truth) =>
        Curve(found, probabilities, truth)
            .Aggregate(
                new CurvePoint(1, new(0, PairsIn(Sizes(truth)), 0)),
                static (best, next) => next.Counts.F1 >= best.Counts.F1 ? next : best
            );

    /// <summary>What is left of clusters with each threshold from the strictest down, when every record that is less sure stands by itself.</summary>
    public static List<CurvePoint> Curve(ReadOnlySpan<int> found, ReadOnlySpan<float> probabilities, ReadOnlySpan<int> truth)
    {
        var all = PairsIn(Sizes(truth));
        var order = Enumerable.Range(0, found.Length).ToArray();
        Array.Sort(probabilities.ToArray(), order);
        Array.Reverse(order);
        var (clusters, both) = (new Dictionary<int, int>(), new Dictionary<(int, int), int>());
        var (points, pairs, right) = (new List<CurvePoint>(), 0L, 0L);
        for (var i = 0; i < order.Length; i++)
        {
            var row = order[i];
            pairs += CollectionsMarshal.GetValueRefOrAddDefault(clusters, found[row], out _)++;
            right += CollectionsMarshal.GetValueRefOrAddDefault(both, (found[row], truth[row]), out _)++;
            var last = i + 1 == order.Length;
            if (last || probabilities[order[i + 1]] < probabilities[row])
                points.Add(new(last ? 0 : probabilities[row], new(pairs, all, right)));
        }
        return points;
    }

    private static Dictionary<(int, int), int> Sizes(ReadOnlySpan<int> one, ReadOnlySpan<int> other = default)
    {
        var sizes = new Dictionary<(int, int), int>();
        for (var i = 0; i < one.Length; i++)
        {
            var key = (one[i], other.IsEmpty ? 0 : other[i]);
            sizes[key] = sizes.GetValueOrDefault(key) + 1;
        }
        return sizes;
    }

    private static long PairsIn(Dictionary<(int, int), int> sizes) => sizes.Values.Sum(static s => s * (s - 1L) / 2);
}
