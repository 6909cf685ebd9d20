using System.Collections.Immutable;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Evidence.Retention;

/// <summary>How long evidence of one kind is kept, and what happens then (<c>definitions/retention/</c>).</summary>
/// <param name="Applies">To which exhibits; nothing for the one rule that takes what no other does.</param>
/// <param name="Period">Counted from the last thing that bears on the exhibit.</param>
/// <param name="Automatic">It goes without a person as soon as it is due: only what is linked to nothing.</param>
/// <param name="TwoPeople">Whoever proposes its disposal may not approve it.</param>
/// <param name="SetBy">Who chose the period.</param>
/// <param name="Source">The law or guidance that the rule rests on, in words.</param>
public sealed record RetentionRule(
    Applies? Applies,
    Period Period,
    AtEnd AtEnd,
    bool Automatic,
    bool TwoPeople,
    SetBy SetBy,
    Bilingual Source,
    Place Place
);

/// <summary>What an exhibit must be for a rule to apply: all that is given must hold.</summary>
/// <param name="Media">One of these; empty for any.</param>
/// <param name="Origins">It came in by one of these doors; empty for any.</param>
/// <param name="BodyWorn">It was marked as body-worn video, and is or is not evidential.</param>
/// <param name="Linked">It is linked to a record, or to none.</param>
/// <param name="Crime">It is evidence of a crime like this.</param>
public sealed record Applies(
    ImmutableArray<MediaKind> Media,
    ImmutableArray<OriginKind> Origins,
    BodyWorn? BodyWorn,
    bool? Linked,
    CrimeLike? Crime
)
{
    public bool To(RetentionFacts facts) =>
        (Media.IsEmpty || Media.Contains(facts.Media))
        && (Origins.IsEmpty || Origins.Contains(facts.Origin))
        && (BodyWorn is null || BodyWorn == facts.BodyWorn)
        && (Linked is null || Linked == facts.Linked)
        && (Crime is null || facts.Crimes.Any(Crime.Is));
}

/// <summary>What a crime must be. The offence is one of those named in any of the three lists; all three empty: any offence.</summary>
/// <param name="Groups">Of the list of offences: <c>Sexual offences</c>.</param>
/// <param name="Subgroups">Of the same list: <c>Rape</c>.</param>
/// <param name="Offences">Home Office classes: <c>28E</c>.</param>
/// <param name="Suspect">A suspect is named, or none; nothing for either.</param>
public sealed record CrimeLike(
    ImmutableArray<string> Groups,
    ImmutableArray<string> Subgroups,
    ImmutableArray<string> Offences,
    Suspect? Suspect
)
{
    public bool Is(EvidencedCrime crime) =>
        (Suspect is null || Suspect is Retention.Suspect.Named == crime.HasSuspect)
        && (
            (Groups.IsEmpty && Subgroups.IsEmpty && Offences.IsEmpty)
            || Groups.Contains(crime.Group ?? "", StringComparer.Ordinal)
            || Subgroups.Contains(crime.Subgroup ?? "", StringComparer.Ordinal)
            || Offences.Contains(crime.Offence, StringComparer.Ordinal)
        );
}

/// <summary>A stretch of the calendar.</summary>
public sealed record Period(int Years, int Months, int Days)
{
    public DateTimeOffset After(DateTimeOffset from) => from.AddYears(Years).AddMonths(Months).AddDays(Days);

    /// <summary>Such as <c>6 years</c>.</summary>
    public string InWords() =>
        string.Join(", ", new[] { Part(Years, "year"), Part(Months, "month"), Part(Days, "day") }.Where(static p => p is not null));

    private static string? Part(int count, string unit) =>
        count switch
        {
            0 => null,
            1 => $"1 {unit}",
            _ => $"{count} {unit}s",
        };
}

public enum AtEnd
{
    /// <summary>A person looks at it, and keeps it or proposes its disposal.</summary>
    Review,

    /// <summary>It is to go.</summary>
    Dispose,
}

public enum SetBy
{
    /// <summary>Law or national guidance.</summary>
    National,

    /// <summary>The force itself.</summary>
    Force,
}

public enum BodyWorn
{
    Evidential,
    NonEvidential,
}

public enum Suspect
{
    Named,
    None,
}
