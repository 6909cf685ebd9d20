using System.Collections.Immutable;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Evidence.Retention;

/// <summary>What decides how long an exhibit is kept.</summary>
/// <param name="LastEventAt">When something last happened that bears on it: it came in, was marked, reviewed, or a link of it ended.</param>
/// <param name="Linked">It is linked to any record.</param>
/// <param name="Crimes">Those that it is evidence of, also by a report that became one.</param>
public sealed record RetentionFacts(
    DateTimeOffset LastEventAt,
    OriginKind Origin,
    MediaKind Media,
    BodyWorn? BodyWorn,
    bool Linked,
    ImmutableArray<EvidencedCrime> Crimes
);

/// <summary>A crime, as far as the time that its evidence is kept depends on it.</summary>
/// <param name="Offence">Home Office class; its group and subgroup are those of the list of offences.</param>
/// <param name="LastEventAt">When something was last written on its own stream.</param>
public sealed record EvidencedCrime(
    string Offence,
    string? Group,
    string? Subgroup,
    bool HasSuspect,
    bool Open,
    DateTimeOffset LastEventAt
);

/// <summary>Until when an exhibit is kept, and by which rule.</summary>
/// <param name="DueAt">When it is to be reviewed or disposed of; nothing while a crime that it is evidence of is open.</param>
public sealed record RetentionPlan(Defined<RetentionRule> Rule, DateTimeOffset? DueAt)
{
    public bool IsDue(DateTimeOffset now) => DueAt <= now;

    /// <summary>
    /// By the rules that apply, the one that keeps longest; where two keep equally long, the one that wants two people. What no rule applies to goes by the one
    /// that takes the rest. The period begins anew with each event that bears on the exhibit or on a crime that it is evidence of (MoPI, clear period).
    /// </summary>
    /// <returns>Nothing where there are no rules.</returns>
    public static RetentionPlan? For(RetentionFacts facts, IEnumerable<Defined<RetentionRule>> rules)
    {
        var known = rules.ToList();
        var from = facts.Crimes.Select(static c => c.LastEventAt).Append(facts.LastEventAt).Max();
        var rule =
            known
                .Where(r => r.Value.Applies?.To(facts) is true)
                .OrderByDescending(r => r.Value.Period.After(from))
                .ThenByDescending(static r => r.Value.TwoPeople)
                .ThenBy(static r => r.Id, StringComparer.Ordinal)
                .FirstOrDefault()
            ?? known.Find(static r => r.Value.Applies is null);
        return rule is null ? null : new(rule, facts.Crimes.Any(static c => c.Open) ? null : rule.Value.Period.After(from));
    }
}
