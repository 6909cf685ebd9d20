using System.Collections.Frozen;

namespace Bluelamp.Records;

/// <summary>
/// How common each name, make or colour is among all that was said, so that a rare one weighs more: from the figures that the database keeps for its
/// planner, read again every ten minutes. No record is looked at.
/// </summary>
public sealed class ValueFrequencies(Db db, TimeProvider time)
{
    private const string People = "person";
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private static readonly (string Kind, RareColumn Rare)[] Wanted =
    [
        .. new[] { "first_name", "middle_names", "surname" }.Select(static c =>
            (People, new RareColumn(c, "appearance", c, static value => value))
        ),
        .. ThingKinds.All.SelectMany(static k => k.Rare, static (k, rare) => (k.Id, rare)),
    ];

    private Task<FrozenDictionary<(string Kind, string Column), Frequencies>>? _read;
    private DateTimeOffset _readAt;

    /// <summary>The share of a value of a column among all people of whom it is known, 0 to 1; nothing while the database has no figures.</summary>
    internal Task<Func<string, string, double?>> OfPeopleAsync() => OfAsync(People);

    /// <inheritdoc cref="OfPeopleAsync"/>
    internal Task<Func<string, string, double?>> OfAsync(ThingKind kind) => OfAsync(kind.Id);

    private async Task<Func<string, string, double?>> OfAsync(string kind)
    {
        var now = time.GetUtcNow();
        if (_read is not { } read || now - _readAt > Kept || read.IsFaulted)
            (_read, _readAt) = (read = ReadAsync(), now);
        var columns = await read;
        return (column, value) => columns.GetValueOrDefault((kind, column))?.Of(value);
    }

    /// <summary>Not stopped with the request that asks: others wait for it too.</summary>
    private async Task<FrozenDictionary<(string, string), Frequencies>> ReadAsync()
    {
        var (tables, attributes) = (
            Wanted.Select(static w => w.Rare.Table).ToArray(),
            Wanted.Select(static w => w.Rare.Attribute).ToArray()
        );
        var rows = await db.WorkingAsync<Row>(
            $"""
            select s.tablename::text as "table", s.attname::text as name, s.null_frac, s.n_distinct, s.most_common_vals::text::text[] as "values",
                   s.most_common_freqs as shares, greatest(c.reltuples, 0) as rows
              from pg_stats s
              join pg_class c on c.relname = s.tablename and c.relnamespace = s.schemaname::regnamespace
             where s.schemaname = 'records' and (s.tablename, s.attname) in (select * from unnest({tables}, {attributes}))
            """,
            CancellationToken.None
        );
        var known = rows.ToDictionary(static r => (r.Table, r.Name));
        return Wanted
            .Where(w => known.ContainsKey((w.Rare.Table, w.Rare.Attribute)))
            .ToFrozenDictionary(
                static w => (w.Kind, w.Rare.Column),
                w => Frequencies.Of(known[(w.Rare.Table, w.Rare.Attribute)], w.Rare.Clean)
            );
    }

    private sealed record Row(string Table, string Name, float NullFrac, float NDistinct, string[]? Values, float[]? Shares, float Rows);

    private sealed record Frequencies(FrozenDictionary<string, double> Common, double? Others)
    {
        public double? Of(string value) => Common.TryGetValue(value, out var share) ? share : Others;

        public static Frequencies Of(Row row, Func<string, string?> clean)
        {
            var known = 1d - row.NullFrac;
            var common = (row.Values ?? [])
                .Zip(row.Shares ?? [], (value, share) => (Value: clean(value), Share: share / known))
                .Where(static v => v.Value is not null)
                .GroupBy(static v => v.Value!, StringComparer.Ordinal)
                .ToFrozenDictionary(static v => v.Key, static v => v.Sum(static s => s.Share), StringComparer.Ordinal);
            // A negative figure is a share of the rows (pg_stats).
            var different = row.NDistinct >= 0 ? row.NDistinct : -row.NDistinct * row.Rows;
            var left = different - common.Count;
            return new(common, left >= 1 ? Math.Max(1 - common.Values.Sum(), 1 / Math.Max(row.Rows, 1)) / left : null);
        }
    }
}
