namespace Bluelamp.Records;

/// <summary>Gathers the steps of a plan; a stream stands in it once, however often the plan speaks of it.</summary>
/// <param name="closed">Records that the plan must go round; see <see cref="CrimePlan.Closed"/>.</param>
internal sealed class Planning(NaturalIds ids, Source source, IReadOnlySet<Guid> closed)
{
    private readonly Dictionary<Guid, Guid> _instead = [];
    private readonly Dictionary<Guid, Step> _steps = [];

    public IReadOnlyCollection<Step> Steps => _steps.Values;

    public Id<Place> Place(PlaceDetails details)
    {
        var place = new Id<Place>(Open(Records.Place.At(ids, details, Id<Place>.New()).Value));
        _steps.TryAdd(place.Value, Step.For(place, new DescribePlace(place, details, source)));
        return place;
    }

    public Id<Vehicle> Vehicle(VehicleDetails details)
    {
        var vehicle = new Id<Vehicle>(Open(Records.Vehicle.With(ids, details, Id<Vehicle>.New()).Value));
        _steps.TryAdd(vehicle.Value, Step.For(vehicle, new DescribeVehicle(vehicle, details, source)));
        return vehicle;
    }

    /// <summary>A body of that name at that address; of two with one name and no address, nobody knows whether they are one.</summary>
    public Id<Organisation> Organisation(OrganisationDetails details, PlaceDetails? at)
    {
        var organisation = new Id<Organisation>(Open(Records.Organisation.At(ids, details, at, Id<Organisation>.New()).Value));
        _steps.TryAdd(
            organisation.Value,
            Step.For(organisation, new DescribeOrganisation(organisation, details with { At = at?.AddressKey is null ? null : at }, source))
        );
        return organisation;
    }

    /// <summary>The person, their address and their numbers. Somebody in two roles is described once. Answers who they are on the list.</summary>
    /// <param name="exhibit">What is evidence of them.</param>
    public Id<Nominal> Person(PlannedPerson meant, RecordRef? exhibit = null)
    {
        var person = closed.Contains(meant.Nominal.Value) ? meant with { Nominal = new(Open(meant.Nominal.Value)), IsNew = true } : meant;
        if (_steps.ContainsKey(person.Nominal.Value))
            return person.Nominal;
        var links = PersonLinks(person).ToList();
        if (exhibit is not null)
            links.Add(Link(person, exhibit, LinkRole.Evidence));
        _steps[person.Nominal.Value] = person.IsNew
            ? Step.For(person.Nominal, new CreateNominal(person.Nominal, person.Said, source, Confidence.Believed, links))
            : Step.For(person.Nominal, new DescribePerson(person.Nominal, person.Said, source, Confidence.Believed, links));
        return person.Nominal;
    }

    /// <summary>The record itself, or the new one that stands for it in this plan when it is closed.</summary>
    private Guid Open(Guid record)
    {
        if (!closed.Contains(record))
            return record;
        if (!_instead.TryGetValue(record, out var other))
            _instead[record] = other = Guid.CreateVersion7();
        return other;
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

        foreach (var details in person.Said.Accounts.DistinctBy(a => Records.Account.Of(ids, a)))
            yield return Link(person, RecordRef.Of(Account(details)), LinkRole.Account);
    }

    public Id<Communication> Communication(CommunicationDetails details)
    {
        var communication = new Id<Communication>(Open(Records.Communication.Of(ids, details.Kind, details.Value).Value));
        _steps.TryAdd(communication.Value, Step.For(communication, new NoteCommunication(communication, details, source)));
        return communication;
    }

    private Id<Account> Account(AccountDetails details)
    {
        var account = new Id<Account>(Open(Records.Account.Of(ids, details).Value));
        _steps.TryAdd(account.Value, Step.For(account, new NoteAccount(account, details, source)));
        return account;
    }

    private Linked Link(PlannedPerson person, RecordRef to, LinkRole role) =>
        new(Id<Link>.New(), RecordRef.Of(person.Nominal), to, role, Confidence.Believed, source);
}
