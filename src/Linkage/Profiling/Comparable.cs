namespace Bluelamp.Linkage;

/// <summary>Makes values comparable when no model says how: without accents and case, without spaces at the ends; what is then empty is missing.</summary>
internal static class Comparable
{
    public static Table Of(Table table) => new(table.Pool, table.Rows, table.Columns.Select(c => new Column(c.Name, Of(c, table.Pool))));

    private static int[] Of(Column column, TextPool pool)
    {
        var known = new int[pool.Count];
        var ids = new int[column.Ids.Length];
        for (var row = 0; row < ids.Length; row++)
        {
            var id = column.Ids[row];
            if (known[id] == 0)
                known[id] = Work(id, pool) + 1;
            ids[row] = known[id] - 1;
        }
        return ids;
    }

    private static int Work(int id, TextPool pool)
    {
        if (id <= TextPool.Empty)
            return TextPool.Null;
        if (IsPlain(pool[id]))
            return id;
        var text = pool.Text(id).Trim().ToLowerInvariant();
        return text.Length == 0 ? TextPool.Null : pool.Add(text);
    }

    private static bool IsPlain(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
        {
            if (b is >= 128 or (>= (byte)'A' and <= (byte)'Z'))
                return false;
        }
        return text[0] > ' ' && text[^1] > ' ';
    }
}
