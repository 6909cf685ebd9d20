namespace Bluelamp.Linkage;

/// <summary>How often each value of a column occurs among the records in which it is not missing.</summary>
public sealed class TermFrequencies
{
    private readonly Table table;
    private readonly Func<string, double[]> ask;
    private readonly Dictionary<string, double[]> byColumn = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>As often as in the table itself.</summary>
    public TermFrequencies(Table table) => (this.table, ask) = (table, Counted);

    /// <summary>As often as somebody knows who has seen more records than the table holds.</summary>
    /// <param name="known">The share of a value of a column, 0 to 1; null where it is not known.</param>
    public TermFrequencies(Table table, Func<string, string, double?> known)
    {
        this.table = table;
        ask = column => Known(column, known);
    }

    public double Of(string column, int value) => Shares(column) is var shares && value < shares.Length ? shares[value] : 0;

    /// <summary>
    /// How many bits are added for each value when two records share it, above those for sharing any: log2(u / frequency), times the weight. A missing
    /// value gives no bound (it takes the other one's), nor does one whose frequency is not known; where neither gives one, nothing is added.
    /// </summary>
    internal double[] Adjustments(string column, double u, double weight, double leastU)
    {
        var shares = Shares(column);
        var adjustments = new double[table.Pool.Count];
        Array.Fill(adjustments, double.PositiveInfinity);
        for (var id = 0; id < shares.Length; id++)
        {
            if (shares[id] > 0)
                adjustments[id] = weight * Math.Log2(u / Math.Max(shares[id], leastU));
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

    private double[] Shares(string column)
    {
        if (!byColumn.TryGetValue(column, out var shares))
            byColumn[column] = shares = ask(column);
        return shares;
    }

    private double[] Counted(string column)
    {
        var shares = new double[table.Pool.Count];
        foreach (var id in table[column].Ids)
            shares[id]++;
        var known = table.Rows - shares[TextPool.Null];
        shares[TextPool.Null] = 0;
        for (var id = 0; id < shares.Length; id++)
            shares[id] = known > 0 ? shares[id] / known : 0;
        return shares;
    }

    private double[] Known(string column, Func<string, string, double?> known)
    {
        var shares = new double[table.Pool.Count];
        foreach (var id in table[column].Ids)
        {
            if (id != TextPool.Null && shares[id] == 0)
                shares[id] = known(column, table.Pool.Text(id)!) ?? 0;
        }
        return shares;
    }
}
