using System.Buffers.Binary;
using System.Buffers.Text;

namespace Bluelamp.Linkage;

/// <summary>
/// The order in which rows are worked with, whichever way they were given: by their table, then by the number of the record, then by what it says. What is
/// drawn at random, and what decides between equals, is then the same for the same records. The left record of a pair is the one with the lower number, as
/// in Splink: numbers by their size where all of them are numbers, else by their letters.
/// </summary>
internal sealed class RowOrder
{
    private const int MostDigits = 18;

    /// <summary>Which row stands at each place; null when they were given in this order.</summary>
    private readonly int[]? rows;
    private readonly int[]? places;

    private RowOrder(int[]? rows)
    {
        this.rows = rows;
        if (rows is null)
            return;
        places = new int[rows.Length];
        for (var place = 0; place < rows.Length; place++)
            places[rows[place]] = place;
    }

    /// <summary>The order of the rows of a table.</summary>
    /// <param name="idColumn">The column with the number of the record; where there is none, what the records say decides.</param>
    /// <param name="sources">The number of each row's table, where there are several.</param>
    public static RowOrder Of(Table table, string idColumn, int[]? sources = null)
    {
        var ids = table.Has(idColumn) ? table[idColumn].Ids : null;
        var keys = ids is null ? Contents(table) : Numbers(ids, table.Pool) ?? Beginnings(ids, table.Pool);
        var compared = table.Columns.Select(static c => c.Ids).Prepend(ids).OfType<int[]>().ToArray();
        int Compare(int a, int b)
        {
            foreach (var column in compared)
            {
                if (column[a] != column[b] && Between(column[a], column[b], table.Pool) is var order and not 0)
                    return order;
            }
            return a.CompareTo(b);
        }

        var isInOrder = true;
        for (var row = 1; row < table.Rows && isInOrder; row++)
        {
            var order = sources is null ? 0 : sources[row - 1].CompareTo(sources[row]);
            order = order != 0 ? order : keys[row - 1].CompareTo(keys[row]);
            isInOrder = (order != 0 ? order : Compare(row - 1, row)) < 0;
        }
        if (isInOrder)
            return new(null);
        var sorted = Sorted(keys, Compare);
        return new(sources is null ? sorted : [.. sorted.OrderBy(row => sources[row])]);
    }

    public int Place(int row) => places is null ? row : places[row];

    /// <summary>A table with its rows in this order.</summary>
    public Table Ordered(Table table) => Moved(table, rows);

    /// <summary>A table in this order with its rows as they were given.</summary>
    public Table AsGiven(Table table) => Moved(table, places);

    /// <summary>What is said of each row, in this order.</summary>
    public int[]? Ordered(int[]? said) => rows is null || said is null ? said : Array.ConvertAll(rows, row => said[row]);

    /// <summary>Pairs of places become pairs of rows.</summary>
    public void AsGiven(Span<Edge> edges)
    {
        if (rows is null)
            return;
        foreach (ref var edge in edges)
            edge = edge with { A = rows[edge.A], B = rows[edge.B] };
    }

    /// <summary>Clusters of places become clusters of rows; each is named by the row that stands first in this order.</summary>
    public Clusters AsGiven(Clusters clusters) =>
        places is null || rows is null
            ? clusters
            : new([.. places.Select(place => rows[clusters.Of[place]])], [.. places.Select(place => clusters.Probability[place])]);

    /// <summary>Clusters of rows become clusters of places.</summary>
    public int[] Ordered(Clusters clusters) =>
        places is null || rows is null ? [.. clusters.Of] : Array.ConvertAll(rows, row => places[clusters.Of[row]]);

    /// <summary>The places of a pair of rows, the lower one first.</summary>
    public Edge Ordered(Edge edge)
    {
        if (places is null)
            return edge;
        var (a, b) = (places[edge.A], places[edge.B]);
        return edge with { A = Math.Min(a, b), B = Math.Max(a, b) };
    }

    private static Table Moved(Table table, int[]? from) =>
        from is null
            ? table
            : new(table.Pool, table.Rows, table.Columns.Select(c => new Column(c.Name, Array.ConvertAll(from, row => c.Ids[row]))));

    private static int[] Sorted(ulong[] keys, Comparison<int> compare)
    {
        int[] sorted = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, sorted);
        for (var first = 0; first < sorted.Length; )
        {
            var last = first + 1;
            while (last < sorted.Length && keys[last] == keys[first])
                last++;
            if (last - first > 1)
                sorted.AsSpan(first, last - first).Sort(compare);
            first = last;
        }
        return sorted;
    }

    /// <summary>Values that are missing come first.</summary>
    private static int Between(int a, int b, TextPool pool) =>
        a == TextPool.Null ? -1
        : b == TextPool.Null ? 1
        : pool[a].SequenceCompareTo(pool[b]);

    /// <summary>Numbers in the order of what the texts are as numbers; null where one of them is none.</summary>
    private static ulong[]? Numbers(int[] ids, TextPool pool)
    {
        const ulong Sign = 1UL << 63;
        var keys = new ulong[ids.Length];
        for (var row = 0; row < ids.Length; row++)
        {
            var text = pool[ids[row]];
            if (text.IsEmpty)
                continue;
            if (text.Length > MostDigits || !Utf8Parser.TryParse(text, out long number, out var read) || read < text.Length)
                return null;
            keys[row] = (ulong)number ^ Sign;
        }
        return keys;
    }

    /// <summary>Numbers in the order of the first letters in which the texts differ; texts that have them in common may have the same number.</summary>
    private static ulong[] Beginnings(int[] ids, TextPool pool)
    {
        var common = pool[ids.Length == 0 ? TextPool.Null : ids[0]];
        foreach (var id in ids)
            common = common[..common.CommonPrefixLength(pool[id])];
        var keys = new ulong[ids.Length];
        Span<byte> first = stackalloc byte[sizeof(ulong)];
        for (var row = 0; row < ids.Length; row++)
        {
            var text = pool[ids[row]][common.Length..];
            first.Clear();
            text[..Math.Min(text.Length, first.Length)].CopyTo(first);
            keys[row] = BinaryPrimitives.ReadUInt64BigEndian(first);
        }
        return keys;
    }

    /// <summary>Numbers that follow from what rows say.</summary>
    private static ulong[] Contents(Table table)
    {
        var keys = new ulong[table.Rows];
        foreach (var column in table.Columns)
        {
            for (var row = 0; row < keys.Length; row++)
                keys[row] = (keys[row] ^ table.Pool.Mark(column.Ids[row])) * 0x9E37_79B9_7F4A_7C15;
        }
        return keys;
    }
}
