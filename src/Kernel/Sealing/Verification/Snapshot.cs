using System.Data;
using System.Threading.Channels;
using Npgsql;

namespace Bluelamp.Kernel.Sealing;

/// <summary>Several connections that all see the database as it was at one moment, whatever is written meanwhile.</summary>
internal sealed class Snapshot : IAsyncDisposable
{
    private readonly List<NpgsqlConnection> _all = [];
    private readonly Channel<NpgsqlConnection> _idle = Channel.CreateUnbounded<NpgsqlConnection>();

    private Snapshot(NpgsqlConnection main) => (Main, Width) = (main, Math.Clamp(Environment.ProcessorCount, 1, 4));

    /// <summary>For reading that is done by one.</summary>
    public NpgsqlConnection Main { get; }

    /// <summary>How many can read at once beside <see cref="Main"/>.</summary>
    public int Width { get; }

    public static async Task<Snapshot> TakeAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        var snapshot = new Snapshot(await source.OpenConnectionAsync(ct));
        await snapshot.Main.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await using var export = new NpgsqlCommand("set transaction read only; select pg_export_snapshot()", snapshot.Main);
        var name = (string)(await export.ExecuteScalarAsync(ct))!;
        for (var i = 0; i < snapshot.Width; i++)
        {
            var connection = await source.OpenConnectionAsync(ct);
            snapshot._all.Add(connection);
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            await using var join = connection.CreateCommand().With($"{Sql.Raw($"set transaction snapshot '{name}'")}");
            await join.ExecuteNonQueryAsync(ct);
            await snapshot._idle.Writer.WriteAsync(connection, ct);
        }
        return snapshot;
    }

    /// <summary>Reads on the next free connection, on a thread of the pool.</summary>
    public Task<T> ReadAsync<T>(Func<NpgsqlConnection, Task<T>> read, CancellationToken ct) =>
        Task.Run(
            async () =>
            {
                var connection = await _idle.Reader.ReadAsync(ct);
                try
                {
                    return await read(connection);
                }
                finally
                {
                    _idle.Writer.TryWrite(connection);
                }
            },
            ct
        );

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _all.Append(Main))
            await connection.DisposeAsync(); // rolls back
    }
}
