using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>A place in the order of commits: everything up to it was read.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LedgerPlace(ulong Xid, long Position);

/// <summary>An entry with its place.</summary>
public sealed record Committed(Entry Entry, LedgerPlace Place);

/// <summary>
/// Reads what was committed, in <c>(transaction id, position)</c> order below the oldest transaction still running. So an entry that commits
/// late is read late, and never skipped, with no lock anywhere.
/// </summary>
public sealed class LedgerTail(NpgsqlDataSource source, EntryReader entries)
{
    /// <summary>The place before which everything is settled now: where a reader of news begins.</summary>
    public async Task<LedgerPlace> NowAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await NowAsync(connection, ct);
    }

    /// <inheritdoc cref="NowAsync(CancellationToken)"/>
    internal static async Task<LedgerPlace> NowAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select pg_snapshot_xmin(pg_current_snapshot())", connection);
        return new((ulong)(await command.ExecuteScalarAsync(ct))!, Position: 0);
    }

    /// <summary>The next entries behind a place, in order.</summary>
    /// <param name="types">Names of the event types wanted; <c>null</c> for all.</param>
    public async Task<List<Committed>> AfterAsync(LedgerPlace place, string[]? types, int limit, CancellationToken ct)
    {
        Sql sql = $"""
            select {EntryReader.Columns}
              from kernel.ledger l
             where (l.xid, l.position) > ({place.Xid.ToString(CultureInfo.InvariantCulture)}::text::xid8, {place.Position})
               and l.xid < pg_snapshot_xmin(pg_current_snapshot())
               and {(types is null ? Sql.Raw("true") : OfTypes(types))}
             order by l.xid, l.position
             limit {limit}
            """;
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var command = connection.CreateCommand().With(sql);
        await command.PrepareAsync(ct); // whoever reads the ledger reads it again and again
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<Committed>();
        while (await rows.ReadAsync(ct))
            found.Add(new(entries.Read(rows), new(rows.GetFieldValue<ulong>(10), rows.GetInt64(9))));
        return found;
    }

    private static Sql OfTypes(string[] types) => $"l.type = any({types})";
}
