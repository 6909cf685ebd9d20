using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>
/// Says once that the database is away, with the reason, and once that it is back, however many workers and requests find it so. A defect of a worker is
/// told in full.
/// </summary>
public sealed class DatabaseWatch(NpgsqlDataSource source, TimeProvider time, ILogger<DatabaseWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Who had a connection before it went finds out within this: that is the same outage.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _lost = new(0);
    private bool _away;

    /// <summary>A worker was interrupted and will try again.</summary>
    internal void Interrupted(Exception e, string worker)
    {
        if (!Noticed(e))
            logger.WorkerInterrupted(e, worker);
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
}
