using System.Runtime.InteropServices;

namespace Bluelamp.Linkage;

/// <summary>
/// The values that comparisons and rules look at, worked out once for each record (an upper-cased name, the first letters of another) and laid out a record
/// at a time, so that a pair costs two visits to memory.
/// </summary>
internal sealed class Fields(Table table)
{
    /// <summary>The values of each field; null where they were worked out and are laid out.</summary>
    private readonly List<int[]?> columns = [];
    private readonly HashSet<int> workedOut = [];
    private readonly Dictionary<string, int> byExpression = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]> aside = new(StringComparer.Ordinal);
    private int[]? packed;

    public Table Table => table;

    public TextPool Pool => table.Pool;

    public int Width => columns.Count;

    /// <summary>The number of the field that holds an expression over one record.</summary>
    public int Of(SqlExpression expression)
    {
        var key = expression.ToString();
        if (byExpression.TryGetValue(key, out var field))
            return field;
        var ids = aside.TryGetValue(key, out var known) ? known : Worked(expression);
        Unpack();
        columns.Add(ids);
        if (expression is not SqlColumn)
            workedOut.Add(Width - 1);
        return byExpression[key] = Width - 1;
    }

    /// <summary>The values of an expression over one record that no pair looks at, such as what a rule asks for; kept until <see cref="Forget"/>.</summary>
    public int[] Aside(SqlExpression expression)
    {
        var key = expression.ToString();
        if (!aside.TryGetValue(key, out var ids))
            aside[key] = ids = byExpression.TryGetValue(key, out var field) ? Column(field) : Worked(expression);
        return ids;
    }

    /// <summary>Lets go of what was worked out aside.</summary>
    public void Forget() => aside.Clear();

    public int Of(string column) => Of(new SqlColumn(Side.Left, column));

    /// <summary>All fields of all records, <see cref="Width"/> numbers each.</summary>
    public int[] Packed() => packed ?? Laid();

    private int[] Laid()
    {
        lock (columns)
        {
            if (packed is not null)
                return packed;
            var laid = new int[table.Rows * (long)Width];
            for (var f = 0; f < Width; f++)
            {
                var ids = columns[f]!;
                for (var row = 0; row < ids.Length; row++)
                    laid[((long)row * Width) + f] = ids[row];
                if (workedOut.Contains(f))
                    columns[f] = null;
            }
            return packed = laid;
        }
    }

    /// <summary>Brings the fields back into columns, so that another one can stand beside them.</summary>
    private void Unpack()
    {
        if (packed is null)
            return;
        for (var f = 0; f < Width; f++)
            columns[f] = Column(f);
        packed = null;
    }

    private int[] Column(int field)
    {
        if (columns[field] is { } ids)
            return ids;
        ids = new int[table.Rows];
        for (var row = 0; row < ids.Length; row++)
            ids[row] = packed![((long)row * Width) + field];
        return ids;
    }

    private int[] Worked(SqlExpression expression) => expression is SqlColumn column ? table[column.Name].Ids : Derive(expression);

    /// <summary>What the values of two fields are as numbers, by the number of the value; NaN where it is none.</summary>
    public double[] Numbers(int field, int other)
    {
        var numbers = new double[Pool.Count];
        Array.Fill(numbers, double.NaN);
        foreach (var id in Column(field).Concat(Column(other)))
        {
            if (id != TextPool.Null && double.IsNaN(numbers[id]))
                numbers[id] = SqlValues.Number(Pool.Text(id)) ?? double.NaN;
        }
        return numbers;
    }

    private int[] Derive(SqlExpression expression)
    {
        var sources = expression.Columns.Distinct(StringComparer.OrdinalIgnoreCase).Select(n => table[n]).ToArray();
        return sources switch
        {
            [var one] => OfOne(expression, one),
            [var one, var other] => OfTwo(expression, one, other),
            _ => [.. Enumerable.Range(0, table.Rows).Select(row => Work(expression, sources, row))],
        };
    }

    private int[] OfOne(SqlExpression expression, Column source)
    {
        // 0 is not worked out yet; numbers are kept one higher.
        var (known, ids) = (new int[Pool.Count], new int[table.Rows]);
        for (var row = 0; row < ids.Length; row++)
        {
            ref var value = ref known[source.Ids[row]];
            if (value == 0)
                value = Work(expression, [source], row) + 1;
            ids[row] = value - 1;
        }
        return ids;
    }

    private int[] OfTwo(SqlExpression expression, Column one, Column other)
    {
        var ids = new int[table.Rows];
        var first = expression is SqlCall { Name: "least", Parts: [SqlColumn, SqlColumn] };
        if (first || expression is SqlCall { Name: "greatest", Parts: [SqlColumn, SqlColumn] })
        {
            // One of the two values: no text need be made, and hardly ever one be read.
            for (var row = 0; row < ids.Length; row++)
            {
                var (a, b) = (one.Ids[row], other.Ids[row]);
                ids[row] =
                    a <= TextPool.Empty || b <= TextPool.Empty || IsNumber(a) || IsNumber(b) ? Work(expression, [one, other], row)
                    : Pool[a].SequenceCompareTo(Pool[b]) <= 0 == first ? a
                    : b;
            }
            return ids;
        }
        var known = new Dictionary<(int, int), int>();
        for (var row = 0; row < ids.Length; row++)
        {
            ref var value = ref CollectionsMarshal.GetValueRefOrAddDefault(known, (one.Ids[row], other.Ids[row]), out var exists);
            if (!exists)
                value = Work(expression, [one, other], row);
            ids[row] = value;
        }
        return ids;
    }

    /// <summary>May be compared as a number.</summary>
    private bool IsNumber(int id) => Pool[id][0] is (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'+' or (byte)'.' or (byte)' ';

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
}
