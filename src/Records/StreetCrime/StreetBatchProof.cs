using System.Globalization;
using System.Text;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Records.StreetCrime.Import;
using Npgsql;

namespace Bluelamp.Records.StreetCrime;

/// <summary>Works the Merkle root of a batch out again from its rows, with the texts and the places that they refer to, and compares.</summary>
internal sealed class StreetBatchProof : IBatchProof
{
    public Type Event => typeof(StreetBatchLoaded);

    public async Task<string?> ProblemAsync(Entry entry, NpgsqlConnection connection, CancellationToken ct)
    {
        if (entry.Event is not StreetBatchLoaded loaded)
            return null;
        var layout = Layout.All.First(l => string.Equals(l.Kind, loaded.Kind, StringComparison.Ordinal));
        var batch = new StoredBatch(layout, entry.Force, loaded, connection);
        var tree = await batch.TreeAsync(ct);
        var brought = loaded.Added + loaded.Updated;
        if (tree.Size != brought)
            return $"{loaded.Kind} batch {loaded.Number} brought {brought} rows and now has {tree.Size}";
        if (!string.Equals(tree.Root().ToString(), loaded.Root, StringComparison.Ordinal))
            return $"a row of {loaded.Kind} batch {loaded.Number} is not as it was loaded";
        return await batch.IsMismarkedAsync(ct)
            ? $"a row of {loaded.Kind} batch {loaded.Number} is marked as superseded, or not, against what was loaded"
            : null;
    }

    /// <summary>The rows of one batch as they are stored.</summary>
    private sealed class StoredBatch(Layout layout, short force, StreetBatchLoaded loaded, NpgsqlConnection connection)
    {
        private readonly CanonicalRow _row = new();
        private readonly CanonicalRow _place = new();
        private readonly byte[] _kind = Encoding.UTF8.GetBytes(layout.Kind);
        private readonly int _words = layout.WordColumns.Count();

        public async Task<CompactRange> TreeAsync(CancellationToken ct)
        {
            var tree = new CompactRange();
            await using var command = Command(
                $"""
                select t.month, t.{(layout.ReporterInName ? "at" : "crime_id")}, t.replaces_batch, t.replaces_line,
                       p.longitude, p.latitude, coalesce(p.location, ''), coalesce(p.lsoa, ''), coalesce(p.lsoa_name, ''),
                       {string.Join(", ", Enumerable.Range(0, _words).Select(static i => $"coalesce(w{i}.text, '')"))}
                  from {layout.Table} t
                  left join records.street_place p on p.force = t.force and p.place = t.place
                  {string.Join(
                    "\n  ",
                    layout.WordColumns.Select(
                        static (c, i) => $"left join records.street_word w{i} on w{i}.force = t.force and w{i}.word = t.{c}"
                    )
                )}
                 where t.force = $1 and t.month = any($2) and t.batch = $3
                 order by t.line
                """
            );
            await using var rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
                tree.Append(Leaf(rows));
            return tree;
        }

        /// <summary>Whether a row is hidden, or shown, against what the superseding rows say.</summary>
        public async Task<bool> IsMismarkedAsync(CancellationToken ct)
        {
            await using var command = Command(
                $"""
                select exists (
                  select from {layout.Table} t
                   where t.force = $1 and t.month = any($2) and t.batch = $3
                     and (t.replaced_by is not null and not exists (
                            select from {layout.Table} n
                             where n.force = t.force and n.month = t.month and n.batch = t.replaced_by
                               and n.replaces_batch = t.batch and n.replaces_line = t.line)
                       or t.replaces_batch is not null and not exists (
                            select from {layout.Table} o
                             where o.force = t.force and o.month = t.month and o.batch = t.replaces_batch and o.line = t.replaces_line
                               and o.replaced_by = t.batch)))
                """
            );
            return (bool)(await command.ExecuteScalarAsync(ct))!; // exists always answers
        }

        private Hash Leaf(NpgsqlDataReader row)
        {
            var place = _place.Place(Number(row, 4), Number(row, 5), Utf8(row, 6), Utf8(row, 7), Utf8(row, 8));
            _row.Begin(_kind).Add((long)row.GetFieldValue<DateOnly>(0).DayNumber).Add(place);
            if (layout.ReporterInName)
                _row.Add(row.GetDateTime(1).Ticks);
            else
                _row.Add(row.IsDBNull(1) ? [] : row.GetFieldValue<byte[]>(1));
            for (var i = 0; i < _words; i++)
                _row.Add(Utf8(row, 9 + i));
            var leaf = _row.Leaf();
            return Number(row, 2) is { } batch && Number(row, 3) is { } line ? _row.Replacing(leaf, batch, line) : leaf;
        }

        private static int? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

        private static byte[] Utf8(NpgsqlDataReader row, int column) => Encoding.UTF8.GetBytes(row.GetString(column));

        private NpgsqlCommand Command(string text)
        {
            var months = loaded.Months.Select(static m => DateOnly.ParseExact(m, "yyyy-MM", CultureInfo.InvariantCulture)).ToArray();
            return new NpgsqlCommand(text, connection)
            {
                CommandTimeout = 0,
                Parameters =
                {
                    new NpgsqlParameter<short> { TypedValue = force },
                    new NpgsqlParameter<DateOnly[]> { TypedValue = months },
                    new NpgsqlParameter<int> { TypedValue = loaded.Number },
                },
            };
        }
    }
}
