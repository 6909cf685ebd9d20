namespace Bluelamp.Kernel.Messages;

/// <summary>
/// Messages out. A message is queued in the transaction of the entry that it follows from, so that neither is without the other; a worker sends it.
/// </summary>
public interface IMessages
{
    /// <summary>The statement that queues a message: a view returns it for its entry, or it goes beside a command as <c>also</c>.</summary>
    Sql Queue(OutgoingMessage message, short force, DateTimeOffset at);

    /// <summary>Queues a message on its own: for a reaction, which runs after the commit. The same id again changes nothing.</summary>
    Task QueueAsync(OutgoingMessage message, short force, CancellationToken ct);
}

/// <summary>A way out of the house: an SMTP server, a text message gateway, or the demo's outbox that goes nowhere.</summary>
public interface IMessageSender
{
    Channel Channel { get; }

    /// <summary>Hands the message over; an exception means that it was not taken.</summary>
    Task SendAsync(OutgoingMessage message, CancellationToken ct);
}

internal sealed class Outbox(Db db, TimeProvider time) : IMessages
{
    public Sql Queue(OutgoingMessage message, short force, DateTimeOffset at)
    {
        var fault = message.Fault();
        return $"""
            insert into kernel.message (force, message, channel, recipient, subject, body, language, about, queued_at, next_at, failed, error)
            values ({force}, {message.Id}, {message.Channel.ToString()}, {message.Recipient}, {message.Subject}, {message.Body},
                    {message.Language}, {message.About}, {at}, {at}, {fault is not null}, {fault})
            on conflict (force, message) do nothing
            """;
    }

    public Task QueueAsync(OutgoingMessage message, short force, CancellationToken ct) =>
        db.KeepAsync(Queue(message, force, time.GetUtcNow()), ct);
}
