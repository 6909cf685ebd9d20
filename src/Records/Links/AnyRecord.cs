using System.Collections.Immutable;

namespace Bluelamp.Records;

/// <summary>Any record, whatever its kind: what is remembered for that which can be done to all of them, linking and noting.</summary>
/// <param name="Links">The links that stand on this record's own stream.</param>
public sealed record AnyRecord(bool Known, ImmutableDictionary<Id<Link>, Linked> Links) : IState<AnyRecord>
{
    public static AnyRecord Empty { get; } = new(Known: false, ImmutableDictionary<Id<Link>, Linked>.Empty);

    public AnyRecord Apply(IEvent e) =>
        e switch
        {
            Linked linked => this with { Known = true, Links = Links.SetItem(linked.Link, linked) },
            Unlinked unlinked => this with { Links = Links.Remove(unlinked.Link) },
            _ => this with { Known = true },
        };

    /// <summary>Whether this link stands already, whoever made it.</summary>
    public bool Has(RecordRef to, LinkRole role) => Links.Values.Any(l => l.To == to && l.Role == role);
}

/// <summary>A record and what kind of record it is.</summary>
public sealed record RecordRef(RecordKind Kind, Id<AnyRecord> Id)
{
    public static RecordRef Of(Id<Crime> crime) => new(RecordKind.Crime, new(crime.Value));

    public static RecordRef Of(Id<Nominal> nominal) => new(RecordKind.Nominal, new(nominal.Value));

    public static RecordRef Of(Id<Place> place) => new(RecordKind.Place, new(place.Value));

    public static RecordRef Of(Id<Vehicle> vehicle) => new(RecordKind.Vehicle, new(vehicle.Value));

    public static RecordRef Of(Id<Organisation> organisation) => new(RecordKind.Organisation, new(organisation.Value));

    public static RecordRef Of(Id<Communication> communication) => new(RecordKind.Communication, new(communication.Value));

    public static RecordRef Of(Id<Account> account) => new(RecordKind.Account, new(account.Value));
}

/// <summary>The kinds of record in the one list. Reports and exhibits are kept by other modules; here they are only ever linked.</summary>
public enum RecordKind
{
    Crime,
    Nominal,
    Place,
    Vehicle,
    Organisation,
    Communication,
    Account,
    Report,
    Exhibit,
}
