using System.Net;
using System.Net.Sockets;
using Bluelamp.Demo.World;
using Bluelamp.Host.App;
using Bluelamp.Host.Running;
using Bluelamp.Kernel.Running;

namespace Bluelamp.Host.Commands;

/// <summary>Opens Bluelamp in the foreground and keeps it open until it is told to stop; then closes the doors and the database, in that order.</summary>
internal static class Serving
{
    private static readonly TimeSpan LastRequestsWithin = TimeSpan.FromSeconds(10);

    /// <summary>Serves until it is told to stop.</summary>
    /// <param name="prepare">What must be there before the doors open, such as the invented world.</param>
    /// <param name="opened">What to say and start once they are; it ends when the token says so.</param>
    public static async Task<int> RunAsync(
        Request request,
        Func<IServiceProvider, Task>? prepare,
        Func<IServiceProvider, string, CancellationToken, Task>? opened,
        CancellationToken ct
    )
    {
        CheckPort(request.Port);
        await using var store = await Store.OwnAsync(request.Data, request.Db, Terminal.Say, ct);
        await using var app = BluelampApp.Build(
            new()
            {
                ConnectionString = store.ConnectionString,
                DataPath = store.DataPath,
                Port = request.Port,
                Verbose = request.Verbose,
                Demo = request.Demo,
                Definitions = request.Demo ? DemoDefinitions.Write(store.DataPath) : null,
                Evidence = request.Evidence,
            }
        );
        var address = await app.OpenAsync(ct, prepare);
        Terminal.Answer($"Bluelamp is open: {address}");
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(ct, app.Lifetime.ApplicationStopping);
        var day = opened?.Invoke(app.Services, address, closing.Token) ?? Task.CompletedTask;

        var ended = await Task.WhenAny(Stopped(ct), Stopped(app.Lifetime.ApplicationStopping), store.Ended);
        Terminal.Say("Stopping.");
        await closing.CancelAsync();
        await day;
        using var limit = new CancellationTokenSource(LastRequestsWithin);
        await app.StopAsync(limit.Token);
        if (ended.Exception?.InnerException is not { } reason)
            return CommandLine.Ok;
        Terminal.Say($"bluelamp: {reason.Message}");
        return CommandLine.Finding;
    }

    /// <summary>Says at once that the port is taken, before a minute's work is done in vain.</summary>
    private static void CheckPort(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            throw new CannotRunException(
                $"Port {port} is {(e.SocketErrorCode is SocketError.AccessDenied ? "not for this user" : "taken by another program")}. Choose another with --port.",
                e
            );
        }
    }

    private static Task Stopped(CancellationToken ct)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ct.Register(() => stopped.TrySetResult());
        return stopped.Task;
    }

    internal sealed record Request(string Data, string? Db, int Port, bool Demo, bool Verbose, string? Evidence = null);
}
