using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>Reads entries from rows of the columns <see cref="Columns"/>.</summary>
public sealed class EntryReader(EventTypes types)
{
    /// <summary>The columns that <see cref="Read"/> takes, in order, of the alias <c>l</c>.</summary>
    public static Sql Columns =>
        Sql.Raw("l.force, l.stream, l.version, l.at, l.actor, l.purpose, l.subjects, l.type, l.data::text, l.position, l.xid");

    public Entry Read(NpgsqlDataReader row) =>
        new(
            row.GetInt16(0),
            row.GetGuid(1),
            row.GetInt32(2),
            row.GetFieldValue<DateTimeOffset>(3),
            row.GetGuid(4),
            row.GetString(5),
            [.. row.GetFieldValue<Guid[]>(6)],
            types.Read(row.GetString(7), row.IsDBNull(8) ? null : row.GetString(8))
        );

    public async Task<List<Entry>> AllAsync(NpgsqlDataReader rows, CancellationToken ct)
    {
        var entries = new List<Entry>();
        while (await rows.ReadAsync(ct))
            entries.Add(Read(rows));
        return entries;
    }
}
