using Bluelamp.Kernel.Operations;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Kernel.Messages;

/// <summary>How long the words of messages stay in the outbox: the configuration section <c>Messages</c>.</summary>
public sealed record MessageOptions
{
    /// <summary>The outbox of an invented force is read on screen: nothing else shows what would have gone out.</summary>
    public static readonly TimeSpan KeptInDemo = TimeSpan.FromDays(30);

    /// <summary>After a message was taken by its server. A one-time code works for this long.</summary>
    public TimeSpan KeepSent { get; init; } = TimeSpan.FromHours(1);

    /// <summary>After a message was queued that no server took: so long an operator may try again.</summary>
    public TimeSpan KeepUnsent { get; init; } = TimeSpan.FromDays(30);
}

/// <summary>
/// Erases the words of messages that are out: codes and links have no business lying in a database. That somebody was written to, when and how, stays, and
/// when its words went.
/// </summary>
internal sealed class MessageWords(Db db, MessageOptions options, ForceProfile force, TimeProvider time) : ISweep
{
    private TimeSpan KeepSent => force.Demo ? MessageOptions.KeptInDemo : options.KeepSent;

    public Task<int> SweepAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return db.KeepAsync(
            $"""
            update kernel.message set subject = '', body = '', error = null, erased_at = {now}
             where erased_at is null
               and (sent_at <= {now - KeepSent} or sent_at > {now + LedgerClock.Tolerance}
                    or (sent_at is null and failed and queued_at <= {now - options.KeepUnsent}))
            """,
            ct
        );
    }
}
