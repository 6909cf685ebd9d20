using System.Diagnostics;
using System.Globalization;
using Bluelamp.Host.Running;

namespace Bluelamp.Bench.Linkage;

/// <summary><c>bluelamp link dedupe</c> over a file, in a process of its own, as whoever has a list runs it: reading and writing count, too.</summary>
internal static class DedupeRun
{
    public static async Task MeasureAsync(int count, int seed, Figures figures, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("bluelamp-bench-").FullName;
        try
        {
            await PeopleBench.WriteAsync(new(count, seed), folder, ct);
            var began = Stopwatch.GetTimestamp();
            using var process = Begin(folder);
            var (cpu, memory) = (TimeSpan.Zero, 0d);
            while (!process.HasExited)
            {
                if (Look(process) is { } seen) // what has just ended, but was not waited for, has no memory any more
                    (cpu, memory) = (seen.Cpu > cpu ? seen.Cpu : cpu, Math.Max(memory, seen.Memory));
                await Task.Delay(20, ct);
            }
            var took = Stopwatch.GetElapsedTime(began);
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"link dedupe ended with {process.ExitCode}.");
            var isMillion = count == 1_000_000;
            var name = string.Create(CultureInfo.InvariantCulture, $"link dedupe of a file of {count:N0} people");
            figures.AtMost($"{name}: processor time", cpu.TotalSeconds, "s", isMillion ? 15 : null);
            figures.AtMost($"{name}: from start to end", took.TotalSeconds, "s", isMillion ? 10 : null);
            figures.AtMost($"{name}: memory at its highest", memory, "MB", isMillion ? 1_000 : null);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Begin(string folder)
    {
        var dll = Path.Combine(Home.Folder, "src", "Host", "bin", "Release", "net10.0", "Bluelamp.Host.dll");
        string[] words =
        [
            "--input",
            Path.Combine(folder, "people.csv"),
            "--id",
            "unique_id",
            "--output",
            Path.Combine(folder, "clusters.csv"),
        ];
        var start = new ProcessStartInfo("dotnet", [dll, "link", "dedupe", .. words])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // As ./bluelamp runs it: one short burst of work, compiled once.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Its processor time so far, and its memory at the highest in megabytes; nothing once it has ended.</summary>
    private static (TimeSpan Cpu, double Memory)? Look(Process process)
    {
        try
        {
            process.Refresh();
            return (process.TotalProcessorTime, process.PeakWorkingSet64 / 1e6);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
