using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Bluelamp.Records;

namespace Bluelamp.Contact.Reports;

/// <summary>
/// What a report says, in the terms of Records: made once from the answers, so that whoever records the crime keys nothing again.
/// </summary>
/// <param name="Kind">What happened: <c>burglary</c>, <c>theft</c>, …, a value of the form's first question.</param>
/// <param name="Words">The story in the reporter's own words.</param>
public sealed record ReportContent(string Kind, string Words)
{
    public PlaceDetails? Where { get; init; }

    public TimeRange? When { get; init; }

    /// <summary>How it was done (MO), when the reporter could say.</summary>
    public string? Method { get; init; }

    public ImmutableArray<SaidPerson> People { get; init; } = [];

    /// <summary>Businesses and other bodies, with their part in it.</summary>
    public ImmutableArray<PlannedOrganisation> Organisations { get; init; } = [];

    public ImmutableArray<PlannedVehicle> Vehicles { get; init; } = [];

    public ImmutableArray<PropertyDetails> Property { get; init; } = [];

    public ImmutableArray<CrimeFlag> Flags { get; init; } = [];

    /// <summary>The class of offence that it most likely amounts to, by the answers; nothing when the form does not say.</summary>
    public string? Offence { get; init; }

    /// <summary>How the reporter wants to be contacted; <c>null</c> when they stay anonymous and need nothing.</summary>
    public ReporterContact? Contact { get; init; }

    /// <summary>It happened to whoever reports it, if not to them alone.</summary>
    [JsonIgnore]
    public bool ReporterIsVictim => People.Any(static p => p is { IsReporter: true, Role: LinkRole.Victim });

    [JsonIgnore]
    public SaidPerson? Victim => People.FirstOrDefault(static p => p.Role == LinkRole.Victim);

    [JsonIgnore]
    public IEnumerable<SaidPerson> Suspects => People.Where(static p => p.Role == LinkRole.Suspect);
}

/// <summary>A person in a report, in a role. The reporter is the one who is marked so, whatever their role.</summary>
public sealed record SaidPerson(LinkRole Role, PersonDetails Said, bool IsReporter = false)
{
    /// <summary>As a plan holds them: whom a handler chose from the list, or somebody new.</summary>
    internal PlannedPerson Planned(Id<Nominal>? chosen) => new(chosen ?? Id<Nominal>.New(), chosen is null, Role, Said);
}

/// <summary>How to reach the reporter, and what they need to be understood (Victims' Code, right 1).</summary>
/// <param name="By"><c>email</c>, <c>phone</c>, <c>text</c>, <c>post</c> or <c>none</c>.</param>
/// <param name="Safe">When and how it is safe to contact them.</param>
/// <param name="Needs">Interpreter, easy read, large print, …, in words.</param>
public sealed record ReporterContact(string By, string? Email = null, string? Phone = null, string? Safe = null, string? Needs = null);
