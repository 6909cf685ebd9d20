using System.Collections.Immutable;

namespace Bluelamp.Kernel;

/// <summary>Something that happened. A sealed record in the past tense, with <see cref="EventTypeAttribute"/>.</summary>
public interface IEvent;

/// <summary>Somebody saw or took a copy of something, which is as it was: who decides on what they had before them meanwhile need not look again.</summary>
public interface ILook : IEvent;

/// <summary>What was folded from the events of a stream: just enough to decide the next step.</summary>
public interface IState<TSelf>
    where TSelf : IState<TSelf>
{
    static abstract TSelf Empty { get; }

    TSelf Apply(IEvent e);
}

/// <summary>The event's name in the ledger, for ever: <c>control.incident-graded.v1</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EventTypeAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>An event of an older version, which knows what it would be called today. The ledger keeps it as it was written.</summary>
public interface IUpcast : IEvent
{
    IEvent Upcast();
}

/// <summary>Stands where an entry's content was lawfully erased: it happened, and what it said is gone.</summary>
public sealed record Disposed : IEvent
{
    public static Disposed Content { get; } = new();
}

/// <summary>An entry of a type that this build does not know, written by a newer or an older one. States and views ignore it.</summary>
public sealed record Foreign(string Type) : IEvent;

/// <summary>One line of the ledger.</summary>
/// <param name="Stream">The record that it happened to.</param>
/// <param name="Version">1 for the stream's first entry, then one more each time.</param>
/// <param name="At">When it was written, UTC, to the microsecond. Never earlier than what was written before.</param>
/// <param name="Actor">The member of staff, or one of <see cref="Actors"/>.</param>
/// <param name="Subjects">Every record that the entry touches, the stream among them.</param>
public sealed record Entry(
    short Force,
    Guid Stream,
    int Version,
    DateTimeOffset At,
    Guid Actor,
    string Purpose,
    ImmutableArray<Guid> Subjects,
    IEvent Event
);

/// <summary>Who decides, and when: the only facts from outside that a decision gets beside its command.</summary>
public sealed record By(Guid Person, DateTimeOffset At);

/// <summary>What was written: the stream's new head.</summary>
public sealed record Appended(int Version);

/// <summary>An intention with everything that it takes. No I/O, no clock, no ids made inside.</summary>
public interface ICommand<in TState>
{
    Decision Decide(TState state, By by);
}

/// <summary>A command that begins a stream: nothing need be read before it, so it costs one round trip.</summary>
public interface ICreation<in TState> : ICommand<TState>;
