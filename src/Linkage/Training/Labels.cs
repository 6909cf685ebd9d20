using System.Collections.Immutable;

namespace Bluelamp.Linkage;

/// <summary>What a person said of two records.</summary>
/// <param name="Score">1 for one person, 0 for two; in between for whoever could not tell.</param>
public readonly record struct Label(int A, int B, double Score);

/// <summary>Learns from what people said: how often two records of one person are at each level of a comparison.</summary>
internal static class Labels
{
    /// <summary>What was learned without labels counts as so many of them, so that a few labels correct it and do not replace it.</summary>
    private const double Before = 20;

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
