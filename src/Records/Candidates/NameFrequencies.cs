using System.Collections.Frozen;

namespace Bluelamp.Records;

/// <summary>
/// How common each name is among all that was said of people, so that a rare one weighs more: from the figures that the database keeps for its planner,
/// read again every ten minutes. No record is looked at.
/// </summary>
public sealed class NameFrequencies(Db db, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);
    private Task<FrozenDictionary<string, Frequencies>>? _read;
    private DateTimeOffset _readAt;

    /// <summary>The share of a value of a column among all that are known, 0 to 1; nothing while the database has no figures.</summary>
    internal async Task<Func<string, string, double?>> AsOfNowAsync()
    {
        var now = time.GetUtcNow();
        if (_read is not { } read || now - _readAt > Kept || read.IsFaulted)
            (_read, _readAt) = (read = ReadAsync(), now);
        var columns = await read;
        return (column, value) => columns.GetValueOrDefault(column)?.Of(value);
    }

    /// <summary>Not stopped with the request that asks: others wait for it too.</summary>
    private async Task<FrozenDictionary<string, Frequencies>> ReadAsync()
    {
        var rows = await db.WorkingAsync<Row>(
            $"""
            select s.attname::text as name, s.null_frac, s.n_distinct, s.most_common_vals::text::text[] as "values", s.most_common_freqs as shares,
                   greatest(c.reltuples, 0) as rows
              from pg_stats s
              join pg_class c on c.relname = s.tablename and c.relnamespace = s.schemaname::regnamespace
             where s.schemaname = 'records' and s.tablename = 'appearance' and s.attname in ('first_name', 'middle_names', 'surname')
            """,
            CancellationToken.None
        );
        return rows.ToFrozenDictionary(static r => r.Name, Frequencies.Of, StringComparer.Ordinal);
    }

    private sealed record Row(string Name, float NullFrac, float NDistinct, string[]? Values, float[]? Shares, float Rows);

    private sealed record Frequencies(FrozenDictionary<string, double> Common, double? Others)
    {
        public double? Of(string value) => Common.TryGetValue(value, out var share) ? share : Others;

        public static Frequencies Of(Row row)
        {
            var known = 1d - row.NullFrac;
            var common = (row.Values ?? [])
                .Zip(row.Shares ?? [])
                .ToFrozenDictionary(static v => v.First, v => v.Second / known, StringComparer.Ordinal);
            // A negative figure is a share of the rows (pg_stats).
            var different = row.NDistinct >= 0 ? row.NDistinct : -row.NDistinct * row.Rows;
            var left = different - common.Count;
            return new(common, left >= 1 ? Math.Max(1 - common.Values.Sum(), 1 / Math.Max(row.Rows, 1)) / left : null);
        }
    }
}
