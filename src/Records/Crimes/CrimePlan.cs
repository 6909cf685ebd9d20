using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Bluelamp.Records;

/// <summary>
/// Everything that recording one crime takes, as steps that stand or fall together: the crime, its new people, places, vehicles and numbers,
/// and the links between them. Pure; ids, reference and time are given. Hand its steps to the ledger, or to <see cref="CrimeDesk"/>.
/// </summary>
public sealed record CrimePlan(
    NaturalIds Ids,
    Id<Crime> Crime,
    CrimeReference Reference,
    string Offence,
    CrimeFacts Facts,
    DateTimeOffset ReportedAt,
    Source Source
)
{
    /// <summary>The scene; its record is found by its address, or is new.</summary>
    public PlaceDetails? Where { get; init; }

    public ImmutableArray<PlannedPerson> People { get; init; } = [];

    public ImmutableArray<PlannedOrganisation> Organisations { get; init; } = [];

    public ImmutableArray<PlannedVehicle> Vehicles { get; init; } = [];

    public ImmutableArray<PropertyDetails> Property { get; init; } = [];

    /// <summary>Set when one report leads to several crimes, one a victim.</summary>
    public Id<CrimeGroup>? Group { get; init; }

    /// <summary>Its victims suffered it together, as in a burglary of their home (<see cref="CountingRules"/>).</summary>
    public bool Joint { get; init; }

    /// <summary>The report that it comes from; the crime is linked to it.</summary>
    public RecordRef? Report { get; init; }

    /// <summary>Records that are closed to whoever records: new ones take their place, and nothing is said of them.</summary>
    public IReadOnlySet<Guid> Closed { get; init; } = FrozenSet<Guid>.Empty;

    public IReadOnlyList<Step> Steps() => Steps([this]);

    /// <summary>The steps of several crimes of one report, which share people, places and things.</summary>
    public static IReadOnlyList<Step> Steps(IReadOnlyList<CrimePlan> plans)
    {
        var plan = new Planning(plans[0].Ids, plans[0].Source, plans[0].Closed);
        var crimes = plans.Select(p => p.Step(plan)).ToList();
        return [.. crimes, .. plan.Steps];
    }

    private Step Step(Planning plan)
    {
        var place = Where is { IsEmpty: false } where ? plan.Place(where) : (Id<Place>?)null;
        var links = new List<Linked>();
        if (Report is not null)
            links.Add(Link(Report, LinkRole.Report));
        if (place is { } scene)
            links.Add(Link(RecordRef.Of(scene), LinkRole.Scene));
        foreach (var person in People)
        {
            links.Add(Link(RecordRef.Of(plan.Person(person)), person.Role));
        }

        foreach (var organisation in Organisations)
            links.Add(Link(RecordRef.Of(plan.Organisation(organisation.Said, Where)), organisation.Role));
        foreach (var vehicle in Vehicles)
            links.Add(Link(RecordRef.Of(plan.Vehicle(vehicle.Said)), vehicle.Role));
        return Kernel.Step.For(Crime, Recorded(place, links));
    }

    private RecordCrime Recorded(Id<Place>? place, IReadOnlyList<Linked> links) =>
        new(Crime, Reference, Offence, Facts with { Place = place, Where = Where ?? Facts.Where }, ReportedAt, Source)
        {
            Group = Group,
            Joint = Joint,
            Links = links,
            Property = [.. Property.Select(p => new PropertyListed(Crime, Id<Property>.New(), p))],
        };

    private Linked Link(RecordRef to, LinkRole role) => new(Id<Link>.New(), RecordRef.Of(Crime), to, role, Confidence.Believed, Source);
}

/// <summary>A person in a planned crime: somebody whom a person chose from the list (<paramref name="IsNew"/> false), or somebody new.</summary>
/// <param name="Said">What the report says of them.</param>
public sealed record PlannedPerson(Id<Nominal> Nominal, bool IsNew, LinkRole Role, PersonDetails Said)
{
    /// <summary>Somebody of the list, or somebody new.</summary>
    public static PlannedPerson Of(Id<Nominal>? known, LinkRole role, PersonDetails said) =>
        new(known ?? Id<Nominal>.New(), IsNew: known is null, role, said);
}

public sealed record PlannedOrganisation(LinkRole Role, OrganisationDetails Said);

public sealed record PlannedVehicle(LinkRole Role, VehicleDetails Said);
