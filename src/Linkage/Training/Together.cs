namespace Bluelamp.Linkage;

/// <summary>
/// Which answers of two people drawn at random come together: nine in ten of a list are called John, and the same nine Smith. Every comparison goes with at
/// most one other, that of which it says most (a tree of dependence: Chow and Liu 1968).
/// </summary>
internal sealed class Together
{
    /// <summary>In nats; less is taken for chance.</summary>
    private const double Least = 0.05;

    /// <summary>So many pairs are taken to be as if each answer stood by itself, so that a few say little.</summary>
    private const double Alone = 100;
    private readonly List<(int A, int B, double[,] More)> edges = [];

    public Together(LinkageModel model, (ulong Vector, double Count)[] drawn)
    {
        var found = new List<(int A, int B, double Says, double[,] More)>();
        for (var a = 0; a < model.Comparisons.Length; a++)
        {
            for (var b = a + 1; b < model.Comparisons.Length; b++)
            {
                var (says, more) = Of(model.Comparisons[a].Levels.Length, model.Comparisons[b].Levels.Length, a, b, drawn, model);
                if (says >= Least)
                    found.Add((a, b, says, more));
            }
        }
        var sets = new UnionFind(model.Comparisons.Length);
        foreach (var (a, b, _, more) in found.OrderByDescending(static f => f.Says))
        {
            if (sets.Of(a) == sets.Of(b))
                continue;
            sets.Join(a, b);
            edges.Add((a, b, more));
        }
    }

    public double More(ulong vector, bool[] free)
    {
        var more = 1d;
        foreach (var (a, b, table) in edges)
        {
            if (free[a] && free[b])
                more *= table[LevelShares.Level(vector, a), LevelShares.Level(vector, b)];
        }
        return more;
    }

    private static (double Says, double[,] More) Of(
        int levelsA,
        int levelsB,
        int a,
        int b,
        (ulong Vector, double Count)[] drawn,
        LinkageModel model
    )
    {
        var (both, ofA, ofB, total) = (new double[levelsA, levelsB], new double[levelsA], new double[levelsB], 0d);
        foreach (var (vector, count) in drawn)
        {
            var (x, y) = (LevelShares.Level(vector, a), LevelShares.Level(vector, b));
            if (model.Comparisons[a].Levels[x].IsNull || model.Comparisons[b].Levels[y].IsNull)
                continue;
            both[x, y] += count;
            ofA[x] += count;
            ofB[y] += count;
            total += count;
        }
        var (says, more) = (0d, new double[levelsA, levelsB]);
        for (var x = 0; x < levelsA; x++)
        {
            for (var y = 0; y < levelsB; y++)
            {
                var alone = total > 0 ? ofA[x] * ofB[y] / total : 0;
                more[x, y] = (both[x, y] + Alone) / (alone + Alone);
                if (both[x, y] > 0)
                    says += both[x, y] / total * Math.Log(more[x, y]);
            }
        }
        return (says, more);
    }
}
