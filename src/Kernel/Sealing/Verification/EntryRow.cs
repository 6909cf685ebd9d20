using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;

namespace Bluelamp.Kernel.Sealing;

/// <summary>Reads an entry of the ledger, or a look of the consultation log, and works its leaf out again.</summary>
internal static class EntryRow
{
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The columns that <see cref="Check"/> takes, of the alias <c>l</c>.</summary>
    public static Sql Columns(SealedLog log) =>
        Sql.Raw(
            log.IsLedger
                ? "l.xid, l.position, l.leaf, l.salt, l.stream, l.version, l.type, l.at, l.actor, l.purpose, l.subjects, l.data"
                : """
                l.xid, l.position, l.leaf, l.salt, '00000000-0000-0000-0000-000000000000'::uuid, 0, 'kernel.consultation.v1', l.at, l.person,
                       l.purpose, l.subjects, jsonb_build_object('what', l.what)
                """
        );

    /// <summary>The entry of a row, checked as far as the row alone allows.</summary>
    /// <param name="keeps">The types of which the event itself is wanted.</param>
    public static CheckedEntry Check(NpgsqlDataReader row, short force, IReadOnlySet<string> keeps)
    {
        var place = new LedgerPlace(row.GetFieldValue<ulong>(0), row.GetInt64(1));
        try
        {
            return Read(row, force, place, keeps);
        }
        catch (Exception e) when (e is InvalidCastException or ArgumentException or JsonException or OverflowException or FormatException)
        {
            return new()
            {
                Place = place,
                Stream = row.GetGuid(4),
                Version = row.GetInt32(5),
                Type = row.GetString(6),
                Problem = "it cannot be read any more",
            };
        }
    }

    /// <summary>The entry of a row as an export carries it: salt and canonical entry, or what is left of it.</summary>
    public static ExportEntry Export(NpgsqlDataReader row, short force)
    {
        var (salt, data) = (Bytes(row, 3), Bytes(row, 11));
        var canonical = Leaf.Canonical(Fields(row, force, data ?? "null"u8));
        return salt is null ? new(IsErased: true, canonical) : new(IsErased: false, [.. salt, .. canonical]);
    }

    private static CheckedEntry Read(NpgsqlDataReader row, short force, LedgerPlace place, IReadOnlySet<string> keeps)
    {
        var (salt, data) = (Bytes(row, 3), Bytes(row, 11));
        var erased = salt is null && data is null;
        var fields = Fields(row, force, data ?? "null"u8);
        var computed = default(Hash);
        if (!erased)
            computed = Hash.Read(Leaf.Of(fields, salt));
        return new()
        {
            Place = place,
            Stream = fields.Stream,
            Version = fields.Version,
            Type = fields.Type,
            At = fields.At,
            Stored = Hash.Read(row.GetFieldValue<byte[]>(2)),
            Computed = erased ? null : computed,
            Remains = erased ? Remains(fields) : default,
            Data = keeps.Contains(fields.Type) ? data : default(ReadOnlyMemory<byte>),
        };
    }

    private static EntryFields Fields(NpgsqlDataReader row, short force, ReadOnlySpan<byte> data) =>
        new(
            force,
            row.GetGuid(4),
            row.GetInt32(5),
            row.GetString(6),
            Epoch.AddTicks(checked(row.GetFieldValue<long>(7) * TimeSpan.TicksPerMicrosecond)),
            row.GetGuid(8),
            row.IsDBNull(9) ? null : row.GetString(9),
            row.GetFieldValue<Guid[]>(10),
            data
        );

    /// <summary>The hash of an entry without its content.</summary>
    public static Hash Remains(in EntryFields fields)
    {
        var left = new EntryFields(
            fields.Force,
            fields.Stream,
            fields.Version,
            fields.Type,
            fields.At,
            fields.Actor,
            fields.Purpose,
            fields.Subjects,
            "null"u8
        );
        return Hash.Read(SHA256.HashData(Leaf.Canonical(left)));
    }

    private static byte[]? Bytes(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);
}

/// <summary>An entry as an export carries it.</summary>
/// <param name="Bytes">Salt and canonical entry; of an erased one, the canonical entry with <c>null</c> for its data.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ExportEntry(bool IsErased, byte[] Bytes);
