namespace Bluelamp.Linkage;

/// <summary>
/// The values that comparisons and rules look at, worked out once for each record (an upper-cased name, the first letters of another) and laid out a record
/// at a time, so that a pair costs two visits to memory.
/// </summary>
internal sealed class Fields(Table table)
{
    private readonly List<int[]> columns = [];
    private readonly Dictionary<string, int> byExpression = new(StringComparer.Ordinal);
    private int[]? packed;

    public Table Table => table;

    public TextPool Pool => table.Pool;

    public int Width => columns.Count;

    public int[] ColumnAt(int field) => columns[field];

    /// <summary>The number of the field that holds an expression over one record.</summary>
    public int Of(SqlExpression expression)
    {
        var key = expression.ToString();
        if (byExpression.TryGetValue(key, out var field))
            return field;
        packed = null;
        columns.Add(expression is SqlColumn column ? table[column.Name].Ids : Derive(expression));
        return byExpression[key] = columns.Count - 1;
    }

    public int Of(string column) => Of(new SqlColumn(Side.Left, column));

    /// <summary>All fields of all records, <see cref="Width"/> numbers each.</summary>
    public int[] Packed()
    {
        if (packed is not null)
            return packed;
        var laid = new int[table.Rows * (long)Width];
        for (var f = 0; f < Width; f++)
        {
            var ids = columns[f];
            for (var row = 0; row < ids.Length; row++)
                laid[(row * Width) + f] = ids[row];
        }
        return packed = laid;
    }

    /// <summary>What the values of two fields are as numbers, by the number of the value; NaN where it is none.</summary>
    public double[] Numbers(int field, int other)
    {
        var numbers = new double[Pool.Count];
        Array.Fill(numbers, double.NaN);
        foreach (var id in columns[field].Concat(columns[other]))
        {
            if (id != TextPool.Null && double.IsNaN(numbers[id]))
                numbers[id] = SqlValues.Number(Pool.Text(id)) ?? double.NaN;
        }
        return numbers;
    }

    private int[] Derive(SqlExpression expression)
    {
        var sources = expression.Columns.Distinct(StringComparer.OrdinalIgnoreCase).Select(n => table[n]).ToArray();
        var known = new Dictionary<Tuples, int>();
        var ids = new int[table.Rows];
        var single = sources.Length == 1 ? new int[Pool.Count] : null;
        for (var row = 0; row < ids.Length; row++)
        {
            if (single is not null)
            {
                // 0 is not worked out yet; numbers are kept one higher.
                var id = sources[0].Ids[row];
                if (single[id] == 0)
                    single[id] = Work(expression, sources, row) + 1;
                ids[row] = single[id] - 1;
                continue;
            }
            var tuple = new Tuples([.. sources.Select(s => s.Ids[row])]);
            if (!known.TryGetValue(tuple, out var value))
                known[tuple] = value = Work(expression, sources, row);
            ids[row] = value;
        }
        return ids;
    }

    private int Work(SqlExpression expression, Column[] sources, int row) =>
        Pool.Add(
            SqlValues.Text(
                SqlValues.Of(
                    expression,
                    column =>
                        Array.Find(sources, s => s.Name.Equals(column.Name, StringComparison.OrdinalIgnoreCase))!.Ids[row]
                            is var id
                                and not TextPool.Null
                            ? Pool.Text(id)
                            : null
                )
            )
        );

    private readonly record struct Tuples(int[] Ids)
    {
        public bool Equals(Tuples other) => Ids.AsSpan().SequenceEqual(other.Ids);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var id in Ids)
                hash.Add(id);
            return hash.ToHashCode();
        }
    }
}
