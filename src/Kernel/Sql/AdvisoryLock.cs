using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>Work that only one node does at a time. The lock lives with its connection: when the node dies, it is free.</summary>
public sealed class AdvisoryLock : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly NpgsqlConnection _connection;

    private AdvisoryLock(NpgsqlConnection connection) => _connection = connection;

    /// <summary>The lock, or nothing when another node holds it.</summary>
    public static async Task<AdvisoryLock?> TryTakeAsync(NpgsqlDataSource source, string name, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock(hashtextextended($1, 7))", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        if ((bool)(await command.ExecuteScalarAsync(ct))!)
            return new(connection);
        await connection.DisposeAsync();
        return null;
    }

    /// <summary>The lock; waits while another node holds it.</summary>
    public static async Task<AdvisoryLock> TakeAsync(NpgsqlDataSource source, string name, TimeProvider time, CancellationToken ct)
    {
        while (true)
        {
            if (await TryTakeAsync(source, name, ct) is { } taken)
                return taken;
            await Task.Delay(Look, time, ct);
        }
    }

    /// <summary>The connection that the lock lives with: whatever its holder asks on it fails once the lock is lost.</summary>
    internal NpgsqlConnection Connection => _connection;

    public async ValueTask DisposeAsync()
    {
        if (_connection.FullState.HasFlag(System.Data.ConnectionState.Open))
        {
            await using var command = new NpgsqlCommand("select pg_advisory_unlock_all()", _connection);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }

        await _connection.DisposeAsync();
    }
}
