using System.Diagnostics;
using System.Globalization;
using Bluelamp.Host.Running;

namespace Bluelamp.Bench.Evidence;

/// <summary>The open source server of tus (<c>@tus/server</c> on Node), in a process of its own, storing to a folder.</summary>
internal sealed class TusRival : IAsyncDisposable
{
    private readonly Process _process;

    private TusRival(Process process, HttpClient http) => (_process, Http) = (process, http);

    public HttpClient Http { get; }

    /// <summary>Opens it; nothing where there is no Node, or where its packages cannot be had.</summary>
    public static async Task<TusRival?> OpenAsync(string folder, CancellationToken ct)
    {
        var source = Path.Combine(Home.Folder, "bench", "tus-server");
        try
        {
            if (!Directory.Exists(Path.Combine(source, "node_modules")))
            {
                using var install = Process.Start(new ProcessStartInfo("npm", ["ci", "--silent"]) { WorkingDirectory = source })!; // a program
                await install.WaitForExitAsync(ct);
                if (install.ExitCode != 0)
                    return null;
            }

            var process = Process.Start(
                new ProcessStartInfo("node", ["server.mjs", folder])
                {
                    WorkingDirectory = source,
                    RedirectStandardOutput = true,
                    UseShellExecute = false,
                }
            )!; // a program
            var port = int.Parse((await process.StandardOutput.ReadLineAsync(ct))!, CultureInfo.InvariantCulture);
            var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(30) };
            return new(process, http);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // no Node here
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
