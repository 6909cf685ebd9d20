using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Bluelamp.Kernel.Operations;

/// <summary>Working rows that run out: drafts, remembered answers. Each module says which of its own are old enough to go.</summary>
public interface ISweep
{
    /// <summary>Lets go of what has run out. Answers how many rows that were.</summary>
    Task<int> SweepAsync(CancellationToken ct);
}

/// <summary>Sweeps at the start and every ten minutes: what should be kept for an hour is not kept for a year because nobody came by.</summary>
internal sealed class Sweeper(IEnumerable<ISweep> sweeps, TimeProvider time, DatabaseWatch watch) : BackgroundService
{
    internal static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    /// <summary>Sweeps everything once. Answers how many rows went.</summary>
    internal async Task<int> SweepAsync(CancellationToken ct)
    {
        var gone = 0;
        foreach (var sweep in sweeps)
            gone += await sweep.SweepAsync(ct);
        return gone;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                await TryAsync(stoppingToken);
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the process stops; the next one sweeps
        }
    }

    private async Task TryAsync(CancellationToken ct)
    {
        try
        {
            await SweepAsync(ct);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            watch.Interrupted(e, nameof(Sweeper));
        }
    }
}
