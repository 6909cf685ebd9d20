using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>
/// The ledger's time: UTC to the microsecond, and never earlier than it already was, whatever happens to the machine's clock.
/// Verification finds a back-dated entry by exactly this.
/// </summary>
public sealed class LedgerClock(TimeProvider time)
{
    /// <summary>The clocks of nodes may differ by less than this; whatever lies further ahead was written by a clock that went wrong.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    private long _last;

    /// <summary>The time of the next entry.</summary>
    public DateTimeOffset Next()
    {
        var now = time.GetUtcNow().UtcTicks;
        now -= now % TimeSpan.TicksPerMicrosecond;
        while (true)
        {
            var last = Interlocked.Read(ref _last);
            var next = Math.Max(now, last);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
                return new DateTimeOffset(next, TimeSpan.Zero);
        }
    }

    /// <summary>Takes up where the ledger ended, for instance after the machine's clock was set back while we were away.</summary>
    public async Task CatchUpAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            "select max(at) from (select at from kernel.ledger order by xid desc, position desc limit 1000) latest"
        );
        if (await command.ExecuteScalarAsync(ct) is DateTime latest)
            Interlocked.Exchange(ref _last, Math.Max(_last, latest.Ticks));
    }
}
