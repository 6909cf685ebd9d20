using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// Seals the logs of every force, soon after each commit: one node at a time, by an advisory lock. Entries of half a second share a batch, so that
/// a busy force costs little and each entry is under a signed checkpoint within two seconds.
/// </summary>
public sealed class Sealer(
    NpgsqlDataSource source,
    SealKeys keys,
    LedgerSignal signal,
    TimeProvider time,
    DatabaseWatch watch,
    ILogger<Sealer> logger
) : DatabaseWorker(time, watch)
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(500);
    private readonly ConcurrentDictionary<SealedLog, LogSealer> _logs = [];

    /// <summary>Seals everything that is committed now, and answers how many entries that were.</summary>
    public async Task<int> SealAllAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        var sealedNow = 0;
        foreach (var log in await SealStore.LogsAsync(connection, ct))
            sealedNow += await SealAsync(log, connection, ct);
        return sealedNow;
    }

    protected override void Say(Exception e)
    {
        if (e is WrongSealKeyException)
            logger.CannotSeal(e.Message);
        else
            base.Say(e);
    }

    /// <summary>Seals for as long as this node holds the lock, and only when something was committed: a quiet platform asks one small question a time.</summary>
    protected override async Task WorkAsync(CancellationToken ct)
    {
        await using var held = await AdvisoryLock.TakeAsync(source, "sealing", Time, ct);
        LedgerPlace? upTo = null;
        while (true)
        {
            var next = signal.Next;
            var now = await LedgerTail.NowAsync(held.Connection, ct); // fails when the lock is lost
            if (now != upTo)
            {
                Meters.Sealed.Add(await SealAllAsync(ct));
                upTo = now;
            }

            await Task.WhenAny(next, Task.Delay(Look, Time, ct));
            await Task.Delay(Gather, Time, ct);
        }
    }

    private async Task<int> SealAsync(SealedLog log, NpgsqlConnection connection, CancellationToken ct)
    {
        var sealer = _logs.GetOrAdd(log, static (l, with) => new LogSealer(l, with.keys, with.Time), (keys, Time));
        var (total, count) = (0, 0);
        do
        {
            count = await sealer.SealAsync(connection, ct);
            total += count;
        } while (count == LogSealer.Batch);
        return total;
    }
}
