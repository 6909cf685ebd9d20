using Bluelamp.Evidence.Exhibits;

namespace Bluelamp.Evidence.Objects;

/// <summary>Who has an object and under which seal: what its next hand-over is decided on. Folded from the exhibit's own stream.</summary>
/// <param name="Known">It is an object that was taken in.</param>
/// <param name="Where">Where it is now.</param>
/// <param name="Since">When it came there.</param>
/// <param name="Seal">The number of the seal that it is under.</param>
/// <param name="Offer">What a member of staff is to receive; until they do, it counts as being where it was.</param>
public sealed record Custody(bool Known, Whereabouts? Where, DateTimeOffset Since, string? Seal, ObjectOffered? Offer = null)
    : IState<Custody>
{
    public static Custody Empty { get; } = new(Known: false, Where: null, default, Seal: null);

    /// <summary>Police have it, or have lent it; not given back nor destroyed.</summary>
    public bool Held => Known && Where?.Status is not (ObjectStatus.Returned or ObjectStatus.Destroyed);

    public Custody Apply(IEvent e) =>
        e switch
        {
            ObjectTakenIn taken => this with { Known = true, Where = taken.To, Since = taken.At, Seal = taken.Details.Seal },
            ObjectPassedOn passed => this with { Where = passed.To, Since = passed.At, Seal = passed.Seal },
            ObjectOffered offered => this with { Offer = offered },
            ObjectReceived received => this with { Where = received.To, Since = Minute(received.At), Seal = received.Seal, Offer = null },
            ObjectNotReceived or OfferTakenBack => this with { Offer = null },
            _ => this,
        };

    /// <summary>People type the next hand-over to the minute.</summary>
    private static DateTimeOffset Minute(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));
}

/// <summary>An object as it was found.</summary>
/// <param name="Power">The power by which it was seized: a code of <c>definitions/codes/seizure-powers</c>.</param>
/// <param name="SeizedFrom">The person or place that it was with.</param>
/// <param name="Owner">Whose it is, as far as it is known.</param>
/// <param name="Packaging">What it lies in: <c>knife tube</c>.</param>
/// <param name="Hazards">What can harm whoever handles it.</param>
/// <param name="Seal">The number of its first seal.</param>
public sealed record ObjectDetails(string Power, string? SeizedFrom, string? Owner, string? Packaging, string? Hazards, string? Seal);

/// <summary>Where an object is: a store of the force, or with somebody.</summary>
/// <param name="Store">A code of <c>definitions/codes/evidence-stores</c>; none when it is with somebody.</param>
/// <param name="Holder">Who has it: the officer, the laboratory, the court.</param>
/// <param name="Place">The shelf, room or address.</param>
public sealed record Whereabouts(ObjectStatus Status, string? Store, string Holder, string? Place);

/// <summary>What has become of an object.</summary>
public enum ObjectStatus
{
    InStore,
    WithOfficer,
    AtLaboratory,
    AtCourt,
    Returned,
    Destroyed,
}

public static class ObjectStatuses
{
    public static string Label(this ObjectStatus status) =>
        status switch
        {
            ObjectStatus.InStore => "In store",
            ObjectStatus.WithOfficer => "With an officer",
            ObjectStatus.AtLaboratory => "At a laboratory",
            ObjectStatus.AtCourt => "At court",
            ObjectStatus.Returned => "Given back",
            _ => "Destroyed",
        };
}

/// <summary>An object came into the hands of police: the first link of its continuity.</summary>
/// <param name="At">When, as the officer says; the entry's own time is when it was written down.</param>
[EventType("evidence.object-taken-in.v1")]
public sealed record ObjectTakenIn(Id<Exhibit> Exhibit, ObjectDetails Details, Whereabouts To, DateTimeOffset At) : IEvent;

/// <summary>An object went from one to another: a link of its continuity.</summary>
/// <param name="From">Who had it.</param>
/// <param name="SealFound">The seal that it came under; when it is not the one that it was left under, that is said in the continuity.</param>
/// <param name="Seal">The seal that it went on under; the same one when it was not opened.</param>
/// <param name="Signature">The name of whoever took it.</param>
/// <param name="Signing">How they signed; nothing in entries of the time when an officer only typed the name.</param>
[EventType("evidence.object-passed-on.v1")]
public sealed record ObjectPassedOn(
    Id<Exhibit> Exhibit,
    Whereabouts From,
    Whereabouts To,
    DateTimeOffset At,
    string Reason,
    string? SealFound,
    string? Seal,
    string Signature,
    Signing? Signing = null
) : IEvent;
