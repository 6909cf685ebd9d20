using Bluelamp.Kernel.Running;

namespace Bluelamp.Host.Running;

/// <summary>
/// The database that a verb works on: the one of <c>--db</c>, or the private one under <c>--data</c>, started here, or already running for another
/// <c>bluelamp</c> and joined as a guest.
/// </summary>
public sealed class Store : IAsyncDisposable
{
    public const string DatabaseName = "bluelamp";

    private readonly DataFolder? _folder;
    private readonly PrivatePostgres? _postgres;
    private readonly SocketPath? _joined;

    private Store(string data, string connectionString, DataFolder? folder, PrivatePostgres? postgres = null, SocketPath? joined = null) =>
        (DataPath, ConnectionString, _folder, _postgres, _joined) = (data, connectionString, folder, postgres, joined);

    /// <summary>The folder of everything that is stored outside the database.</summary>
    public string DataPath { get; }

    public string ConnectionString { get; }

    /// <summary>Ends when the database stopped for good: never, for one that is not ours.</summary>
    public Task Ended => _postgres?.Ended ?? Task.Delay(Timeout.Infinite);

    /// <summary>Opens the store for a process that serves people: it must be the only one on its data folder.</summary>
    public static async Task<Store> OwnAsync(string data, string? connectionString, Action<string> say, CancellationToken ct)
    {
        var path = Path.GetFullPath(data);
        var folder =
            DataFolder.TryTake(path)
            ?? throw new CannotRunException(
                $"Another bluelamp already runs on {path}. Stop it first, or choose another folder with --data."
            );
        return connectionString is null ? await StartAsync(folder, say, ct) : await UseAsync(folder.FullPath, folder, connectionString, ct);
    }

    /// <summary>Opens the store for work that may go on beside a running <c>bluelamp up</c>.</summary>
    public static async Task<Store> ShareAsync(string data, string? connectionString, Action<string> say, CancellationToken ct)
    {
        var path = Path.GetFullPath(data);
        if (connectionString is not null)
            return await UseAsync(path, folder: null, connectionString, ct);
        return DataFolder.TryTake(path) is { } folder ? await StartAsync(folder, say, ct) : await JoinAsync(path, ct);
    }

    /// <summary>Opens a store that is there, for work that only makes sense on what was kept: a slip in the name of its folder makes no new one.</summary>
    public static Task<Store> FindAsync(string data, string? connectionString, Action<string> say, CancellationToken ct) =>
        connectionString is not null || Directory.Exists(DataFolder.Postgres(Path.GetFullPath(data)))
            ? ShareAsync(data, connectionString, say, ct)
            : throw new CannotRunException(
                $"There is no Bluelamp in {Path.GetFullPath(data)}. Give the folder that it was started with as --data, or its database as --db."
            );

    public async ValueTask DisposeAsync()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        _joined?.Dispose();
        _folder?.Dispose();
    }

    private static async Task<Store> StartAsync(DataFolder folder, Action<string> say, CancellationToken ct)
    {
        PrivatePostgres? postgres = null;
        try
        {
            postgres = await PrivatePostgres.StartAsync(DataFolder.Postgres(folder.FullPath), durable: true, say, ct);
            await Database.MakeAsync(postgres, DatabaseName, ct);
            await Database.CheckAsync(postgres.ConnectionTo(DatabaseName), ct);
            return new(folder.FullPath, postgres.ConnectionTo(DatabaseName), folder, postgres);
        }
        catch
        {
            if (postgres is not null)
                await postgres.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    private static async Task<Store> UseAsync(string path, DataFolder? folder, string connectionString, CancellationToken ct)
    {
        await Database.CheckAsync(connectionString, ct);
        return new(path, connectionString, folder);
    }

    private static async Task<Store> JoinAsync(string path, CancellationToken ct)
    {
        var socket = SocketPath.To(DataFolder.Postgres(path));
        for (var tries = 0; !PostmasterFile.IsReady(DataFolder.Postgres(path)); tries++)
        {
            if (tries > 100)
                throw new CannotRunException(
                    $"Another bluelamp has {path} but its database does not answer. Wait until it is open, or stop it."
                );
            await Task.Delay(100, ct);
        }

        var connection = PrivatePostgres.Connection(socket, DatabaseName);
        await Database.CheckAsync(connection, ct);
        return new(path, connection, folder: null, joined: socket);
    }
}
