namespace Bluelamp.Host.App;

/// <summary>Leaves Ctrl-C and SIGTERM to the command line, which stops the application and then its database.</summary>
internal sealed class CommandLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
