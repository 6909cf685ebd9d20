using Microsoft.Extensions.Logging;
using Npgsql;

namespace Bluelamp.Kernel.Messages;

/// <summary>A queued message, as the worker claims it.</summary>
internal sealed record Claim(
    short Force,
    Guid Message,
    string Channel,
    string Recipient,
    string Subject,
    string Body,
    string Language,
    Guid? About,
    int Attempts
)
{
    public OutgoingMessage ToMessage() => new(Message, Enum.Parse<Channel>(Channel), Recipient, Subject, Body, Language, About);
}

/// <summary>
/// Sends what is queued. A message is claimed for <see cref="Lease"/> before it is handed over, by one node at a time; one that the server refuses is tried
/// again with growing pauses, then given up in view of an operator. One that should wait longer than any pause was written by a clock that ran ahead, and is
/// due. Were the process to die between the server's "taken" and our note of it, the message
/// would go out again with the same <c>Message-ID</c>, by which mail programs know it.
/// </summary>
internal sealed class MessageWorker(
    NpgsqlDataSource source,
    Db db,
    MessageSenders senders,
    LedgerSignal signal,
    TimeProvider time,
    DatabaseWatch watch,
    ILogger<MessageWorker> logger
) : DatabaseWorker(time, watch)
{
    private const int AtOnce = 20;
    private const int Attempts = 8;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <summary>What is queued within this time goes out together: a reaction queues a moment after the entry that wakes us, and a busy ledger is not asked after every commit.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private readonly Dictionary<string, IMessageSender> _senders = senders.All.ToDictionary(
        static s => s.Channel.ToString(),
        StringComparer.Ordinal
    );

    /// <summary>Sends everything that is due, once. Answers how many were claimed.</summary>
    internal async Task<int> SendDueAsync(CancellationToken ct)
    {
        var due = await ClaimAsync(ct);
        foreach (var claim in due)
            await SendAsync(claim, ct);
        return due.Count;
    }

    protected override async Task WorkAsync(CancellationToken ct)
    {
        while (true)
        {
            var next = signal.Next;
            while (await SendDueAsync(ct) == AtOnce) { }
            await Task.WhenAny(next, Task.Delay(Rest, Time, ct));
            await Task.Delay(Gather, Time, ct);
        }
    }

    private Task<List<Claim>> ClaimAsync(CancellationToken ct)
    {
        var now = Time.GetUtcNow();
        return db.WorkingAsync<Claim>(
            $"""
            update kernel.message m set attempts = m.attempts + 1, next_at = {now + Lease}
             where (m.force, m.message) in (select d.force, d.message
                                              from unnest({_senders.Keys.ToArray()}) c(channel)
                                             cross join lateral ({Waiting($"d.next_at <= {now}")}
                                                                 union all
                                                                 {Waiting($"d.next_at > {now + LongestPause + Lease}")}) d
                                             order by d.next_at
                                             limit {AtOnce})
            returning m.force, m.message, m.channel, m.recipient, m.subject, m.body, m.language, m.about, m.attempts
            """,
            ct
        );
    }

    /// <summary>The first of the channel <c>c</c>, by the index: what waits for a channel that nobody sends on is never gone through.</summary>
    private static Sql Waiting(Sql when) =>
        $"""
            (select * from (select d.force, d.message, d.next_at
                              from kernel.message d
                             where d.sent_at is null and not d.failed and d.channel = c.channel and {when}
                             order by d.next_at
                             limit {AtOnce}
                               for update skip locked) first)
            """;

    private async Task SendAsync(Claim claim, CancellationToken ct)
    {
        try
        {
            await _senders[claim.Channel].SendAsync(claim.ToMessage(), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever the server or the way to it did wrong, the message waits and the others go on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await PostponeAsync(claim, e);
            return;
        }

        // It is out: note that even while we stop.
        await using var note = source
            .CreateCommand()
            .With(
                $"update kernel.message set sent_at = {Time.GetUtcNow()}, error = null where force = {claim.Force} and message = {claim.Message}"
            );
        await note.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task PostponeAsync(Claim claim, Exception e)
    {
        logger.MessageNotTaken(claim.Message, claim.Attempts, e.GetType().Name);
        var next = Time.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 15 * Math.Pow(2, claim.Attempts - 1)));
        await db.KeepAsync(
            $"""
            update kernel.message set next_at = {next}, failed = {claim.Attempts >= Attempts}, error = {e.GetType().Name + ": " + e.Message}
             where force = {claim.Force} and message = {claim.Message}
            """,
            CancellationToken.None
        );
    }
}
