namespace Bluelamp.Linkage;

/// <summary>
/// Tells the pairs of some blocks apart into those of one person and those of two, with how often different people agree (u) given; learns how often
/// records of one person agree (m) in the comparisons that are free, and the share of their pairs.
/// </summary>
internal sealed class ExpectationMaximisation
{
    private readonly (ulong Vector, double Count)[] pairs;
    private readonly bool[] free;
    private readonly LinkageModel model;
    private readonly LevelShares u;

    private readonly double[] chance;

    /// <summary>Begins with records of one person that agree fully in three of four.</summary>
    /// <param name="together">How much more often two people are at the levels of a vector than each of them by itself has it.</param>
    public ExpectationMaximisation(
        LinkageModel model,
        (ulong Vector, double Count)[] pairs,
        bool[] free,
        Func<ulong, bool[], double> together
    )
    {
        (this.model, this.pairs, this.free) = (model, pairs, free);
        chance = Array.ConvertAll(pairs, p => together(p.Vector, free));
        u = new(model);
        M = new(model);
        for (var c = 0; c < M.Comparisons; c++)
        {
            var levels = model.Comparisons[c].Levels;
            var steps = model.Comparisons[c].Steps;
            var falling = 0;
            for (var l = 0; l < levels.Length; l++)
            {
                u[c][l] = levels[l].U ?? double.NaN;
                if (!levels[l].IsNull)
                    M[c][l] = levels[l] is { FixM: true, M: { } m } ? m : Begin(falling++, steps);
            }
        }
    }

    public LevelShares M { get; private set; }

    /// <summary>The share of the pairs that are of one person.</summary>
    public double Lambda { get; private set; } = 0.1;

    /// <summary>Whether it came to rest.</summary>
    public bool Run(int iterations, double convergence)
    {
        for (var i = 0; i < iterations; i++)
        {
            if (Step() < convergence)
                return true;
        }
        return pairs.Length == 0;
    }

    /// <summary>Records of one person agree fully in three of four; the rest falls off by halves.</summary>
    private static double Begin(int step, int steps)
    {
        if (steps == 1)
            return 1;
        return step == 0 ? 0.75 : 0.25 * Math.Pow(2, -step) / (1 - Math.Pow(2, 1 - steps));
    }

    private double Step()
    {
        var weighed = new (ulong Vector, double Count)[pairs.Length];
        var (matches, total) = (0d, 0d);
        for (var i = 0; i < pairs.Length; i++)
        {
            var (vector, count) = pairs[i];
            var odds = Lambda / (1 - Lambda) / chance[i];
            for (var c = 0; c < free.Length; c++)
            {
                if (free[c] && LevelShares.Level(vector, c) is var l && !double.IsNaN(M[c][l]) && !double.IsNaN(u[c][l]))
                    odds *= M[c][l] / u[c][l];
            }
            var matching = count * (odds / (1 + odds));
            weighed[i] = (vector, matching);
            matches += matching;
            total += count;
        }
        var now = LevelShares.Of(model, weighed, halfPair: 1e-6);
        var moved = Math.Abs((matches / total) - Lambda);
        for (var c = 0; c < free.Length; c++)
        {
            for (var l = 0; l < now[c].Length; l++)
            {
                if (model.Comparisons[c].Levels[l].FixM)
                    now[c][l] = M[c][l];
                if (!double.IsNaN(now[c][l]))
                    moved = Math.Max(moved, Math.Abs(now[c][l] - M[c][l]));
            }
        }
        M = now;
        Lambda = Math.Clamp(matches / total, 1e-9, 1 - 1e-9);
        return moved;
    }
}
