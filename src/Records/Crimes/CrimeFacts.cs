using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Bluelamp.Records;

/// <summary>What is said to have happened. The class of offence stands beside it, as it changes by reclassification only.</summary>
/// <param name="Where">The place in the words of the report; <paramref name="Place"/> is its record.</param>
/// <param name="Method">How it was done (MO).</param>
public sealed record CrimeFacts(
    TimeRange Committed,
    string Narrative,
    Id<Place>? Place = null,
    PlaceDetails? Where = null,
    string? Method = null
)
{
    /// <summary>What must be seen at once and counted: domestic abuse, a strand of hate crime, knife, ….</summary>
    public ImmutableArray<CrimeFlag> Flags { get; init; } = [];
}

/// <summary>When it happened: a moment, or between two moments when nobody was there.</summary>
public sealed record TimeRange(DateTimeOffset From, DateTimeOffset? To = null)
{
    public DateTimeOffset Latest => To ?? From;
}

/// <summary>Flags of the Home Office Crime Recording Rules; the five strands of hate crime each have their own.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "The rules call them flags; one value is one flag.")]
public enum CrimeFlag
{
    DomesticAbuse,
    HateRace,
    HateReligion,
    HateSexualOrientation,
    HateDisability,
    HateTransgender,
    Online,
    Alcohol,
    ChildSexualAbuse,
    ChildSexualExploitation,
    ChildCriminalExploitation,
    HonourBasedAbuse,
    Corrosive,
    Knife,
    Firearm,
}

public static class CrimeFlags
{
    /// <summary>As a tag shows it.</summary>
    public static string Label(this CrimeFlag flag) =>
        flag switch
        {
            CrimeFlag.DomesticAbuse => "Domestic abuse",
            CrimeFlag.HateRace => "Hate: race",
            CrimeFlag.HateReligion => "Hate: religion",
            CrimeFlag.HateSexualOrientation => "Hate: sexual orientation",
            CrimeFlag.HateDisability => "Hate: disability",
            CrimeFlag.HateTransgender => "Hate: transgender",
            CrimeFlag.ChildSexualAbuse => "Child sexual abuse",
            CrimeFlag.ChildSexualExploitation => "Child sexual exploitation",
            CrimeFlag.ChildCriminalExploitation => "Child criminal exploitation",
            CrimeFlag.HonourBasedAbuse => "Honour-based abuse",
            _ => flag.ToString(),
        };
}

/// <summary>A thing that was stolen, damaged, found or used.</summary>
/// <param name="What">In the words of the owner: <c>silver laptop</c>.</param>
/// <param name="Marks">Serial number, IMEI, postcode mark: by which it can be known again.</param>
/// <param name="ValuePence">What it is worth.</param>
public sealed record PropertyDetails(string What, PropertyFate Fate, string? Marks = null, int Quantity = 1, long? ValuePence = null);

public enum PropertyFate
{
    Stolen,
    Damaged,
    Found,
    Recovered,
    Used,
}

/// <summary>A piece of property in a crime; only ever an id.</summary>
public sealed record Property;

/// <summary>Crimes of one report that have a victim each: one crime per victim, held together (Home Office Crime Recording Rules).</summary>
public sealed record CrimeGroup;
