using System.Collections.Concurrent;
using System.Globalization;
using Bluelamp.Kernel.Running;
using Spectre.Console;

namespace Bluelamp.Host.Commands;

/// <summary>A bar for each step, on a terminal.</summary>
internal sealed class ProgressBars(ProgressContext context) : IWorkProgress
{
    private readonly ConcurrentDictionary<string, ProgressTask> _bars = new(StringComparer.Ordinal);

    public void Report(string step, long done, long? total)
    {
        var bar = _bars.GetOrAdd(step, words => context.AddTask(Markup.Escape(words)));
        bar.IsIndeterminate = total is null;
        bar.Description = total is null && done > 0 ? $"{Markup.Escape(step)} ({Count(done)})" : Markup.Escape(step);
        bar.MaxValue = Math.Max(1, total ?? 1);
        bar.Value =
            total is 0 ? 1
            : total is null ? 0
            : done;
    }

    private static string Count(long done) => done.ToString("N0", CultureInfo.InvariantCulture);
}
