using Microsoft.Extensions.Hosting;

namespace Bluelamp.Kernel;

/// <summary>
/// Work that goes on for as long as the process lives. Whatever interrupts it is said, the database being away once for all workers, and a second later it
/// begins anew.
/// </summary>
public abstract class DatabaseWorker(TimeProvider time, DatabaseWatch watch) : BackgroundService
{
    /// <summary>After this a worker looks again, when nothing wakes it before or something interrupted it.</summary>
    protected static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    protected TimeProvider Time => time;

    /// <summary>Works until it is stopped; when it returns, it begins anew like one that was interrupted.</summary>
    protected abstract Task WorkAsync(CancellationToken ct);

    /// <summary>Says what interrupted it.</summary>
    protected virtual void Say(Exception e) => watch.Interrupted(e, GetType().Name);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A worker that ended would be missed by nobody until it is needed, or would take the whole desk with it: say what it is, and go on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Say(e);
            }

            await Task.Delay(Look, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
