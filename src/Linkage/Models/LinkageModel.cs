using System.Collections.Immutable;

namespace Bluelamp.Linkage;

/// <summary>Which records may be of one person: any two, two of different tables, or both.</summary>
public enum LinkType
{
    DedupeOnly,
    LinkOnly,
    LinkAndDedupe,
}

/// <summary>
/// Everything that is needed to say how likely two records are of one person. The same as Splink's settings, which <see cref="SplinkModel"/> reads and
/// writes.
/// </summary>
/// <param name="Prior">The probability that two records drawn at random are of one person.</param>
public sealed record LinkageModel(double Prior, ImmutableArray<Comparison> Comparisons, ImmutableArray<BlockingRule> BlockingRules)
{
    public LinkType LinkType { get; init; } = LinkType.DedupeOnly;

    /// <summary>
    /// A value is as common as it is among the records of others: those that a person has besides, as many as the prior has it, are taken out. So is what was
    /// trained here; Splink counts them.
    /// </summary>
    public bool CommonAmongOthers { get; init; }

    /// <summary>What its weights turned out to be worth. Splink's settings have no place for it.</summary>
    public ProbabilityCurve Probabilities { get; init; } = ProbabilityCurve.Plain;

    public string IdColumn { get; init; } = "unique_id";

    public string SourceColumn { get; init; } = "source_dataset";

    /// <summary>The names of the columns that its comparisons and rules ask for.</summary>
    internal IEnumerable<string> Columns =>
        Comparisons
            .SelectMany(static c => c.Levels)
            .SelectMany(static l => (l.Parsed?.Columns ?? []).Concat(l.TfColumn is { } adjusted ? [adjusted] : []))
            .Concat(BlockingRules.SelectMany(static r => SqlParser.ParseOnce(r.Condition).Columns))
            .Distinct(StringComparer.OrdinalIgnoreCase);
}

/// <summary>How one thing about two records is compared: the first level whose condition holds is theirs.</summary>
public sealed record Comparison(string Name, ImmutableArray<Level> Levels)
{
    public string? Description { get; init; }

    /// <summary>How many levels there are, the missing one left out.</summary>
    public int Steps => Levels.Count(static l => !l.IsNull);

    /// <summary>The number of a level as Splink gives it: -1 when a value is missing, 0 for everything else, and up to the closest.</summary>
    public int Gamma(int level) => Levels[level].IsNull ? -1 : Levels.Skip(level + 1).Count(static l => !l.IsNull);
}

/// <summary>One step of a comparison.</summary>
/// <param name="Condition">In SQL over the columns of both records (<c>"surname_l" = "surname_r"</c>), or <c>ELSE</c>.</param>
/// <param name="Label">What it is called on charts and in explanations.</param>
public sealed record Level(string Condition, string Label)
{
    public const string Else = "ELSE";

    public bool IsNull { get; init; }

    /// <summary>How often records of one person are at this level; null when nothing was learned about it.</summary>
    public double? M { get; init; }

    /// <summary>How often records of different people are.</summary>
    public double? U { get; init; }

    /// <summary>The column by whose frequencies the weight is adjusted: two people of a rare name are seldom two.</summary>
    public string? TfColumn { get; init; }

    public double TfWeight { get; init; } = 1;

    /// <summary>A value counts as at least this frequent.</summary>
    public double TfLeastU { get; init; }

    public bool FixM { get; init; }

    public bool FixU { get; init; }

    /// <summary>The condition, read; null for <see cref="Else"/>.</summary>
    internal SqlExpression? Parsed => IsElse ? null : SqlParser.ParseOnce(Condition);

    public bool IsElse => Condition.Trim().Equals(Else, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Which pairs are looked at: those for which the condition holds.</summary>
/// <param name="Condition">In SQL over both records: <c>l."surname" = r."surname" AND l."dob" = r."dob"</c>.</param>
public sealed record BlockingRule(string Condition)
{
    /// <summary>Columns that hold several values each; a pair is looked at when any of them agree.</summary>
    public ImmutableArray<string> Exploded { get; init; } = [];
}
