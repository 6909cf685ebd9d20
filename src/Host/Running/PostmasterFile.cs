using System.Diagnostics;
using System.Globalization;

namespace Bluelamp.Host.Running;

/// <summary><c>postmaster.pid</c> in a data folder: which process serves it, and whether it is ready. A killed server leaves it behind.</summary>
internal static class PostmasterFile
{
    /// <summary>True when this process serves the folder and takes connections; the file of a killed server still says "ready".</summary>
    public static bool IsReady(string folder, int process) =>
        IsReady(folder)
        && Read(folder) is [var first, ..]
        && first.Equals(process.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>True when the server of this folder says that it takes connections.</summary>
    public static bool IsReady(string folder) =>
        Read(folder) is { Length: >= 8 } lines && lines[7].Trim().Equals("ready", StringComparison.Ordinal);

    /// <summary>
    /// Stops a server that outlived the Bluelamp that started it, and clears lock files whose process is gone: PostgreSQL itself would refuse to start
    /// when the number in them belongs to another program now. The caller holds the lock of the data folder.
    /// </summary>
    public static async Task ClearAsync(string folder, CancellationToken ct)
    {
        if (Read(folder) is not [var first, ..] || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
            return;

        foreach (var signal in (int[])[Tools.Interrupt, Tools.Quit, Tools.Kill])
        {
            for (var wait = 0; wait < 100 && Serves(pid, folder); wait++)
            {
                if (wait == 0)
                    Tools.Signal(pid, signal);
                await Task.Delay(100, ct);
            }
        }

        File.Delete(Path.Combine(folder, "postmaster.pid"));
        File.Delete(Path.Combine(folder, ".s.PGSQL.5432.lock"));
        File.Delete(Path.Combine(folder, ".s.PGSQL.5432"));
    }

    private static bool Serves(int pid, string folder)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal) && StandsIn(folder, process.Id);
        }
        catch (ArgumentException)
        {
            return false; // no such process
        }
    }

    /// <summary>A server stands in its data folder, so what it sees there is what we see; its path may go through links.</summary>
    private static bool StandsIn(string folder, int pid) =>
        !OperatingSystem.IsLinux() || Read($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/cwd").SequenceEqual(Read(folder));

    private static string[] Read(string folder)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(folder, "postmaster.pid"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // not there, or being replaced
        }
    }
}
