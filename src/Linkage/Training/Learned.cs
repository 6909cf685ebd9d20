using System.Collections.Immutable;

namespace Bluelamp.Linkage;

/// <summary>What was learned, level by level: how often pairs are at it. NaN where nothing was learned.</summary>
internal sealed class LevelShares
{
    private readonly double[][] shares;

    public LevelShares(LinkageModel model, double fill = double.NaN)
    {
        shares = [.. model.Comparisons.Select(c => Enumerable.Repeat(fill, c.Levels.Length).ToArray())];
    }

    public double[] this[int comparison] => shares[comparison];

    public int Comparisons => shares.Length;

    /// <summary>
    /// The shares of the levels among weighed pairs, the missing ones left out. What never occurred counts as half a pair, as it might have.
    /// </summary>
    public static LevelShares Of(LinkageModel model, IEnumerable<(ulong Vector, double Count)> pairs, double halfPair = 0.5)
    {
        var sums = new LevelShares(model, 0);
        foreach (var (vector, count) in pairs)
        {
            for (var c = 0; c < sums.Comparisons; c++)
                sums[c][Level(vector, c)] += count;
        }
        for (var c = 0; c < sums.Comparisons; c++)
            Normalise(model.Comparisons[c].Levels, sums[c], halfPair);
        return sums;
    }

    public static int Level(ulong vector, int comparison) => (int)(vector >> (comparison * PairScorer.BitsEach)) & PairScorer.MostLevels;

    private static void Normalise(ImmutableArray<Level> levels, double[] sums, double halfPair)
    {
        var known = 0d;
        for (var l = 0; l < sums.Length; l++)
        {
            if (levels[l].IsNull)
                sums[l] = double.NaN;
            else
                known += sums[l] = Math.Max(sums[l], halfPair);
        }
        for (var l = 0; l < sums.Length; l++)
            sums[l] /= known;
    }
}
