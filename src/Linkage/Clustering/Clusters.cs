using System.Collections.Immutable;

namespace Bluelamp.Linkage;

/// <summary>Which records are of one person.</summary>
/// <param name="Of">For each row one that stands for its cluster: that with the lowest number, of the file that was named first.</param>
/// <param name="Probability">For each row how likely it is of one person with the rest of its cluster, 0 to 1; 1 for a row by itself.</param>
public sealed record Clusters(ImmutableArray<int> Of, ImmutableArray<float> Probability)
{
    public int Count => Of.Distinct().Count();

    public int Largest => Of.Length == 0 ? 0 : Of.GroupBy(static c => c).Max(static g => g.Count());
}
