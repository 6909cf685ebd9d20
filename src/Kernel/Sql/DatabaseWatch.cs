using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>
/// Says once that the database is away, with the reason, and once that it is back, however many workers and requests find it so. A defect of a worker is
/// told in full once a minute, and readiness tells of it until it is over.
/// </summary>
public sealed class DatabaseWatch(NpgsqlDataSource source, TimeProvider time, ILogger<DatabaseWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Who had a connection before it went finds out within this: that is the same outage.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    /// <summary>A worker that a defect interrupted within this still fails; how often its log tells of it.</summary>
    private static readonly TimeSpan Defective = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Defect> _defects = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _lost = new(0);
    private bool _away;

    /// <summary>Workers of this node that a defect interrupted within the last minute.</summary>
    internal IReadOnlyList<string> Failing =>
        [.. _defects.Where(d => time.GetElapsedTime(d.Value.Last) < Defective).Select(static d => d.Key).Order(StringComparer.Ordinal)];

    /// <summary>A worker was interrupted and will try again.</summary>
    internal void Interrupted(Exception e, string worker)
    {
        if (Noticed(e))
            return;
        var now = time.GetTimestamp();
        var isKnown =
            _defects.TryGetValue(worker, out var known) && known.Kind == e.GetType() && time.GetElapsedTime(known.Told, now) < Defective;
        if (!isKnown)
            logger.WorkerInterrupted(e, worker);
        _defects[worker] = new(e.GetType(), Last: now, Told: isKnown ? known.Told : now);
    }

    /// <summary>Whether the database is away behind this exception; the first who notices it is in the log.</summary>
    public bool Noticed(Exception e)
    {
        if (!Outage.IsLoss(e))
            return false;
        if (!Interlocked.Exchange(ref _away, true))
        {
            logger.DatabaseAway(Outage.ReasonOf(e));
            _lost.Release();
        }

        return true;
    }

    public override void Dispose()
    {
        _lost.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _lost.WaitAsync(stoppingToken);
            var began = time.GetTimestamp();
            while (!await AnswersAsync(stoppingToken))
                await Task.Delay(Look, time, stoppingToken);
            logger.DatabaseBack((int)Math.Ceiling(time.GetElapsedTime(began).TotalSeconds));
            await Task.Delay(Settle, time, stoppingToken);
            Volatile.Write(ref _away, false);
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            await using var ask = source.CreateCommand("select 1");
            await ask.ExecuteScalarAsync(ct);
            return true;
        }
        catch (Exception e) when (Outage.IsBehind(e))
        {
            return false;
        }
    }

    /// <summary>What interrupted a worker, when it last did, and when the log last told of it.</summary>
    private readonly record struct Defect(Type Kind, long Last, long Told);
}
