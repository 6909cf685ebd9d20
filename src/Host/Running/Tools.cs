using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Bluelamp.Host.Running;

/// <summary>Programs of the system: where they are, what they answer, and signals to them.</summary>
internal static class Tools
{
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;

    /// <summary>The full path of a program, or null when it is not installed.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/sbin", "/usr/bin", "/sbin", "/bin"])
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end; <c>Said</c> is what it wrote to its error output.</summary>
    public static async Task<(int ExitCode, string Said)> RunAsync(IReadOnlyList<string> command, string folder, CancellationToken ct)
    {
        using var process = Process.Start(Describe(command, folder))!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var said = await process.StandardError.ReadToEndAsync(ct);
        await output;
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, said.Trim());
    }

    public static ProcessStartInfo Describe(IReadOnlyList<string> command, string folder) =>
        new(command[0], command.Skip(1))
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    /// <summary>Sends a signal; a process that is gone already is fine.</summary>
    public static void Signal(int process, int signal) => _ = SendSignal(process, signal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
