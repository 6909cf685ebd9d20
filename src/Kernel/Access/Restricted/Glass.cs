namespace Bluelamp.Kernel.Access;

/// <summary>Any record; which module's does not matter here.</summary>
public sealed record AnyRecord;

[EventType("kernel.glass-broken.v1")]
public sealed record GlassBroken(Id<Glass> Glass, Id<AnyRecord> Record, Id<Staff> Staff, string Reason, DateTimeOffset Until) : IEvent;

[EventType("kernel.glass-reviewed.v1")]
public sealed record GlassReviewed(Id<Glass> Glass, Id<AnyRecord> Record, bool Justified, string Comment) : IEvent;

/// <summary>One opening of a restricted record by stating a reason. A stream of its own, since the record's is closed to whoever opens it.</summary>
public sealed record Glass(Id<Staff> Staff, Id<AnyRecord> Record, bool Reviewed) : IState<Glass>
{
    public static Glass Empty { get; } = new(default, default, Reviewed: false);

    public Glass Apply(IEvent e) =>
        e switch
        {
            GlassBroken broken => this with { Staff = broken.Staff, Record = broken.Record },
            GlassReviewed => this with { Reviewed = true },
            _ => this,
        };
}

/// <summary>Open a restricted record for a while. Its owner is told, and somebody else judges the reason within a day.</summary>
public sealed record BreakGlass(Id<Glass> Glass, Id<AnyRecord> Record, string Reason, TimeSpan Open) : ICreation<Glass>
{
    public const int ShortestReason = 10;

    public Decision Decide(Glass state, By by) =>
        Reason.Trim().Length < ShortestReason
            ? new ReasonIsShort()
            : [new GlassBroken(Glass, Record, new(by.Person), Reason.Trim(), by.At + Open)];
}

/// <summary>Judge whether somebody else was right to open a restricted record.</summary>
public sealed record ReviewGlass(Id<Glass> Glass, bool Justified, string Comment) : ICommand<Glass>
{
    public Decision Decide(Glass state, By by) =>
        state switch
        {
            { Staff.Value: var who } when who == Guid.Empty => new NoSuchRecord(),
            { Reviewed: true } => new GlassIsReviewed(),
            { Staff.Value: var who } when who == by.Person => new OwnGlass(),
            _ when string.IsNullOrWhiteSpace(Comment) => new ReviewSaysNothing(),
            _ => [new GlassReviewed(Glass, state.Record, Justified, Comment.Trim())],
        };
}

public sealed record ReasonIsShort()
    : Refusal.Invalid("reason-is-short", "Say why you need this record, in a sentence that a reviewer can judge.", "reason");

public sealed record GlassIsReviewed() : Refusal.Conflict("glass-is-reviewed", "Somebody has reviewed this already.");

public sealed record ReviewSaysNothing()
    : Refusal.Invalid("review-says-nothing", "Say in words why it was justified, or why not.", "comment");

public sealed record OwnGlass() : Refusal.Forbidden("own-glass", "Somebody else must review what you opened.");

/// <summary>Keeps <c>kernel.glass</c>: what was opened, for review.</summary>
internal sealed class GlassView : IView
{
    public string Table => "kernel.glass";

    public Sql Forget(short force, Guid stream) => $"delete from kernel.glass where force = {force} and glass = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            GlassBroken e => $"""
                insert into kernel.glass (force, glass, record, person, reason, broken_at, until)
                values ({entry.Force}, {e.Glass}, {e.Record}, {e.Staff}, {e.Reason}, {entry.At}, {e.Until})
                """,
            GlassReviewed e => $"""
                update kernel.glass set reviewed_at = {entry.At}, reviewed_by = {entry.Actor}, justified = {e.Justified}, comment = {e.Comment}
                 where force = {entry.Force} and glass = {e.Glass}
                """,
            _ => null,
        };
}
