using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bluelamp.Kernel.Definitions;

/// <summary>In development: reads the definitions again when a file changes, and says in the log what is wrong with them.</summary>
internal sealed partial class DefinitionWatcher(
    CurrentDefinitions definitions,
    IHostEnvironment environment,
    TimeProvider time,
    ILogger<DefinitionWatcher> log
) : BackgroundService
{
    /// <summary>Editors write a file in several steps; wait until they are done.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!environment.IsDevelopment())
            return;
        using var changed = new SemaphoreSlim(0, 1);
        using var watcher = new FileSystemWatcher(definitions.Folder) { IncludeSubdirectories = true };
        FileSystemEventHandler wake = (_, _) => Wake(changed);
        watcher.Changed += wake;
        watcher.Created += wake;
        watcher.Deleted += wake;
        watcher.Renamed += (_, _) => Wake(changed);
        watcher.EnableRaisingEvents = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            await changed.WaitAsync(stoppingToken);
            await Task.Delay(Settle, time, stoppingToken);
            Reload();
        }
    }

    private static void Wake(SemaphoreSlim changed)
    {
        lock (changed)
        {
            if (changed.CurrentCount == 0)
                changed.Release();
        }
    }

    private void Reload()
    {
        try
        {
            var problems = definitions.Reload();
            if (problems.Count == 0)
                LogReloaded(definitions.Set.Count);
            foreach (var problem in problems)
                LogProblem(problem);
        }
        catch (IOException e)
        {
            LogUnreadable(e); // a file is being replaced: its next change wakes us again
        }
    }

    [LoggerMessage(1040, LogLevel.Information, "{Count} definitions read again")]
    private partial void LogReloaded(int count);

    [LoggerMessage(1041, LogLevel.Warning, "{Problem} The last good definitions stay in force")]
    private partial void LogProblem(Problem problem);

    [LoggerMessage(1042, LogLevel.Warning, "The definitions could not be read")]
    private partial void LogUnreadable(Exception e);
}
