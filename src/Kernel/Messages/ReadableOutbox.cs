namespace Bluelamp.Kernel.Messages;

/// <summary>The way out of an invented force: nowhere. The message counts as sent and can be read at <c>/outbox</c>.</summary>
internal sealed class ReadableOutbox(Channel channel) : IMessageSender
{
    public Channel Channel => channel;

    public Task SendAsync(OutgoingMessage message, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>A message as the outbox shows it. Reading it shows the record that it is about.</summary>
/// <param name="ErasedAt">Since when its subject and words are gone.</param>
public sealed record OutboxLine(
    Guid Message,
    string Channel,
    string Recipient,
    string Subject,
    string Body,
    string Language,
    Guid? About,
    DateTimeOffset QueuedAt,
    int Attempts,
    DateTimeOffset? SentAt,
    bool Failed,
    string? Error,
    DateTimeOffset? ErasedAt
) : IShows
{
    public IEnumerable<Guid> Shown => About is { } about ? [about] : [];
}

/// <summary>What went out, and what waits.</summary>
public sealed class OutboxList(Db db, TimeProvider time)
{
    public const int PageLength = 50;

    /// <summary>Newest first; only what waits or was given up when <paramref name="unsent"/>. Messages about records closed to the viewer are left out.</summary>
    public Task<List<OutboxLine>> ListAsync(Viewer viewer, bool unsent, (DateTimeOffset At, Guid Message)? before, CancellationToken ct) =>
        db.ListAsync<OutboxLine>(
            $"""
            select m.message, m.channel, m.recipient, m.subject, m.body, m.language, m.about, m.queued_at, m.attempts, m.sent_at, m.failed, m.error, m.erased_at
              from kernel.message m
             where {viewer.Sees("m", "about")}
               and (not {unsent} or m.sent_at is null)
               and ({before?.At} is null or (m.queued_at, m.message) < ({before?.At}, {before?.Message}))
             order by m.queued_at desc, m.message desc
             limit {PageLength}
            """,
            ct
        );

    /// <summary>An operator's "try again" for a message that was given up.</summary>
    public Task TryAgainAsync(Guid message, Viewer viewer, CancellationToken ct) =>
        db.KeepAsync(
            $"""
            update kernel.message m set failed = false, attempts = 0, next_at = {time.GetUtcNow()}
             where {viewer.Sees("m", "about")} and m.message = {message} and m.sent_at is null and m.erased_at is null
            """,
            ct
        );
}
