using Bluelamp.Kernel;
using Npgsql;

namespace Bluelamp.Tests.Harness;

/// <summary>A real database for one test or one class of tests: a copy of the template, dropped when it is disposed.</summary>
/// <example><code>await using var database = await TestDatabase.CreateAsync();</code></example>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim OneCopyAtATime = new(1);

    private readonly TestPostgres _server;
    private readonly string _name;

    private TestDatabase(TestPostgres server, string name)
    {
        (_server, _name) = (server, name);
        ConnectionString = server.ConnectionTo(name);
        Source = Connections.To(ConnectionString);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    /// <summary>Makes one, on the server of the test run or on a test's own.</summary>
    public static async Task<TestDatabase> CreateAsync(TestPostgres? server = null)
    {
        server ??= await TestPostgres.GetAsync();
        var name = $"test_{Guid.CreateVersion7():n}";
        await OneCopyAtATime.WaitAsync();
        try
        {
            await Template.RunAsync(server, $"create database {name} template {Template.Name} strategy file_copy");
        }
        finally
        {
            OneCopyAtATime.Release();
        }

        return new(server, name);
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await Template.RunAsync(_server, $"drop database if exists {_name} with (force)");
    }
}
