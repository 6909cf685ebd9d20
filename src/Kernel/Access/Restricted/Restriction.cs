using System.Collections.Immutable;

namespace Bluelamp.Kernel.Access;

/// <summary>The record was closed to most.</summary>
/// <param name="Keys">Those to whom it stays open; empty for everybody whose clearance reaches the marking.</param>
[EventType("kernel.record-restricted.v1")]
public sealed record RecordRestricted(Marking Marking, ImmutableArray<Id<Staff>> Keys, string Reason) : IEvent;

[EventType("kernel.restriction-lifted.v1")]
public sealed record RestrictionLifted(string Reason) : IEvent;

/// <summary>Who a record is closed to. Folds the record's own stream, whatever kind of record it is, so that its timeline tells of it.</summary>
public sealed record Restriction(bool Known, bool Closed) : IState<Restriction>
{
    public static Restriction Empty { get; } = new(Known: false, Closed: false);

    public Restriction Apply(IEvent e) =>
        e switch
        {
            RecordRestricted => new(Known: true, Closed: true),
            RestrictionLifted => new(Known: true, Closed: false),
            _ => this with { Known = true },
        };
}

/// <summary>Close a record to all but named people, or raise its marking. Whoever closes it keeps a key, so that it can be opened again.</summary>
public sealed record RestrictRecord(Marking Marking, ImmutableArray<Id<Staff>> Keys, string Reason) : ICommand<Restriction>
{
    public Decision Decide(Restriction state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonIsMissing(),
            _ when Keys.IsEmpty && Marking is Marking.Official => new RestrictionIsEmpty(),
            _ => [new RecordRestricted(Marking, KeysWith(by.Person), Reason.Trim())],
        };

    private ImmutableArray<Id<Staff>> KeysWith(Guid person) => Keys.IsEmpty || Keys.Contains(new(person)) ? Keys : Keys.Add(new(person));
}

public sealed record LiftRestriction(string Reason) : ICommand<Restriction>
{
    public Decision Decide(Restriction state, By by) =>
        state switch
        {
            { Closed: false } => new RecordIsOpen(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonIsMissing(),
            _ => [new RestrictionLifted(Reason.Trim())],
        };
}

public sealed record RestrictionIsEmpty()
    : Refusal.Invalid("restriction-is-empty", "Name the people who keep access, or raise the marking.", "keys");

public sealed record RecordIsOpen() : Refusal.Conflict("record-is-open", "This record is not restricted.");

/// <summary>Keeps <c>kernel.restriction</c>, which every query of every viewer asks.</summary>
internal sealed class RestrictionView : IView
{
    public string Table => "kernel.restriction";

    public Sql Forget(short force, Guid stream) => $"delete from kernel.restriction where force = {force} and subject = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            RecordRestricted e => $"""
                insert into kernel.restriction (force, subject, marking, keys, closed_by, closed_at)
                values ({entry.Force}, {entry.Stream}, {(short)e.Marking}, {Keys(e)}, {entry.Actor}, {entry.At})
                on conflict (force, subject) do update
                   set marking = excluded.marking, keys = excluded.keys, closed_by = excluded.closed_by, closed_at = excluded.closed_at
                """,
            RestrictionLifted => $"delete from kernel.restriction where force = {entry.Force} and subject = {entry.Stream}",
            _ => null,
        };

    private static Sql Keys(RecordRestricted e)
    {
        if (e.Keys.IsEmpty)
            return $"null";
        return $"{e.Keys.Select(static k => k.Value).ToArray()}";
    }
}
