namespace Bluelamp.Linkage;

/// <summary>Clusters of pairs that were weighed before, and how sure each record is of its own.</summary>
public static class Clustering
{
    /// <summary>A record of a large cluster is asked about so many of the others.</summary>
    private const int MostAsked = 40;

    /// <summary>Brings rows together by their pairs; a pair that is not among them speaks against.</summary>
    /// <param name="threshold">Two clusters are joined while the mean evidence of the pairs between them makes them one person with this probability.</param>
    public static Clusters Of(int rows, IReadOnlyCollection<Edge> edges, double threshold)
    {
        ArgumentNullException.ThrowIfNull(edges);
        var known = new Dictionary<(int, int), float>(edges.Count);
        foreach (var (a, b, weight) in edges)
            known[(Math.Min(a, b), Math.Max(a, b))] = weight;
        float Weight(int a, int b) => known.GetValueOrDefault((a, b), -Linker.Cut);
        var of = new AverageLinkage(rows, edges, Edge.WeightOf(threshold), Linker.Cut, Weight).Run();
        return Judged(of, Linker.Cut, Weight);
    }

    /// <summary>How likely each row is of one person with the rest of its cluster: by the mean weight, each cut at so many bits.</summary>
    /// <param name="of">For each row the lowest row of its cluster.</param>
    /// <param name="weigh">The weight of a pair, the lower row first.</param>
    internal static Clusters Judged(int[] of, float cut, Func<int, int, float> weigh)
    {
        var probabilities = new float[of.Length];
        foreach (var rows in Enumerable.Range(0, of.Length).GroupBy(row => of[row]).Select(static g => g.ToArray()))
        {
            foreach (var row in rows)
            {
                var others = rows.Take(MostAsked + 1).Where(o => o != row).ToList();
                probabilities[row] =
                    others.Count == 0
                        ? 1
                        : (float)Edge.ProbabilityOf(others.Average(o => Math.Clamp(weigh(Math.Min(row, o), Math.Max(row, o)), -cut, cut)));
            }
        }
        return new([.. of], [.. probabilities]);
    }
}
