using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>
/// Rows by the million that bypass the ledger one by one (imports, number-plate reads), in one transaction with the entry that vouches for them:
/// either both are there or neither. The entry holds the batch's Merkle root; <see cref="Sealing.IBatchProof"/> checks the rows against it.
/// </summary>
public sealed class Bulk(NpgsqlDataSource source, Db db, IEnumerable<IView> views, EventTypes types, LedgerClock clock, LedgerSignal signal)
{
    private readonly IView[] _views = [.. views];
    private readonly EventTypes _types = types;

    /// <summary>Reads a loader's own working tables, or what is committed of the rows that it loads, outside of any load.</summary>
    public Task<List<T>> ReadAsync<T>(Sql sql, CancellationToken ct) => db.WorkingAsync<T>(sql, ct);

    /// <summary>Keeps what loaded rows refer to (words, places), outside of any load: it says nothing until a row refers to it.</summary>
    public Task<int> KeepAsync(Sql sql, CancellationToken ct) => db.KeepAsync(sql, ct);

    /// <summary>Puts the tables in order after loads, however long that takes: indexes, figures for the planner.</summary>
    public async Task TidyAsync(Sql sql, CancellationToken ct)
    {
        await using var command = source.CreateCommand().With(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>
    /// Begins a load. Sealing and reactions wait for every older transaction, so a load is short: a few seconds, some hundred thousand rows.
    /// </summary>
    public async Task<Load> BeginAsync(Viewer viewer, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        var transaction = await connection.BeginTransactionAsync(ct);
        var load = new Load(this, viewer, connection, transaction, clock.Next());
        await load.RunAsync($"select pg_current_xact_id()", ct);
        return load;
    }

    /// <summary>One load: one transaction. Disposed before <see cref="CommitAsync"/>, it leaves nothing behind.</summary>
    public sealed class Load : IAsyncDisposable
    {
        private readonly Bulk _bulk;
        private readonly Viewer _viewer;
        private readonly NpgsqlTransaction _transaction;
        private int _entries;

        internal Load(Bulk bulk, Viewer viewer, NpgsqlConnection connection, NpgsqlTransaction transaction, DateTimeOffset at) =>
            (_bulk, _viewer, Connection, _transaction, At) = (bulk, viewer, connection, transaction, at);

        /// <summary>For <c>COPY</c>; it belongs to the load's transaction.</summary>
        public NpgsqlConnection Connection { get; }

        /// <summary>The moment of the load's entries.</summary>
        public DateTimeOffset At { get; }

        /// <summary>Runs a statement in the load's transaction. Answers the number of rows.</summary>
        public async Task<int> RunAsync(Sql sql, CancellationToken ct)
        {
            await using var command = Connection.CreateCommand().With(sql);
            command.CommandTimeout = 0;
            return await command.ExecuteNonQueryAsync(ct);
        }

        /// <summary>Reads rows in the load's transaction.</summary>
        public async Task<List<T>> ListAsync<T>(Sql sql, CancellationToken ct)
        {
            await using var command = Connection.CreateCommand().With(sql);
            command.CommandTimeout = 0;
            await using var reader = await command.ExecuteReaderAsync(ct);
            var read = RowReader<T>.For(reader);
            var rows = new List<T>();
            while (await reader.ReadAsync(ct))
                rows.Add(read(reader));
            return rows;
        }

        /// <summary>Adds the first entry of a new stream, and what it means for the views.</summary>
        public async Task OpenAsync(Guid stream, IEvent e, CancellationToken ct)
        {
            var entry = new Entry(_viewer.Force, stream, 1, At, _viewer.Person, _viewer.Purpose.ToString(), Touched.By(e, stream), e);
            await using (var batch = new NpgsqlBatch(Connection) { BatchCommands = { LedgerRow.Inserts([entry], _bulk._types).Single() } })
                await batch.ExecuteNonQueryAsync(ct);
            await ViewBatch.WriteAsync(Connection, _bulk._views, [entry], ct);
            _entries++;
        }

        /// <summary>Makes it all true at once.</summary>
        public async Task CommitAsync(CancellationToken ct)
        {
            await _transaction.CommitAsync(ct);
            Meters.Entries.Add(_entries);
            _bulk.Committed();
        }

        public async ValueTask DisposeAsync()
        {
            await _transaction.DisposeAsync();
            await Connection.DisposeAsync();
        }
    }

    private void Committed() => signal.Raise();
}
