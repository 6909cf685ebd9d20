using Bluelamp.Kernel.Running;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Bluelamp.Evidence.Fixity;

/// <summary>
/// Reads the store in the background, what was unread the longest first, and so slowly that nobody feels it. One node does it at a time; the others, and the
/// next process, go on where it was.
/// </summary>
internal sealed class FixityWorker(
    StoreCheck check,
    FixityOptions options,
    NpgsqlDataSource source,
    TimeProvider time,
    DatabaseWatch watch,
    ILogger<FixityWorker> logger
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Within <= TimeSpan.Zero)
            return;
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the process stops; the next one goes on
        }
    }

    private async Task TryAsync(CancellationToken ct)
    {
        try
        {
            await using var one = await AdvisoryLock.TryTakeAsync(source, "evidence.fixity", ct);
            if (one is not null)
                await check.DueAsync(new Pace(options.Share, time), SilentProgress.Instance, ct);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or CannotRunException)
        {
            if (!watch.Noticed(e))
                logger.CheckInterrupted(e);
        }
    }
}
