using System.Diagnostics;
using System.Globalization;
using Bluelamp.Kernel.Running;

namespace Bluelamp.Host.Commands;

/// <summary>Progress as plain lines, for a log: when a step begins, every few seconds, and when it is done.</summary>
internal sealed class ProgressLines(TextWriter output) : IWorkProgress
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Lock _one = new();
    private readonly Dictionary<string, (Stopwatch Since, bool Done)> _steps = new(StringComparer.Ordinal);

    public void Report(string step, long done, long? total)
    {
        lock (_one)
        {
            var known = _steps.TryGetValue(step, out var last);
            var complete = total is { } all && done >= all;
            if (known && (last.Done || (!complete && last.Since.Elapsed < Pause)))
                return;
            _steps[step] = (Stopwatch.StartNew(), complete);
            output.WriteLine(Line(step, done, total));
        }
    }

    private static string Line(string step, long done, long? total) =>
        total is { } all ? string.Create(CultureInfo.InvariantCulture, $"{step}: {done:N0} of {all:N0}")
        : done > 0 ? string.Create(CultureInfo.InvariantCulture, $"{step}: {done:N0}")
        : step;
}
