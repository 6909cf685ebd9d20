namespace Bluelamp.Linkage;

/// <summary>Clusters of pairs that were weighed before.</summary>
public static class Clustering
{
    /// <summary>Brings rows together by their pairs; a pair that is not among them speaks against.</summary>
    /// <param name="threshold">Two clusters are joined while the mean evidence of the pairs between them makes them one person with this probability.</param>
    public static Clusters Of(int rows, IReadOnlyCollection<Edge> edges, double threshold)
    {
        ArgumentNullException.ThrowIfNull(edges);
        var known = edges.ToDictionary(static e => (Math.Min(e.A, e.B), Math.Max(e.A, e.B)), static e => e.Weight);
        float Weight(int a, int b) => known.GetValueOrDefault((Math.Min(a, b), Math.Max(a, b)), -Linker.Cut);
        var of = new AverageLinkage(rows, edges, Edge.WeightOf(threshold), Linker.Cut, Weight).Run();
        var probabilities = new float[rows];
        foreach (var members in Enumerable.Range(0, rows).GroupBy(row => of[row]).Select(static g => g.ToArray()))
        {
            foreach (var row in members)
                probabilities[row] =
                    members.Length == 1
                        ? 1
                        : (float)
                            Edge.ProbabilityOf(
                                members.Where(o => o != row).Average(o => Math.Clamp(Weight(row, o), -Linker.Cut, Linker.Cut))
                            );
        }
        return new([.. of], [.. probabilities]);
    }
}
