using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Bluelamp.Evidence.Media;

/// <summary>What a program may use before it is stopped.</summary>
/// <param name="Lane">With which other work it waits for its turn.</param>
public sealed record SandboxLimits(TimeSpan Wall, TimeSpan Cpu, long MemoryBytes, long OutputBytes, Lane Lane = Lane.Look)
{
    /// <summary>For a look at a file, and for one picture of it.</summary>
    public static SandboxLimits Look { get; } = new(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1), 3L << 30, 64L << 20);

    /// <summary>For a film of hours.</summary>
    public static SandboxLimits Film { get; } = new(TimeSpan.FromHours(3), TimeSpan.FromHours(3), 4L << 30, 16L << 30, Lane.Film);
}

/// <summary>How a program ended.</summary>
/// <param name="Output">What it wrote to its standard output, as far as <see cref="Sandbox.LongestOutput"/>.</param>
/// <param name="Errors">The same of its error output.</param>
public sealed record Ran(bool Well, bool OutOfTime, string Output, string Errors = "");

/// <summary>
/// Runs a program on a stranger's file: without network or new rights, in an empty environment, and with limits of time, memory and output. What this
/// system has not (a kernel without network namespaces, say) is left out; the time limit always holds.
/// </summary>
public sealed class Sandbox
{
    /// <summary>The most that is read of what a program says, in characters.</summary>
    public const int LongestOutput = 1 << 20;

    private const string SearchPath = "/usr/local/bin:/usr/bin:/bin";
    private readonly Lazy<string[]> _alone = new(FindIsolation);

    /// <summary>Whether a program is installed.</summary>
    public static bool Has(string program) => SearchPath.Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs a program to its end, or to the end of its limits.</summary>
    /// <param name="folder">Where it works: a folder of its own.</param>
    public async Task<Ran> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        string folder,
        SandboxLimits limits,
        CancellationToken ct
    )
    {
        using var process = Start([.. Wrapped(limits), program, .. arguments], folder);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(limits.Wall);
        try
        {
            var said = ReadAsync(process.StandardOutput, time.Token);
            var errors = ReadAsync(process.StandardError, time.Token);
            await process.WaitForExitAsync(time.Token);
            return new(process.ExitCode == 0, OutOfTime: false, await said, await errors);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(Well: false, OutOfTime: true, "");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private IEnumerable<string> Wrapped(SandboxLimits limits)
    {
        if (Has("nice"))
            yield return "nice";
        if (Has("prlimit"))
        {
            yield return "prlimit";
            yield return string.Create(CultureInfo.InvariantCulture, $"--as={limits.MemoryBytes}");
            yield return string.Create(CultureInfo.InvariantCulture, $"--cpu={(long)limits.Cpu.TotalSeconds}");
            yield return string.Create(CultureInfo.InvariantCulture, $"--fsize={limits.OutputBytes}");
            yield return "--core=0";
            yield return "--nofile=64";
        }

        foreach (var word in _alone.Value)
            yield return word;
    }

    private static string[] FindIsolation()
    {
        string[] rights = Has("setpriv") ? ["setpriv", "--no-new-privs"] : [];
        string[][] networks =
        [
            ["unshare", "--net"],
            ["unshare", "--user", "--map-current-user", "--net"],
        ];
        return [.. networks.FirstOrDefault(static n => Has("unshare") && Works([.. n, "true"])) ?? [], .. rights];
    }

    private static bool Works(string[] words)
    {
        using var process = Start(words, Path.GetTempPath());
        return process.WaitForExit(TimeSpan.FromSeconds(5)) && process.ExitCode == 0;
    }

    private static Process Start(string[] words, string folder)
    {
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = SearchPath;
        start.Environment["HOME"] = folder;
        var process = Process.Start(start)!; // null only for a document that a shell opens
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Reads to the end, so that the program never waits, and keeps the beginning.</summary>
    private static async Task<string> ReadAsync(StreamReader from, CancellationToken ct)
    {
        var kept = new StringBuilder();
        var piece = new char[8192];
        while (await from.ReadAsync(piece, ct) is > 0 and var read)
            kept.Append(piece, 0, Math.Min(read, LongestOutput - kept.Length));
        return kept.ToString();
    }
}
