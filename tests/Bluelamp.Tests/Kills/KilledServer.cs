using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Bluelamp.Host.Running;
using Bluelamp.Tests.Host;
using Xunit;

namespace Bluelamp.Tests.Kills;

/// <summary>A whole Bluelamp in processes of its own, always at one address, that dies when it is told to.</summary>
internal sealed class KilledServer(string folder) : IAsyncDisposable
{
    private readonly int _port = FreePort();
    private RunningBluelamp? _running;

    public string Folder { get; } = folder;

    public Uri Address => new($"http://localhost:{_port}");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task StartAsync()
    {
        _running = RunningBluelamp.Start("up", "--port", _port.ToString(CultureInfo.InvariantCulture), "--data", Folder);
        await _running.OpenAsync();
    }

    public async Task KillAndStartAgainAsync()
    {
        var killed = _running!; // started before
        killed.Signal(Tools.Kill);
        await killed.EndedAsync();
        await killed.DisposeAsync();
        await StartAsync();
    }

    /// <summary>Kills the database server, if it runs at this moment; its Bluelamp starts it again.</summary>
    public void KillDatabase()
    {
        var file = Path.Combine(Folder, "postgres", "postmaster.pid");
        try
        {
            var text = File.ReadAllText(file);
            var pid = int.Parse(text.Split('\n')[0], CultureInfo.InvariantCulture);
            using var server = Process.GetProcessById(pid);
            // A server stands in its own folder; the number of one that has died may belong to another program by now.
            if (
                server.ProcessName is "postgres"
                && string.Equals(File.ReadAllText($"/proc/{pid}/cwd/postmaster.pid"), text, StringComparison.Ordinal)
            )
                Tools.Signal(pid, Tools.Kill);
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException or FormatException)
        {
            // it is dead or being started
        }
    }

    /// <summary>Waits until every report was assessed and confirmed.</summary>
    public async Task ReactedAsync()
    {
        await using var accounts = await Accounts.OpenAsync(Folder, Ct);
        var began = TimeProvider.System.GetTimestamp();
        while (await accounts.WaitingAsync() is { Length: > 0 } waiting)
        {
            if (TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(60))
                throw new TimeoutException($"Reactions are not complete after a minute: {waiting}");
            await Task.Delay(100, Ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is not null)
            await _running.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
