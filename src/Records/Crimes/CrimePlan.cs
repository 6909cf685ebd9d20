using System.Collections.Immutable;

namespace Bluelamp.Records;

/// <summary>
/// Everything that recording one crime takes, as steps that stand or fall together: the crime, its new people, places, vehicles and numbers,
/// and the links between them. Pure; ids, reference and time are given. Hand <see cref="Steps"/> to the ledger.
/// </summary>
public sealed record CrimePlan(
    short Force,
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

    public ImmutableArray<PlannedVehicle> Vehicles { get; init; } = [];

    public ImmutableArray<PropertyDetails> Property { get; init; } = [];

    /// <summary>Set when one report leads to several crimes, one a victim.</summary>
    public Id<CrimeGroup>? Group { get; init; }

    /// <summary>The report that it comes from; the crime is linked to it.</summary>
    public RecordRef? Report { get; init; }

    public IReadOnlyList<Step> Steps()
    {
        var plan = new Planning(Force, Source);
        var place = Where is { IsEmpty: false } where ? plan.Place(where) : (Id<Place>?)null;
        var links = new List<Linked>();
        if (Report is not null)
            links.Add(Link(Report, LinkRole.Report));
        if (place is { } scene)
            links.Add(Link(RecordRef.Of(scene), LinkRole.Scene));
        foreach (var person in People)
        {
            plan.Person(person);
            links.Add(Link(RecordRef.Of(person.Nominal), person.Role));
        }

        foreach (var vehicle in Vehicles)
            links.Add(Link(RecordRef.Of(plan.Vehicle(vehicle.Said)), vehicle.Role));
        return [Step.For(Crime, Recorded(place, links)), .. plan.Steps];
    }

    private RecordCrime Recorded(Id<Place>? place, IReadOnlyList<Linked> links) =>
        new(Crime, Reference, Offence, Facts with { Place = place, Where = Where ?? Facts.Where }, ReportedAt, Source)
        {
            Group = Group,
            Links = links,
            Property = [.. Property.Select(p => new PropertyListed(Crime, Id<Property>.New(), p))],
        };

    private Linked Link(RecordRef to, LinkRole role) => new(Id<Link>.New(), RecordRef.Of(Crime), to, role, Confidence.Believed, Source);
}

/// <summary>A person in a planned crime: somebody whom a person chose from the list (<paramref name="IsNew"/> false), or somebody new.</summary>
/// <param name="Said">What the report says of them.</param>
public sealed record PlannedPerson(Id<Nominal> Nominal, bool IsNew, LinkRole Role, PersonDetails Said);

public sealed record PlannedVehicle(LinkRole Role, VehicleDetails Said);
