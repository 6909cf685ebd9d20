using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bluelamp.Kernel.Sealing;
using Npgsql;
using NpgsqlTypes;

namespace Bluelamp.Kernel;

/// <summary>An entry as it is stored: its event as JSON, a salt of its own, and the leaf that the Merkle tree will hold.</summary>
internal sealed record LedgerRow(Entry Entry, string Type, string Data, byte[] Salt, byte[] Leaf)
{
    public static LedgerRow Of(Entry entry, EventTypes types)
    {
        var type = types.NameOf(entry.Event.GetType());
        var data = JsonSerializer.SerializeToUtf8Bytes(entry.Event, entry.Event.GetType(), LedgerJson.Options);
        var salt = RandomNumberGenerator.GetBytes(16);
        var fields = new EntryFields(
            entry.Force,
            entry.Stream,
            entry.Version,
            type,
            entry.At,
            entry.Actor,
            entry.Purpose,
            entry.Subjects.AsSpan(),
            data
        );
        return new(entry, type, Encoding.UTF8.GetString(data), salt, Sealing.Leaf.Of(fields, salt));
    }

    /// <summary>Entries in one statement at most: each number of them is a text of its own, which every connection keeps prepared.</summary>
    private const int Together = 8;

    /// <summary>
    /// What writes these entries, in their order. Several share a statement: to begin one, with its locks, its partition and its indexes, costs the database
    /// more than to write a row.
    /// </summary>
    public static IEnumerable<NpgsqlBatchCommand> Inserts(IEnumerable<Entry> entries, EventTypes types) =>
        entries.Select(e => Of(e, types)).Chunk(Together).Select(static some => Insert(some).ToBatchCommand());

    private static Sql Insert(LedgerRow[] rows)
    {
        Sql sql = $"insert into kernel.ledger (force, stream, version, type, at, actor, purpose, subjects, data, salt, leaf) values";
        for (var i = 0; i < rows.Length; i++)
        {
            sql.AppendLiteral(i == 0 ? " " : ", ");
            rows[i].AppendTo(sql);
        }

        return sql;
    }

    private void AppendTo(Sql sql) =>
        sql.Append(
            $"""
            ({Entry.Force}, {Entry.Stream}, {Entry.Version}, {Type}, {Entry.At}, {Entry.Actor}, {Entry.Purpose},
             {Entry.Subjects.ToArray()}, {new Jsonb(Data)}, {Salt}, {Leaf})
            """
        );

    /// <summary>The same columns, in the same order, for <c>COPY</c>.</summary>
    public async Task WriteAsync(NpgsqlBinaryImporter copy, CancellationToken ct)
    {
        await copy.StartRowAsync(ct);
        await copy.WriteAsync(Entry.Force, NpgsqlDbType.Smallint, ct);
        await copy.WriteAsync(Entry.Stream, NpgsqlDbType.Uuid, ct);
        await copy.WriteAsync(Entry.Version, NpgsqlDbType.Integer, ct);
        await copy.WriteAsync(Type, NpgsqlDbType.Text, ct);
        await copy.WriteAsync(Entry.At.UtcDateTime, NpgsqlDbType.TimestampTz, ct);
        await copy.WriteAsync(Entry.Actor, NpgsqlDbType.Uuid, ct);
        await copy.WriteAsync(Entry.Purpose, NpgsqlDbType.Text, ct);
        await copy.WriteAsync(Entry.Subjects.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid, ct);
        await copy.WriteAsync(Data, NpgsqlDbType.Jsonb, ct);
        await copy.WriteAsync(Salt, NpgsqlDbType.Bytea, ct);
        await copy.WriteAsync(Leaf, NpgsqlDbType.Bytea, ct);
    }
}
