using Bluelamp.Host.Running;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(Bluelamp.Tests.Harness.TestPostgres))]

// A test waits: for the database, for a process that it started, for a page. More of them than processors keep the processors busy.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]

namespace Bluelamp.Tests.Harness;

/// <summary>
/// The one PostgreSQL of a test run: a private one in a temporary folder, or the server of <c>BLUELAMP_TEST_DB</c> (a connection string whose user may make
/// databases). It starts when the first test asks for a database, so that pure tests pay nothing.
/// </summary>
public sealed class TestPostgres : IAsyncDisposable
{
    private static readonly Lazy<Task<TestPostgres>> Shared = new(StartAsync);

    private PrivatePostgres? _postgres;
    private readonly string? _folder;
    private readonly string? _given;

    /// <summary>The runner makes this one, only to end the shared server with the run.</summary>
    public TestPostgres() { }

    private TestPostgres(PrivatePostgres postgres, string folder) => (_postgres, _folder) = (postgres, folder);

    private TestPostgres(string given) => _given = given;

    /// <summary>The running server, its template made.</summary>
    public static Task<TestPostgres> GetAsync() => Shared.Value;

    /// <summary>Another server, for a test that stops it.</summary>
    public static async Task<TestPostgres> StartOwnAsync()
    {
        var server = await StartPrivateAsync();
        await Template.MakeAsync(server);
        return server;
    }

    /// <summary>Stops a server of one's own, as an operator would; its address stays.</summary>
    public async Task StopAsync() => await _postgres!.DisposeAsync(); // only a test's own is stopped

    public async Task StartAgainAsync() => _postgres = await StartInAsync(_folder!); // it was there before

    public string ConnectionTo(string database) =>
        _postgres?.ConnectionTo(database) ?? new NpgsqlConnectionStringBuilder(_given) { Database = database }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
            Directory.Delete(_folder!, recursive: true);
        }
        else if (_given is null && Shared.IsValueCreated)
        {
            await (await Shared.Value).DisposeAsync();
        }
    }

    private static async Task<TestPostgres> StartAsync()
    {
        var server = Environment.GetEnvironmentVariable("BLUELAMP_TEST_DB") is { Length: > 0 } given
            ? new TestPostgres(given)
            : await StartPrivateAsync();
        await Template.MakeAsync(server);
        return server;
    }

    private static async Task<TestPostgres> StartPrivateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("bluelamp-test-").FullName;
        return new(await StartInAsync(folder), folder);
    }

    private static Task<PrivatePostgres> StartInAsync(string folder) =>
        PrivatePostgres.StartAsync(
            Path.Combine(folder, "postgres"),
            durable: false,
            static line => TestContext.Current.SendDiagnosticMessage(line),
            CancellationToken.None
        );
}
