using System.Collections.Immutable;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Expressions;

namespace Bluelamp.Evidence.Forensics;

/// <summary>
/// Which device is examined next, and until when (<c>definitions/forensics/queue.yaml</c>). Factors stand in their order: one that holds outweighs all that stand
/// after it together. Where the same ones hold, the earlier due goes first, and then the older.
/// </summary>
/// <param name="About">How it is meant, in words.</param>
public sealed record QueueRule(
    Bilingual About,
    ImmutableArray<QueueFactor> Factors,
    ImmutableArray<DueRule> Due,
    ImmutableArray<QueueTest> Tests
)
{
    /// <summary>Factors of one rule at most.</summary>
    public const int Most = 16;

    /// <summary>Before everything that a rule can place.</summary>
    public const int First = -1;

    /// <summary>After everything that a rule can place.</summary>
    public const int Last = 1 << Most;

    /// <summary>What expressions may look at.</summary>
    internal static CelScope Scope { get; } =
        new([
            new("inCustody", CelType.Bool),
            new("custodyHours", CelType.Int),
            new("threatToLife", CelType.Bool),
            new("childAtRisk", CelType.Bool),
            new("courtDays", CelType.Int),
            new("bailDays", CelType.Int),
            new("device", CelType.String),
            new("user", CelType.String),
            new("passcode", CelType.String),
            new("level", CelType.String),
            new("offence", CelType.String),
            new("group", CelType.String),
            new("subgroup", CelType.String),
            new("harmDays", CelType.Int),
        ]);

    /// <summary>Where something stands for which only this factor holds.</summary>
    public int PlaceAs(string factor) => Place(f => string.Equals(f.Id, factor, StringComparison.Ordinal));

    internal int Place(Func<QueueFactor, bool> holds)
    {
        var place = Last - 1;
        for (var i = 0; i < Factors.Length; i++)
        {
            if (holds(Factors[i]))
                place -= 1 << (Most - 1 - i);
        }

        return place;
    }
}

/// <summary>Something that makes an examination more pressing than what stands after it.</summary>
public sealed record QueueFactor(string Id, Bilingual Title, CelExpression When, Bilingual Sentence, Bilingual Otherwise);

/// <summary>Until when something is to be done, where it applies. Of several the earliest counts.</summary>
/// <param name="Hours">Counted from then; before it, when negative.</param>
/// <param name="Verified">The source of the period was checked.</param>
public sealed record DueRule(string Id, CelExpression When, DueWhat What, DueFrom From, int Hours, Bilingual Sentence, bool Verified);

public enum DueWhat
{
    /// <summary>The report is written.</summary>
    Report,

    /// <summary>The device is back.</summary>
    Return,
}

public enum DueFrom
{
    Requested,
    Booked,
    CustodyEnds,
    Court,
    Bail,
}

/// <summary>A case with its known answer, kept beside the rule and run whenever it is loaded.</summary>
/// <param name="First">The first factor that holds; nothing when none does.</param>
/// <param name="Report">Which period counts for the report.</param>
/// <param name="Return">Which one counts for the device.</param>
public sealed record QueueTest(string Name, Place Place, CelMap Facts, string? First, string Report, string? Return);

/// <summary>What a submission's place was worked out from, and under which rule. It stands on the ledger as it was found.</summary>
/// <param name="Place">The smallest is examined first.</param>
/// <param name="Return">Nothing where no rule says when the device is to be back, or it is not booked in yet.</param>
public sealed record Assessed(DefinitionRef Rule, int Place, ImmutableArray<FactorFound> Factors, DueFound Report, DueFound? Return)
{
    /// <summary>The factor that weighs most of those that hold.</summary>
    public FactorFound? First => Factors.FirstOrDefault(static f => f.Holds);
}

public sealed record FactorFound(string Id, Bilingual Title, bool Holds, Bilingual Sentence);

/// <summary>When something is due, and by which rule.</summary>
/// <param name="Verified">The source of the period was checked; else the page says that it was not.</param>
public sealed record DueFound(string Id, DateTimeOffset At, Bilingual Sentence, bool Verified);
