using System.Collections.Immutable;

namespace Bluelamp.Linkage;

/// <summary>What a person said of two records.</summary>
/// <param name="Score">1 for one person, 0 for two; in between for whoever could not tell.</param>
public readonly record struct Label(int A, int B, double Score);

/// <summary>
/// Learns from what people said: from pairs of one person how often two such records are at each level of a comparison; from all answers how ready the model
/// is on the whole to take two records for one person. People are asked about pairs that are nearly alike, so a count of the levels of those of two people
/// would be no count of different people's: how often those agree is known from chance.
/// </summary>
internal static class Labels
{
    /// <summary>How far the prior can be moved, in bits.</summary>
    private const double Furthest = 20;
    private const int Halvings = 60;

    /// <summary>What was learned without labels counts as so many of them, so that a few labels correct it and do not replace it.</summary>
    private const double Before = 20;

    /// <summary>Labels of rows become labels of their places, in one order.</summary>
    public static ImmutableArray<Label> Placed(ImmutableArray<Label> labels, RowOrder order) =>
        [
            .. labels
                .Select(l => order.Ordered(new Edge(l.A, l.B, 0)) is var e ? l with { A = e.A, B = e.B } : l)
                .OrderBy(static l => (l.A, l.B, l.Score)),
        ];

    /// <summary>
    /// The model with the prior by which it is as ready to take the labelled pairs for one person as people are. Which pairs they were asked about follows from
    /// the weights, and so does not bend it (logistic regression on the weight, with only a constant to learn). Where nobody said "different", it stays.
    /// </summary>
    public static LinkageModel Weighed(LinkageModel model, Fields fields, TermFrequencies frequencies, ImmutableArray<Label> labels)
    {
        if (!labels.Any(static l => l.Score < 0.5))
            return model;
        var scorer = new PairScorer(model, fields);
        scorer.Weigh(model, frequencies);
        var weights = labels
            .Select(l => (double)scorer.Weight(Math.Min(l.A, l.B), Math.Max(l.A, l.B), scorer.Scratch))
            .Select(static w => Math.Clamp(w, -Linker.Cut, Linker.Cut))
            .ToArray();
        var (low, high) = (-Furthest, Furthest);
        for (var i = 0; i < Halvings; i++)
        {
            var shift = (low + high) / 2;
            // Before them stand twenty answers that would have it stay: half of them each way, about pairs that are as likely as not.
            var more = Before * (0.5 - Edge.ProbabilityOf(shift));
            for (var l = 0; l < weights.Length; l++)
                more += labels[l].Score - Edge.ProbabilityOf(weights[l] + shift);
            (low, high) = more > 0 ? (shift, high) : (low, shift);
        }
        return model with { Prior = Edge.ProbabilityOf(Edge.WeightOf(model.Prior) + low) };
    }

    /// <summary>The model with m-probabilities that the labels speak for, too. What is fixed stays; how often different people agree is known better from chance.</summary>
    public static LinkageModel In(LinkageModel model, Fields fields, ImmutableArray<Label> labels)
    {
        var same = labels.Where(static l => l.Score > 0.5).ToList();
        if (same.Count == 0)
            return model;
        var (scorer, counts) = (new PairScorer(model, fields), model.Comparisons.Select(static c => new double[c.Levels.Length]).ToArray());
        foreach (var label in same)
        {
            var vector = scorer.Vector(Math.Min(label.A, label.B), Math.Max(label.A, label.B), scorer.Scratch);
            for (var c = 0; c < counts.Length; c++)
                counts[c][(int)(vector >> (c * PairScorer.BitsEach)) & PairScorer.MostLevels] += label.Score;
        }
        return model with { Comparisons = [.. model.Comparisons.Select((c, i) => With(c, counts[i]))] };
    }

    private static Comparison With(Comparison comparison, double[] counts)
    {
        var known = comparison.Levels.Select((l, i) => l.IsNull ? 0 : counts[i]).Sum();
        return comparison with
        {
            Levels =
            [
                .. comparison.Levels.Select(
                    (l, i) => l.IsNull || l.FixM || l.M is not { } m ? l : l with { M = ((m * Before) + counts[i]) / (Before + known) }
                ),
            ],
        };
    }
}
