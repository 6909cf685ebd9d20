namespace Bluelamp.Records;

/// <summary>A typed, dated, sourced link from one record to another; only ever an id and two events.</summary>
public sealed record Link;

/// <summary>A link was made. <paramref name="To"/> is the <paramref name="Role"/> of <paramref name="From"/>, on whose stream this stands.</summary>
/// <param name="Since">The first day on which it held, as far as it is known.</param>
/// <param name="Until">The last one.</param>
[EventType("records.linked.v1")]
public sealed record Linked(
    Id<Link> Link,
    RecordRef From,
    RecordRef To,
    LinkRole Role,
    Confidence Confidence,
    Source Source,
    DateOnly? Since = null,
    DateOnly? Until = null
) : IEvent;

/// <summary>A link was taken back; the timeline keeps that it was there. It can be made again.</summary>
[EventType("records.unlinked.v1")]
public sealed record Unlinked(Id<Link> Link, RecordRef From, RecordRef To, LinkRole Role, string Reason) : IEvent;

/// <summary>What the far end of a link is to the near one.</summary>
public enum LinkRole
{
    Victim,
    Suspect,
    Witness,
    ReportingPerson,
    Involved,
    Scene,
    StolenVehicle,
    VehicleUsed,
    VehicleSeen,
    DamagedVehicle,
    Report,
    LinkedCrime,
    Evidence,
    Home,
    Work,
    Frequents,
    Phone,
    Email,
    Account,
    Keeper,
    Driver,
    Owner,
    Occupier,
    Employer,
    Partner,
    Parent,
    Family,
    Associate,
}
