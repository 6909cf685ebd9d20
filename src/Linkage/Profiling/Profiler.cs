using System.Collections.Immutable;

namespace Bluelamp.Linkage;

/// <summary>Finds out what the columns of a table hold.</summary>
internal static class Profiler
{
    private const int Looked = 2000;
    private static readonly string[] Labels = ["cluster", "cluster_id", "truth", "ground_truth", "label", "true_match_id", "entity_id"];

    /// <summary>What each column holds, in their order.</summary>
    /// <param name="ignored">Columns that whoever asks wants left out.</param>
    public static ImmutableArray<ColumnProfile> Of(Table table, string idColumn, IReadOnlyCollection<string> ignored)
    {
        var profiles = table.Columns.Select(c => Of(c, table, idColumn, ignored)).ToList();
        for (var i = 0; i < profiles.Count; i++)
        {
            if (profiles[i].Kind is not null && Repeats(table, profiles, i) is { } said)
                profiles[i] = profiles[i] with { Kind = null, Why = $"says what {said} say already" };
        }
        return [.. profiles];
    }

    private static ColumnProfile Of(Column column, Table table, string idColumn, IReadOnlyCollection<string> ignored)
    {
        var (counts, seen) = (new int[table.Pool.Count], new List<int>());
        foreach (var id in column.Ids)
        {
            if (counts[id]++ == 0 && id > TextPool.Empty)
                seen.Add(id);
        }
        counts[TextPool.Null] = counts[TextPool.Empty] = 0;
        var (known, distinct, both) = (0, 0, 0d);
        foreach (var id in seen)
        {
            known += counts[id];
            distinct++;
            both += counts[id] * (counts[id] - 1d);
        }
        var same = known < 2 ? 0 : both / (known * (double)(known - 1));
        var (kind, why) = Kind();
        return new(column.Name, kind, distinct, table.Rows == 0 ? 1 : 1 - (known / (double)table.Rows), same, why);

        (ColumnKind?, string) Kind()
        {
            if (column.Name.Equals(idColumn, StringComparison.OrdinalIgnoreCase))
                return (null, "the number of the record");
            if (ignored.Contains(column.Name, StringComparer.OrdinalIgnoreCase))
                return (null, "left out as asked");
            if (Labels.Contains(column.Name, StringComparer.OrdinalIgnoreCase))
                return (null, "its name says that it holds the answer");
            if (distinct < 2)
                return (null, distinct == 0 ? "empty" : "the same everywhere");
            var values = seen.OrderByDescending(id => counts[id]).Take(Looked).Select(table.Pool.Text).ToList();
            return (LooksLike.Of(values, column.Name).Kind, "");
        }
    }

    /// <summary>The columns that say the same as this one, when in nine of ten rows its words are just theirs, or its value follows from theirs.</summary>
    private static string? Repeats(Table table, List<ColumnProfile> profiles, int index)
    {
        var own = table[profiles[index].Name].Ids;
        var parts = profiles
            .Where((p, i) => i != index && p.Kind is ColumnKind.Forename or ColumnKind.Surname)
            .Select(p => table[p.Name])
            .ToList();
        if (profiles[index].Kind is not ColumnKind.FullName || parts.Count < 2)
            return null;
        var (same, looked) = (0, 0);
        for (var row = 0; row < own.Length && looked < Looked; row++)
        {
            if (own[row] <= TextPool.Empty)
                continue;
            looked++;
            var joined = string.Join(' ', parts.Select(p => p.Ids[row]).Where(static id => id > TextPool.Empty).Select(table.Pool.Text));
            if (joined.Equals(table.Pool.Text(own[row]), StringComparison.OrdinalIgnoreCase))
                same++;
        }
        return same * 10 >= looked * 9 ? string.Join(" and ", parts.Select(static p => p.Name)) : null;
    }
}
