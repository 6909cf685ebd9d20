using Npgsql;

namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// Seals one log: what was committed since becomes leaves, tiles and a signed checkpoint, all in one transaction. It keeps the edge of the tree
/// between batches and reads it again when somebody else has sealed meanwhile.
/// </summary>
internal sealed class LogSealer(SealedLog log, SealKeys keys, TimeProvider time)
{
    /// <summary>Entries in one batch at most, so that a long backlog is sealed in steps.</summary>
    internal const int Batch = 20_000;

    private TileEdge _edge = new();

    /// <summary>Seals the next batch, and answers how many entries that were. Fewer than <see cref="Batch"/>: nothing is left.</summary>
    public async Task<int> SealAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await SealStore.AloneAsync(connection, ct);
        var end = await SealStore.EndAsync(log, connection, ct);
        var batch = await SealBatch.ReadAsync(log, end, Batch, connection, ct);
        if (batch.Places.Count == 0)
            return 0;
        var signer = await keys.SignerAsync(log, connection, ct);
        if (_edge.Size != end.Size)
            _edge = await EdgeAsync(end.Size, connection, ct);
        try
        {
            await WriteAsync(batch, signer, connection, ct);
            await transaction.CommitAsync(ct);
        }
        catch
        {
            _edge = new(); // whether or not it was committed, the next batch begins from what is stored
            throw;
        }
        return batch.Places.Count;
    }

    private async Task WriteAsync(SealBatch batch, NoteSigner signer, NpgsqlConnection connection, CancellationToken ct)
    {
        var tiles = new List<Tile>();
        foreach (var leaf in batch.Leaves)
            _edge.Append(leaf, tiles);
        tiles.AddRange(_edge.Partial());
        var now = time.GetUtcNow();
        var at = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        await batch.WriteAsync(at, connection, ct);
        await SealStore.WriteTilesAsync(log, tiles, connection, ct);
        var checkpoint = new Checkpoint(log.Origin, _edge.Size, _edge.Root());
        await WriteAsync(checkpoint, batch.FirstIndex, SignedNote.Sign(checkpoint.Text, signer), at, connection, ct);
    }

    /// <summary>The checkpoint before it goes when it is of the same hour: its entries are in the new one.</summary>
    private async Task WriteAsync(
        Checkpoint checkpoint,
        long before,
        SignedNote note,
        DateTimeOffset at,
        NpgsqlConnection connection,
        CancellationToken ct
    )
    {
        await using var command = connection
            .CreateCommand()
            .With(
                $"""
                with superseded as (
                  delete from kernel.checkpoint
                   where force = {log.Force} and log = {log.Name} and size = {before}
                     and date_trunc('hour', at, 'UTC') = date_trunc('hour', {at}, 'UTC'))
                insert into kernel.checkpoint (force, log, size, note, at)
                values ({log.Force}, {log.Name}, {checkpoint.Size}, {note.ToString()}, {at})
                """
            );
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<TileEdge> EdgeAsync(long size, NpgsqlConnection connection, CancellationToken ct)
    {
        var tiles = await SealStore.TilesAsync(log, [.. TileEdge.TilesAt(size)], connection, ct);
        return TileEdge.From(size, tiles.Values);
    }
}
