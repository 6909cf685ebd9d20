using System.Collections.Immutable;

namespace Bluelamp.Linkage;

/// <summary>The weight of evidence for a pair, part by part, in bits; the parts and the prior add up to it.</summary>
public sealed record Explanation(double Prior, ImmutableArray<ExplainedPart> Parts)
{
    public double Weight => Prior + Parts.Sum(static p => p.Plain + p.Frequency);

    /// <summary>What the weight is worth, where that was learned.</summary>
    public ProbabilityCurve Probabilities { get; init; } = ProbabilityCurve.Plain;

    /// <summary>What pairs of its weight turned out to be, in bits.</summary>
    public double Worth => Probabilities.Worth(Weight);

    public double Probability => Edge.ProbabilityOf(Worth);

    internal static Explanation Of(PairScorer scorer, int a, int b)
    {
        var (prior, parts) = scorer.Explain(a, b);
        return new(
            prior,
            [
                .. parts.Select(static p => new ExplainedPart(
                    p.Comparison.Name,
                    p.Comparison.Levels[p.Level].Label,
                    p.Comparison.Gamma(p.Level),
                    p.Plain,
                    p.Frequency
                )),
            ]
        );
    }
}

/// <summary>What one comparison says of a pair.</summary>
/// <param name="Said">The label of its level.</param>
/// <param name="Gamma">The number of its level as Splink gives it.</param>
/// <param name="Plain">Bits for the level.</param>
/// <param name="Frequency">Bits more or less for how common the value is.</param>
public sealed record ExplainedPart(string Comparison, string Said, int Gamma, double Plain, double Frequency);
