namespace Bluelamp.Records;

/// <summary>Gathers the steps of a plan; a stream stands in it once, however often the plan speaks of it.</summary>
internal sealed class Planning(short force, Source source)
{
    private readonly Dictionary<Guid, Step> _steps = [];

    public IReadOnlyCollection<Step> Steps => _steps.Values;

    public Id<Place> Place(PlaceDetails details)
    {
        var place = Records.Place.At(force, details, Id<Place>.New());
        _steps.TryAdd(place.Value, Step.For(place, new DescribePlace(place, details, source)));
        return place;
    }

    public Id<Vehicle> Vehicle(VehicleDetails details)
    {
        var vehicle = Records.Vehicle.With(force, details, Id<Vehicle>.New());
        _steps.TryAdd(vehicle.Value, Step.For(vehicle, new DescribeVehicle(vehicle, details, source)));
        return vehicle;
    }

    /// <summary>The person, their address and their numbers. Somebody in two roles is described once.</summary>
    public void Person(PlannedPerson person)
    {
        if (_steps.ContainsKey(person.Nominal.Value))
            return;
        var links = PersonLinks(person).ToList();
        _steps[person.Nominal.Value] = person.IsNew
            ? Step.For(person.Nominal, new CreateNominal(person.Nominal, person.Said, source, Confidence.Believed, links))
            : Step.For(person.Nominal, new DescribePerson(person.Nominal, person.Said, source, Confidence.Believed, links));
    }

    private IEnumerable<Linked> PersonLinks(PlannedPerson person)
    {
        if (person.Said.Address is { IsEmpty: false } address)
            yield return Link(person, RecordRef.Of(Place(address)), LinkRole.Home);
        foreach (var details in person.Said.Communications)
        {
            var role = details.Kind is CommunicationKind.Phone ? LinkRole.Phone : LinkRole.Email;
            yield return Link(person, RecordRef.Of(Communication(details)), role);
        }
    }

    private Id<Communication> Communication(CommunicationDetails details)
    {
        var communication = Records.Communication.Of(force, details.Kind, details.Value);
        _steps.TryAdd(communication.Value, Step.For(communication, new NoteCommunication(communication, details, source)));
        return communication;
    }

    private Linked Link(PlannedPerson person, RecordRef to, LinkRole role) =>
        new(Id<Link>.New(), RecordRef.Of(person.Nominal), to, role, Confidence.Believed, source);
}
