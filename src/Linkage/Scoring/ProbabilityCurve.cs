using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bluelamp.Linkage;

/// <summary>
/// What weights of evidence turned out to be worth among the records that a model was trained on, both in bits: a pair of weight 0, said to be as likely as
/// not, may be one of ten of which six are of one person. Between two knots it goes straight; beyond the last, as far beside it as there. It never falls,
/// so no pair overtakes another.
/// </summary>
/// <param name="Knots">From the lowest weight to the highest; empty where weights are worth what they say.</param>
public sealed record ProbabilityCurve(ImmutableArray<CurveKnot> Knots)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Weights are worth what they say.</summary>
    public static ProbabilityCurve Plain { get; } = new([]);

    /// <summary>How likely a pair of this weight is of one person, 0 to 1.</summary>
    public double ProbabilityOf(double weight) => Edge.ProbabilityOf(Worth(weight));

    /// <summary>A pair with what its weight is worth for its weight.</summary>
    public Edge Of(Edge edge) => edge with { Weight = (float)Worth(edge.Weight) };

    /// <summary>What a weight is worth.</summary>
    public double Worth(double weight) => Along(weight, static k => k.Weight, static k => k.Worth);

    /// <summary>The weight from which on pairs are at least this likely.</summary>
    public double WeightOf(double probability) => Along(Edge.WeightOf(probability), static k => k.Worth, static k => k.Weight);

    /// <summary>The knots as they are read again.</summary>
    public string Write() => JsonSerializer.Serialize(Knots, Form);

    /// <summary>Reads knots: <c>[{ "weight": -2, "worth": -1.4 }, …]</c>.</summary>
    /// <exception cref="InputFaultException">The text is no such list; the message says where.</exception>
    public static ProbabilityCurve Parse(ReadOnlySpan<byte> utf8Json)
    {
        try
        {
            var knots = JsonSerializer.Deserialize<ImmutableArray<CurveKnot>>(utf8Json, Form);
            for (var k = 1; k < knots.Length; k++)
            {
                if (knots[k].Weight <= knots[k - 1].Weight || knots[k].Worth < knots[k - 1].Worth)
                    throw new InputFaultException(
                        $"Knot {k + 1}: weights must rise from knot to knot, and what they are worth must not fall."
                    );
            }
            return new(knots);
        }
        catch (JsonException e)
        {
            throw new InputFaultException($"Line {(e.LineNumber ?? 0) + 1}: this is no list of knots with a weight and a worth.", e);
        }
    }

    private double Along(double at, Func<CurveKnot, double> from, Func<CurveKnot, double> to)
    {
        if (Knots.IsEmpty)
            return at;
        var after = 0;
        while (after < Knots.Length && from(Knots[after]) < at)
            after++;
        if (after == 0 || after == Knots.Length)
            return at + to(Knots[Math.Max(0, after - 1)]) - from(Knots[Math.Max(0, after - 1)]);
        var (low, high) = (Knots[after - 1], Knots[after]);
        return to(low) + ((to(high) - to(low)) * (at - from(low)) / (from(high) - from(low)));
    }
}

/// <summary>A point of a curve.</summary>
/// <param name="Weight">Bits, as the model says them.</param>
/// <param name="Worth">Bits, as they turned out.</param>
[method: JsonConstructor]
public readonly record struct CurveKnot(double Weight, double Worth);
