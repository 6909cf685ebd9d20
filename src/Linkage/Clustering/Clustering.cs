namespace Bluelamp.Linkage;

/// <summary>Clusters of pairs that were weighed before, and how sure each record is of its own.</summary>
public static class Clustering
{
    /// <summary>A record of a large cluster is asked about so many of the others.</summary>
    private const int MostAsked = 40;

    /// <summary>Brings rows together by their pairs; a pair that is not among them speaks against.</summary>
    /// <param name="threshold">Two clusters are joined while the mean evidence of the pairs between them makes them one person with this probability.</param>
    /// <param name="apart">Whether two rows must not come together.</param>
    public static Clusters Of(int rows, IReadOnlyCollection<Edge> edges, double threshold, Func<int, int, bool>? apart = null)
    {
        ArgumentNullException.ThrowIfNull(edges);
        var known = new Dictionary<(int, int), float>(edges.Count);
        foreach (var (a, b, weight) in edges)
            known[(Math.Min(a, b), Math.Max(a, b))] = weight;
        float Weight(int a, int b) => known.GetValueOrDefault((a, b), -Linker.Cut);
        using var kept = new KeptPairs(int.MaxValue, "");
        kept.Add([.. edges]);
        var of = AverageLinkage.Cluster(rows, kept, Edge.WeightOf(threshold), Linker.Cut, Weight, apart);
        return Judged(of, Linker.Cut, Weight);
    }

    /// <summary>The numbers of records in the order in which records are worked with, whichever way they were given.</summary>
    public static int[] InOrder(TextPool pool, int[] ids)
    {
        var numbers = new Table(pool, ids.Length, [new("id", ids)]);
        return RowOrder.Of(numbers, "id").Ordered(numbers)["id"].Ids;
    }

    /// <summary>How likely each row is of one person with the rest of its cluster: by the mean weight, each cut at so many bits.</summary>
    /// <param name="of">For each row the lowest row of its cluster.</param>
    /// <param name="weigh">The weight of a pair, the lower row first; asked by several threads.</param>
    internal static Clusters Judged(int[] of, float cut, Func<int, int, float> weigh)
    {
        var (rows, starts) = Grouped(of);
        var probabilities = new float[of.Length];
        Parallel.For(
            0,
            of.Length,
            new() { MaxDegreeOfParallelism = Environment.ProcessorCount },
            cluster => Judge(rows.AsSpan(starts[cluster], starts[cluster + 1] - starts[cluster]), probabilities, cut, weigh)
        );
        return new([.. of], [.. probabilities]);
    }

    private static void Judge(ReadOnlySpan<int> rows, float[] probabilities, float cut, Func<int, int, float> weigh)
    {
        if (rows is [var one, var other])
            probabilities[one] = probabilities[other] = (float)Edge.ProbabilityOf(Math.Clamp(weigh(one, other), -cut, cut));
        else if (rows is [var alone])
            probabilities[alone] = 1;
        else
            foreach (var row in rows)
                probabilities[row] = (float)Edge.ProbabilityOf(MeanOf(row, rows, cut, weigh));
    }

    private static double MeanOf(int row, ReadOnlySpan<int> rows, float cut, Func<int, int, float> weigh)
    {
        var (sum, count) = (0d, 0);
        foreach (var other in rows[..Math.Min(rows.Length, MostAsked + 1)])
        {
            if (other == row)
                continue;
            sum += Math.Clamp(weigh(Math.Min(row, other), Math.Max(row, other)), -cut, cut);
            count++;
        }
        return sum / count;
    }

    /// <summary>The rows of each cluster beside each other, in their order, and where those of the cluster of a row begin.</summary>
    internal static (int[] Rows, int[] Starts) Grouped(int[] of)
    {
        var starts = new int[of.Length + 1];
        foreach (var cluster in of)
            starts[cluster + 1]++;
        for (var i = 1; i < starts.Length; i++)
            starts[i] += starts[i - 1];
        var (rows, next) = (new int[of.Length], starts[..^1]);
        for (var row = 0; row < of.Length; row++)
            rows[next[of[row]]++] = row;
        return (rows, starts);
    }
}
