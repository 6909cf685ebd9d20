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

/// <summary>Compares clusters with the truth.</summary>
public static class ClusterQuality
{
    /// <summary>Two records of one cluster are a pair.</summary>
    /// <param name="found">For each record its cluster, under any numbers.</param>
    public static PairCounts Pairs(ReadOnlySpan<int> found, ReadOnlySpan<int> truth) =>
        new(PairsIn(Sizes(found)), PairsIn(Sizes(truth)), PairsIn(Sizes(found, truth)));

    /// <summary>The pairs from the strongest down to where F1 is best, with all true pairs counted, also those that nobody looked at.</summary>
    public static PairCounts BestPairs(IEnumerable<Edge> edges, ReadOnlySpan<int> truth)
    {
        var (all, found, right) = (PairsIn(Sizes(truth)), 0L, 0L);
        var best = new PairCounts(0, all, 0);
        foreach (var edge in edges.OrderByDescending(static e => e.Weight))
        {
            found++;
            right += truth[edge.A] == truth[edge.B] ? 1 : 0;
            if (new PairCounts(found, all, right) is var now && now.F1 > best.F1)
                best = now;
        }
        return best;
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
    public static (double Threshold, PairCounts Counts) BestThreshold(
        ReadOnlySpan<int> found,
        ReadOnlySpan<float> probabilities,
        ReadOnlySpan<int> truth
    )
    {
        var all = PairsIn(Sizes(truth));
        var order = Enumerable.Range(0, found.Length).ToArray();
        Array.Sort(probabilities.ToArray(), order);
        Array.Reverse(order);
        var (clusters, both) = (new Dictionary<int, int>(), new Dictionary<(int, int), int>());
        var (best, threshold, pairs, right) = (new PairCounts(0, all, 0), 1d, 0L, 0L);
        for (var i = 0; i < order.Length; i++)
        {
            var row = order[i];
            ref var cluster = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(clusters, found[row], out _);
            ref var same = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
                both,
                (found[row], truth[row]),
                out _
            );
            pairs += cluster++;
            right += same++;
            var ends = i + 1 == order.Length || probabilities[order[i + 1]] < probabilities[row];
            var now = new PairCounts(pairs, all, right);
            if (ends && now.F1 >= best.F1)
                (best, threshold) = (now, i + 1 == order.Length ? 0 : probabilities[row]);
        }
        return (threshold, best);
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
