using System.Collections.Immutable;

namespace Bluelamp.Linkage;

/// <summary>
/// Weighs one record against the few that share a key with it: what <see cref="Linker"/> does for whole tables, for a record as it arrives. The
/// candidates come from an index that keeps <see cref="RecordKeys"/> beside each record; how common a value is comes from whoever keeps that index.
/// </summary>
/// <param name="columns">The columns of every record, in the order in which records give their values.</param>
/// <param name="frequency">The share of all records that have a value in a column, 0 to 1; null where nobody knows.</param>
public sealed class Resolver(LinkageModel model, ImmutableArray<string> columns, Func<string, string, double?> frequency)
{
    public ImmutableArray<string> Columns => columns;

    /// <summary>Weighs a record against candidates.</summary>
    /// <param name="asked">The record; several where it is known in several ways, such as by an alias. The way that says most counts.</param>
    /// <exception cref="InputFaultException">The model asks for a column that the records have not.</exception>
    public Resolution Weigh(IReadOnlyList<IReadOnlyList<string?>> asked, IReadOnlyList<IReadOnlyList<string?>> candidates)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(candidates);
        var table = Table.Of(columns, asked.Concat(candidates));
        var scorer = new PairScorer(model, new Fields(table));
        scorer.Weigh(model, new TermFrequencies(table, frequency));
        return new(scorer, asked.Count, candidates.Count);
    }
}

/// <summary>A record weighed against its candidates.</summary>
public sealed class Resolution
{
    private readonly PairScorer scorer;
    private readonly (float Weight, int Way)[] best;
    private readonly int ways;

    internal Resolution(PairScorer scorer, int ways, int candidates)
    {
        (this.scorer, this.ways) = (scorer, ways);
        best = new (float, int)[candidates];
        var scratch = scorer.Scratch;
        for (var candidate = 0; candidate < candidates; candidate++)
        {
            best[candidate] = (float.NegativeInfinity, 0);
            for (var way = 0; way < ways; way++)
            {
                var weight = scorer.Weight(way, ways + candidate, scratch);
                if (weight > best[candidate].Weight)
                    best[candidate] = (weight, way);
            }
        }
    }

    /// <summary>The weight of evidence, in bits, that a candidate is who is asked for.</summary>
    public float this[int candidate] => best[candidate].Weight;

    /// <summary>What speaks for and against a candidate.</summary>
    public Explanation Why(int candidate) => Explanation.Of(scorer, best[candidate].Way, ways + candidate);
}
