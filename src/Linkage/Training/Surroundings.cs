using System.Collections.Immutable;

namespace Bluelamp.Linkage;

/// <summary>
/// What pairs of a weight turn out to be, once the other records of both are looked at. Comparisons are taken for independent, which they are not, and of
/// records that say little the model knows little; but who has six records is known by all of them. The mean of what is known of a pair with all evidence
/// is what its own evidence was worth (the law of total expectation), so no label is needed.
/// </summary>
/// <param name="of">For each row the lowest row of its cluster.</param>
/// <param name="cut">Single weights are cut at this many bits.</param>
/// <param name="weigh">The weight of a pair, the lower row first.</param>
internal sealed class Surroundings(int[] of, float cut, Func<int, int, float> weigh)
{
    /// <summary>A record is compared with so many of another cluster.</summary>
    private const int MostAsked = 8;

    /// <summary>So many pairs of each half bit stand before those that are looked at, of which the model is right: a few say little.</summary>
    private const double Before = 10;
    private readonly (int[] Rows, int[] Starts) clusters = Clustering.Grouped(of);

    /// <summary>The curve of what weights are worth: it never falls (pooled where it would, so that the mean stays), and at its ends it is no surer than the model.</summary>
    public ProbabilityCurve Learned(SomeOfEachWeight seen)
    {
        var steps = new List<Step>();
        foreach (var pairs in seen.Slices)
        {
            var said = pairs.Average(static e => e.Probability);
            steps.Add(
                new(pairs.Average(static e => e.Weight), ((pairs.Sum(Believed) + (Before * said)) / (pairs.Length + Before)), pairs.Length)
            );
            while (steps is [.., var low, var high] && low.Share >= high.Share)
            {
                steps.RemoveRange(steps.Count - 2, 2);
                steps.Add(low.With(high));
            }
        }
        return new(Modest([.. steps.Select(static s => new CurveKnot(s.Weight, Edge.WeightOf(s.Share)))]));
    }

    private static ImmutableArray<CurveKnot> Modest(ImmutableArray<CurveKnot> knots)
    {
        if (knots.IsEmpty)
            return knots;
        var (least, most) = (Math.Max(knots[0].Weight, knots[0].Worth), Math.Min(knots[^1].Weight, knots[^1].Worth));
        return least > most ? [] : [.. knots.Select(k => k with { Worth = Math.Clamp(k.Worth, least, most) })];
    }

    /// <summary>
    /// How likely a pair is of one person by all that is known: the lower of how well each of the two fits all the other's records. A person with many
    /// records is met more often, so before anything is compared a record is as many times likelier to be theirs.
    /// </summary>
    private double Believed(Edge pair)
    {
        var (one, ofOne) = Fit(pair.A, pair.B);
        var (other, ofOther) = Fit(pair.B, pair.A);
        return Edge.ProbabilityOf(Math.Min(one, other) + Math.Log2(Math.Min(ofOne, ofOther)));
    }

    /// <summary>The mean weight between a row and all rows of another's cluster, and how many those are; the other one is always among them.</summary>
    private (double Mean, int Rows) Fit(int row, int other)
    {
        var cluster = clusters.Rows.AsSpan(clusters.Starts[of[other]], clusters.Starts[of[other] + 1] - clusters.Starts[of[other]]);
        var (sum, asked) = (Weight(row, other), 1);
        for (var i = 0; i < cluster.Length && asked < MostAsked; i++)
        {
            if (cluster[i] == row || cluster[i] == other)
                continue;
            sum += Weight(row, cluster[i]);
            asked++;
        }
        return (sum / asked, of[row] == of[other] ? cluster.Length - 1 : cluster.Length);
    }

    private double Weight(int a, int b) => Math.Clamp(weigh(Math.Min(a, b), Math.Max(a, b)), -cut, cut);

    /// <summary>Pairs of about one weight.</summary>
    /// <param name="Share">How likely they are of one person on the mean.</param>
    private readonly record struct Step(double Weight, double Share, double Pairs)
    {
        public Step With(Step next) =>
            new(
                ((Weight * Pairs) + (next.Weight * next.Pairs)) / (Pairs + next.Pairs),
                ((Share * Pairs) + (next.Share * next.Pairs)) / (Pairs + next.Pairs),
                Pairs + next.Pairs
            );
    }
}
