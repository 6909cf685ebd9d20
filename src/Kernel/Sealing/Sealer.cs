using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
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
) : BackgroundService
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await HoldAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or WrongSealKeyException)
            {
                if (e is WrongSealKeyException)
                    logger.CannotSeal(e.Message);
                else
                    watch.Interrupted(e, nameof(Sealer));
                await Task.Delay(Look, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Seals for as long as this node holds the lock.</summary>
    private async Task HoldAsync(CancellationToken ct)
    {
        await using var held = await AdvisoryLock.TryTakeAsync(source, "sealing", ct);
        while (held is not null)
        {
            var next = signal.Next;
            await held.EnsureAsync(ct);
            Meters.Sealed.Add(await SealAllAsync(ct));
            await Task.WhenAny(next, Task.Delay(Look, time, ct));
            await Task.Delay(Gather, time, ct);
        }
        await Task.Delay(Look, time, ct);
    }

    private async Task<int> SealAsync(SealedLog log, NpgsqlConnection connection, CancellationToken ct)
    {
        var sealer = _logs.GetOrAdd(log, static (l, with) => new LogSealer(l, with.keys, with.time), (keys, time));
        var (total, count) = (0, 0);
        do
        {
            count = await sealer.SealAsync(connection, ct);
            total += count;
        } while (count == LogSealer.Batch);
        return total;
    }
}
