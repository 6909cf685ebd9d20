namespace Bluelamp.Linkage;

/// <summary>How often each value of a column occurs among the records in which it is not missing.</summary>
public sealed class TermFrequencies
{
    private const double LeastLeft = 0.1;
    private readonly Table table;
    private readonly Func<string, Shares> ask;
    private readonly Dictionary<string, Shares> byColumn = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>As often as in the table itself.</summary>
    public TermFrequencies(Table table) => (this.table, ask) = (table, Counted);

    /// <summary>As often as somebody knows who has seen more records than the table holds.</summary>
    /// <param name="known">The share of a value of a column, 0 to 1; null where it is not known.</param>
    public TermFrequencies(Table table, Func<string, string, double?> known)
    {
        this.table = table;
        ask = column => Known(column, known);
    }

    /// <summary>
    /// How many bits are added for each value when two records share it, above those for sharing any: log2(u / frequency), times the weight. A missing
    /// value gives no bound (it takes the other one's), nor does one whose frequency is not known; where neither gives one, nothing is added.
    /// </summary>
    /// <param name="own">The share of all records that have the value because they are of the same person; taken off a frequency, but for a tenth of it.</param>
    internal Adjustments Adjustments(string column, double u, double weight, double leastU, double own = 0)
    {
        if (!byColumn.TryGetValue(column, out var shares))
            byColumn[column] = shares = ask(column);
        return new(
            shares.Of,
            Array.ConvertAll(
                shares.Different,
                share =>
                    share > 0 ? weight * Math.Log2(u / Math.Max(Math.Max(share - own, share * LeastLeft), leastU)) : double.PositiveInfinity
            )
        );
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

    private Shares Counted(string column)
    {
        var counts = new int[table.Pool.Count];
        foreach (var id in table[column].Ids)
            counts[id]++;
        var known = (double)(table.Rows - counts[TextPool.Null]);
        counts[TextPool.Null] = 0;
        return Shares.Among(counts, count => count == 0 ? 0 : count / known);
    }

    private Shares Known(string column, Func<string, string, double?> known)
    {
        var shares = new double[table.Pool.Count];
        foreach (var id in table[column].Ids)
        {
            if (id != TextPool.Null && shares[id] == 0)
                shares[id] = known(column, table.Pool.Text(id)!) ?? 0;
        }
        return Shares.Among(shares, static share => share);
    }

    /// <summary>How common each value is. Of ten million names there are a few thousand different shares, so two bytes a value are enough.</summary>
    /// <param name="Of">The number of each value's share in <paramref name="Different"/>.</param>
    private sealed record Shares(ushort[] Of, double[] Different)
    {
        /// <summary>The share of each, worked out once for all that are as common.</summary>
        /// <exception cref="OverflowException">
        /// There are more than 65,536 different ones. Counts of two thousand million rows have fewer, as they add up to the rows.
        /// </exception>
        public static Shares Among<T>(T[] common, Func<T, double> share)
            where T : notnull
        {
            var numbers = new Dictionary<T, ushort>();
            var of = new ushort[common.Length];
            for (var id = 0; id < common.Length; id++)
            {
                if (!numbers.TryGetValue(common[id], out var number))
                    numbers.Add(common[id], number = checked((ushort)numbers.Count));
                of[id] = number;
            }
            return new(of, [.. numbers.OrderBy(static n => n.Value).Select(n => share(n.Key))]);
        }
    }
}

/// <summary>How many bits are added when two records share a value.</summary>
/// <param name="numberOf">For each value the number of its bits.</param>
/// <param name="bits">Infinite where a value gives no bound.</param>
internal sealed class Adjustments(ushort[] numberOf, double[] bits)
{
    public double this[int value] => bits[numberOf[value]];
}
