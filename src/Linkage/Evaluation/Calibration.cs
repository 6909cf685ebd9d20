using System.Collections.Immutable;

namespace Bluelamp.Linkage;

/// <summary>Pairs of about the same probability.</summary>
/// <param name="From">The lowest probability in it.</param>
/// <param name="To">The one above the highest.</param>
/// <param name="Predicted">The mean of their probabilities.</param>
/// <param name="True">The share that is of one person.</param>
public sealed record CalibrationBin(double From, double To, int Pairs, double Predicted, double True)
{
    public double Gap => Math.Abs(Predicted - True);
}

/// <summary>Whether pairs are as often of one person as their probabilities say.</summary>
/// <param name="LogLoss">The mean of what each probability is surprised by the truth, in nats; ln 2 says nothing, 0 is always right.</param>
/// <param name="Brier">The mean square of what is between probability and truth.</param>
/// <param name="Bins">From the lowest probability to the highest; those without pairs are left out.</param>
public sealed record Calibration(int Pairs, double LogLoss, double Brier, ImmutableArray<CalibrationBin> Bins)
{
    /// <summary>A bin of fewer pairs says little: the share of a hundred that are as likely as not is off by 0.05 in one draw of three.</summary>
    public const int FewPairs = 100;

    /// <summary>Narrow where the decisions are: 0.99 and 0.999 are ten times apart.</summary>
    private static readonly double[] Edges = [0, 0.01, 0.1, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999, double.PositiveInfinity];

    /// <summary>How far off the bin is that is furthest off, among those of at least <see cref="FewPairs"/>.</summary>
    public double LargestGap => Bins.Where(static b => b.Pairs >= FewPairs).Select(static b => b.Gap).DefaultIfEmpty(0).Max();

    /// <summary>How far off a pair is on average (the expected calibration error).</summary>
    public double MeanGap => Pairs == 0 ? 0 : Bins.Sum(static b => b.Pairs * b.Gap) / Pairs;

    /// <summary>Judges weighed pairs by the truth.</summary>
    /// <param name="truth">The person of each row.</param>
    public static Calibration Of(IEnumerable<Edge> edges, ReadOnlySpan<int> truth)
    {
        ArgumentNullException.ThrowIfNull(edges);
        var bins = new (int Pairs, double Predicted, int True)[Edges.Length - 1];
        var (pairs, loss, brier) = (0, 0d, 0d);
        foreach (var edge in edges)
        {
            var (p, same) = (edge.Probability, truth[edge.A] == truth[edge.B]);
            ref var bin = ref bins[Array.FindLastIndex(Edges, least => p >= least)];
            bin = (bin.Pairs + 1, bin.Predicted + p, bin.True + (same ? 1 : 0));
            pairs++;
            loss += Surprise(same ? edge.Weight : -edge.Weight);
            brier += Math.Pow(p - (same ? 1 : 0), 2);
        }
        return new(
            pairs,
            loss / Math.Max(1, pairs),
            brier / Math.Max(1, pairs),
            [
                .. bins.Select(
                        static (b, i) =>
                            new CalibrationBin(
                                Edges[i],
                                Math.Min(1, Edges[i + 1]),
                                b.Pairs,
                                b.Predicted / b.Pairs,
                                b.True / (double)b.Pairs
                            )
                    )
                    .Where(static b => b.Pairs > 0),
            ]
        );
    }

    /// <summary>The natural logarithm of 1 / p, of the weight that speaks for what is true; from the weight, as a probability of nearly 0 is 0 to the machine.</summary>
    private static double Surprise(double weight) =>
        weight < 0 ? (-weight * Math.Log(2)) + Math.Log(1 + Math.Pow(2, weight)) : Math.Log(1 + Math.Pow(2, -weight));
}
