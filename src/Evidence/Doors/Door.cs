using Bluelamp.Records;

namespace Bluelamp.Evidence.Doors;

/// <summary>
/// A way for the public to send evidence of one record: a link to one person, or an appeal to everybody. As far as decisions need it.
/// </summary>
/// <param name="EnteredBy">Of a link to one person: the hash of the secret of the browser that it was opened in first.</param>
public sealed record Door(bool Known, DoorKind Kind, DateTimeOffset Until, bool Closed, string? EnteredBy) : IState<Door>
{
    public static Door Empty { get; } = new(Known: false, default, default, Closed: false, EnteredBy: null);

    public Door Apply(IEvent e) =>
        e switch
        {
            DoorOpened opened => this with { Known = true, Kind = opened.Kind, Until = opened.Until },
            DoorEntered entered => this with { EnteredBy = entered.Visitor },
            DoorClosed => this with { Closed = true },
            _ => this,
        };
}

/// <summary>For whom a door is.</summary>
public enum DoorKind
{
    /// <summary>For one person: it belongs to the browser that opens it first.</summary>
    Link,

    /// <summary>For everybody who saw the appeal.</summary>
    Appeal,
}

/// <summary>A door was opened to the public.</summary>
/// <param name="Of">The record that what comes in is evidence of.</param>
/// <param name="Asks">What is asked for, as the public reads it.</param>
/// <param name="CodeHash">The SHA-256 of the code in its address.</param>
/// <param name="Code">The code itself, of an appeal: it is printed on posters. Of a link to one person it is told once and not kept.</param>
/// <param name="For">Who a link is for, in words for staff.</param>
[EventType("evidence.door-opened.v1")]
public sealed record DoorOpened(
    Id<Door> Door,
    DoorKind Kind,
    RecordRef Of,
    Bilingual Asks,
    string CodeHash,
    string? Code,
    DateTimeOffset Until,
    string? For
) : IEvent;

/// <summary>A link to one person was opened in a browser, to which it belongs from now on.</summary>
/// <param name="Visitor">The hash of a secret in that browser.</param>
[EventType("evidence.door-entered.v1")]
public sealed record DoorEntered(Id<Door> Door, string Visitor) : IEvent;

/// <summary>A door was closed before its time.</summary>
[EventType("evidence.door-closed.v1")]
public sealed record DoorClosed(Id<Door> Door, string Reason) : IEvent;
