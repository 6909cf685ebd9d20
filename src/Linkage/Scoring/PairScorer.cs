using System.Collections.Immutable;

namespace Bluelamp.Linkage;

/// <summary>
/// Compares the records of a table by a model: the level of each comparison, and the weight of evidence in bits. Safe for many threads, each with a
/// <see cref="Scratch"/> of its own.
/// </summary>
internal sealed class PairScorer
{
    /// <summary>Levels of a comparison take five bits of a pair's vector, so there are at most this many comparisons.</summary>
    public const int MostComparisons = 12;
    public const int BitsEach = 5;
    public const int MostLevels = (1 << BitsEach) - 1;

    /// <summary>Between two sources, only half of the records may be a person's others.</summary>
    private const double OtherSources = 0.5;

    private readonly Fields fields;
    private readonly ComparedColumns[] comparisons;
    private readonly Scratches scratches;
    private readonly double priorWeight;

    public PairScorer(LinkageModel model, Fields fields)
    {
        if (model.Comparisons.Length > MostComparisons)
            throw new InputFaultException($"A model has at most {MostComparisons} comparisons; this one has {model.Comparisons.Length}.");
        this.fields = fields;
        Model = model;
        scratches = new(fields.Table.Rows);
        comparisons = [.. model.Comparisons.Select(c => new ComparedColumns(c, fields, scratches))];
        priorWeight = Math.Log2(model.Prior / (1 - model.Prior));
    }

    public LinkageModel Model { get; private set; }

    /// <summary>How often each value occurs, and so the adjustment for it, is worked out for the levels that ask for it.</summary>
    public void Weigh(LinkageModel model, TermFrequencies frequencies)
    {
        Model = model;
        var others = (model.CommonAmongOthers ? model.Prior : 0) * (model.LinkType is LinkType.LinkOnly ? OtherSources : 1);
        for (var c = 0; c < comparisons.Length; c++)
            comparisons[c].Weigh(model.Comparisons[c], frequencies, fields, others);
    }

    /// <summary>What the thread that asks works with.</summary>
    public Scratch Scratch => scratches.Mine;

    /// <summary>The levels of all comparisons of two rows: five bits each, 0 for a missing value, else the level's place in its list and one.</summary>
    public ulong Vector(int a, int b, Scratch scratch) => Vector(Row(a), Row(b), scratch);

    /// <inheritdoc cref="Vector(int, int, Scratch)"/>
    public ulong Vector(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch)
    {
        scratch.Next();
        ulong vector = 0;
        for (var c = 0; c < comparisons.Length; c++)
            vector |= (ulong)comparisons[c].Level(left, right, scratch) << (c * BitsEach);
        return vector;
    }

    /// <summary>The weight of evidence that two rows are of one person, in bits: 0 is as likely as not.</summary>
    public float Weight(int a, int b, Scratch scratch) => Weight(Row(a), Row(b), scratch);

    /// <inheritdoc cref="Weight(int, int, Scratch)"/>
    public float Weight(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch)
    {
        scratch.Next();
        var weight = priorWeight;
        foreach (var comparison in comparisons)
            weight += comparison.Weight(comparison.Level(left, right, scratch), left, right);
        return (float)weight;
    }

    private ReadOnlySpan<int> Row(int row) => fields.Packed().AsSpan(row * fields.Width, fields.Width);

    /// <summary>The weight of each comparison, for an explanation. They add up to the weight, with the prior.</summary>
    public (double Prior, ImmutableArray<Part> Parts) Explain(int a, int b)
    {
        var left = Row(a);
        var right = Row(b);
        var scratch = Scratch;
        scratch.Next();
        var parts = ImmutableArray.CreateBuilder<Part>(comparisons.Length);
        for (var c = 0; c < comparisons.Length; c++)
        {
            var level = comparisons[c].Level(left, right, scratch);
            var (plain, frequency) = comparisons[c].Weights(level, left, right);
            parts.Add(new(Model.Comparisons[c], level, plain, frequency));
        }
        return (priorWeight, parts.ToImmutable());
    }

    /// <summary>What one comparison adds to the weight of a pair, in bits.</summary>
    /// <param name="Level">The place of the level in the comparison's list.</param>
    /// <param name="Frequency">Of which for how common the value is.</param>
    public sealed record Part(Comparison Comparison, int Level, double Plain, double Frequency);
}
