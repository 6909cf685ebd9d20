namespace Bluelamp.Linkage;

/// <summary>How often each value of a column occurs among the records in which it is not missing.</summary>
public sealed class TermFrequencies(Table table)
{
    private readonly Dictionary<string, (int[] Counts, int Known)> byColumn = new(StringComparer.OrdinalIgnoreCase);

    public double Of(string column, int value)
    {
        var (counts, known) = Counts(column);
        return value < counts.Length && known > 0 ? counts[value] / (double)known : 0;
    }

    /// <summary>
    /// How many bits are added for each value when two records share it, above those for sharing any: log2(u / frequency), times the weight. A missing
    /// value gives no bound (it takes the other one's), nor does one that the table never holds; where neither gives one, nothing is added.
    /// </summary>
    internal double[] Adjustments(string column, double u, double weight, double leastU)
    {
        var (counts, known) = Counts(column);
        var adjustments = new double[table.Pool.Count];
        Array.Fill(adjustments, double.PositiveInfinity);
        for (var id = 0; id < counts.Length; id++)
        {
            if (counts[id] > 0)
                adjustments[id] = weight * Math.Log2(u / Math.Max(counts[id] / (double)known, leastU));
        }
        return adjustments;
    }

    /// <summary>How often two records, of which both have a value, have the same one.</summary>
    public static double Shared(Column column)
    {
        var counts = new int[column.Ids.Length == 0 ? 1 : column.Ids.Max() + 1];
        foreach (var id in column.Ids)
            counts[id]++;
        counts[TextPool.Null] = 0;
        var known = counts.Sum(static c => (double)c);
        return known < 2 ? 0 : counts.Sum(static c => c * (c - 1d)) / (known * (known - 1));
    }

    private (int[] Counts, int Known) Counts(string column)
    {
        if (byColumn.TryGetValue(column, out var known))
            return known;
        var counts = new int[table.Pool.Count];
        foreach (var id in table[column].Ids)
            counts[id]++;
        var missing = counts[TextPool.Null];
        counts[TextPool.Null] = 0;
        return byColumn[column] = (counts, table.Rows - missing);
    }
}
