using System.Collections.Immutable;

namespace Bluelamp.Kernel;

/// <summary>The one door through which records change.</summary>
public interface ILedger
{
    /// <summary>Decides a command on a stream and writes what it comes to: entries and views, in one transaction.</summary>
    /// <param name="seen">The version that the person had before them; with a newer entry that is no <see cref="ILook"/> it is refused with <see cref="ChangedMeanwhile"/>.</param>
    Task<Result<Appended>> DecideAsync<TState>(
        Id<TState> stream,
        ICommand<TState> command,
        Viewer viewer,
        CancellationToken ct,
        int? seen = null
    )
        where TState : IState<TState>;

    /// <summary>Several decisions that stand or fall together. Each stream once. Answers the head of the first.</summary>
    /// <param name="also">A working row kept in the same transaction, such as the answer to an <c>Idempotency-Key</c>.</param>
    Task<Result<Appended>> DecideAsync(IReadOnlyList<Step> steps, Viewer viewer, CancellationToken ct, Sql? also = null);

    /// <summary>The state of a stream, now or as it was known at a moment. A stream that is closed to the viewer reads as empty.</summary>
    Task<TState> ReadAsync<TState>(Id<TState> stream, Viewer viewer, CancellationToken ct, DateTimeOffset? asAt = null)
        where TState : IState<TState>;

    /// <summary>The entries of a stream, oldest first, now or as at a moment; none when it is closed to the viewer.</summary>
    Task<IReadOnlyList<Entry>> StreamAsync(Guid stream, Viewer viewer, CancellationToken ct, DateTimeOffset? asAt = null);

    /// <summary>The entries of several streams in the order of time, without those of streams that are closed to the viewer.</summary>
    Task<IReadOnlyList<Entry>> StreamsAsync(
        IReadOnlyCollection<Guid> streams,
        Viewer viewer,
        CancellationToken ct,
        DateTimeOffset? asAt = null
    );

    /// <summary>
    /// Every entry that touches a record, newest first, without those that touch a record closed to the viewer. Looking is logged.
    /// </summary>
    /// <param name="before">Continue after this place; <c>null</c> for the newest.</param>
    /// <param name="of">Only entries of these event types; <c>null</c> for all.</param>
    Task<IReadOnlyList<TimelineEntry>> TimelineAsync(
        TimelineOf subject,
        Viewer viewer,
        CancellationToken ct,
        DateTimeOffset? asAt = null,
        TimelinePlace? before = null,
        int limit = 50,
        IReadOnlyCollection<Type>? of = null
    );
}

/// <summary>Whose timeline: a record, or several that are one, less or more by moments of single ones.</summary>
/// <param name="Records">What touches one of these belongs to it.</param>
/// <param name="Without">Moments of these that are another's.</param>
/// <param name="Also">Moments of other records that are its own.</param>
public sealed record TimelineOf(ImmutableArray<Guid> Records, ImmutableArray<RecordMoment> Without, ImmutableArray<RecordMoment> Also)
{
    public static implicit operator TimelineOf(Guid record) => new([record], [], []);
}

/// <summary>What was written in a moment and touches a record.</summary>
public readonly record struct RecordMoment(Guid Record, DateTimeOffset At);

/// <summary>An entry on a record's timeline, with its place for paging.</summary>
public sealed record TimelineEntry(Entry Entry, TimelinePlace Place);

/// <summary>Where in a timeline an entry stands: newest first by time, then by stream and version.</summary>
public sealed record TimelinePlace(DateTimeOffset At, long Position);
