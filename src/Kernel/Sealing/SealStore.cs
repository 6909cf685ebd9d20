using System.Runtime.InteropServices;
using Npgsql;

namespace Bluelamp.Kernel.Sealing;

/// <summary>Reads and writes what sealing stores. Every method works on the connection it is given, and so in its transaction.</summary>
internal static class SealStore
{
    /// <summary>Until the transaction ends, nobody else seals or changes keys.</summary>
    public static async Task AloneAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('seal', 7))", connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The logs that there are entries for: two for each force that was founded.</summary>
    public static async Task<List<SealedLog>> LogsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select substring(c.relname from 'ledger_([0-9]+)$')::smallint
              from pg_inherits i
              join pg_class c on c.oid = i.inhrelid
             where i.inhparent = 'kernel.ledger'::regclass
             union
            select force from kernel.seal_key
             order by 1
            """,
            connection
        );
        await using var rows = await command.ExecuteReaderAsync(ct);
        var logs = new List<SealedLog>();
        while (await rows.ReadAsync(ct))
            logs.AddRange(SealedLog.Names.Select(name => new SealedLog(rows.GetInt16(0), name)));
        return logs;
    }

    /// <summary>Where the last batch ended; the beginning when there is none.</summary>
    public static async Task<SealEnd> EndAsync(SealedLog log, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = connection
            .CreateCommand()
            .With(
                $"""
                select first_index + size, upto_xid, upto_position
                  from kernel.seal
                 where force = {log.Force} and log = {log.Name}
                 order by first_index desc
                 limit 1
                """
            );
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? new(rows.GetInt64(0), new(rows.GetFieldValue<ulong>(1), rows.GetInt64(2))) : default;
    }

    /// <summary>The tiles among <paramref name="ids"/> that are stored.</summary>
    public static async Task<Dictionary<TileId, Tile>> TilesAsync(
        SealedLog log,
        IReadOnlyCollection<TileId> ids,
        NpgsqlConnection connection,
        CancellationToken ct
    )
    {
        await using var command = connection
            .CreateCommand()
            .With(
                $"""
                select t.level, t.number, t.width, t.hashes
                  from unnest({ids.Select(static t => (short)t.Level).ToArray()}, {ids.Select(static t =>
                        t.Number
                    ).ToArray()}) wanted (level, number)
                  join kernel.tile t using (level, number)
                 where t.force = {log.Force} and t.log = {log.Name}
                """
            );
        await using var rows = await command.ExecuteReaderAsync(ct);
        var tiles = new Dictionary<TileId, Tile>();
        while (await rows.ReadAsync(ct))
        {
            var id = new TileId(rows.GetInt16(0), rows.GetInt64(1));
            var hashes = MemoryMarshal.Cast<byte, Hash>(rows.GetFieldValue<byte[]>(3));
            tiles[id] = new(id, hashes[..Math.Clamp((int)rows.GetInt16(2), 0, hashes.Length)].ToArray());
        }
        return tiles;
    }

    public static async Task WriteTilesAsync(SealedLog log, IReadOnlyList<Tile> tiles, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = connection
            .CreateCommand()
            .With(
                $"""
                insert into kernel.tile (force, log, level, number, width, hashes)
                select {log.Force}, {log.Name}, t.level, t.number, t.width, t.hashes
                  from unnest({tiles.Select(static t => (short)t.Id.Level).ToArray()}, {tiles.Select(static t => t.Id.Number).ToArray()},
                              {tiles.Select(static t => (short)t.Hashes.Length).ToArray()}, {tiles.Select(Bytes).ToArray()})
                       t (level, number, width, hashes)
                on conflict (force, log, level, number) do update set width = excluded.width, hashes = excluded.hashes
                """
            );
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The newest checkpoint's note, or nothing.</summary>
    public static async Task<string?> CheckpointAsync(SealedLog log, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = connection
            .CreateCommand()
            .With(
                $"""
                select note
                  from kernel.checkpoint
                 where force = {log.Force} and log = {log.Name}
                 order by size desc
                 limit 1
                """
            );
        return (string?)await command.ExecuteScalarAsync(ct);
    }

    public static byte[] Bytes(Tile tile) => MemoryMarshal.AsBytes(tile.Hashes.Span).ToArray();
}

/// <summary>How far a log is sealed: its size, and the place in the table of entries before which everything is sealed.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SealEnd(long Size, LedgerPlace Upto);
