using System.Data.Common;

namespace Bluelamp.Linkage;

/// <summary>Records in columns. All columns of all tables that are linked share one <see cref="TextPool"/>.</summary>
public sealed class Table
{
    private readonly Dictionary<string, Column> byName = new(StringComparer.OrdinalIgnoreCase);

    public Table(TextPool pool, int rows, IEnumerable<Column> columns)
    {
        Pool = pool;
        Rows = rows;
        foreach (var column in columns)
            Put(column);
    }

    public TextPool Pool { get; }

    public int Rows { get; }

    public IReadOnlyList<Column> Columns => columns;

    private readonly List<Column> columns = [];

    /// <summary>The column of this name, whichever case its letters have.</summary>
    /// <exception cref="InputFaultException">There is none.</exception>
    public Column this[string name] =>
        byName.TryGetValue(name, out var column)
            ? column
            : throw new InputFaultException(
                $"There is no column {name}. The columns are {string.Join(", ", columns.Select(static c => c.Name))}."
            );

    public bool Has(string name) => byName.ContainsKey(name);

    /// <summary>Puts a column in, in the place of one of the same name.</summary>
    public void Put(Column column)
    {
        if (byName.TryGetValue(column.Name, out var old))
            columns[columns.IndexOf(old)] = column;
        else
            columns.Add(column);
        byName[column.Name] = column;
    }

    /// <summary>A table from values in memory; a null is a missing value.</summary>
    public static Table Of(IReadOnlyList<string> names, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var pool = new TextPool();
        var values = names.Select(static _ => new List<int>()).ToArray();
        foreach (var row in rows)
            for (var c = 0; c < values.Length; c++)
                values[c].Add(string.IsNullOrEmpty(row[c]) ? TextPool.Null : pool.Add(row[c]));
        return new(pool, values.Length == 0 ? 0 : values[0].Count, names.Select((n, c) => new Column(n, [.. values[c]])));
    }

    /// <summary>
    /// A table of the rows that a database answers with, read one after the other and in the order of their columns, so that the reader may be sequential. A null
    /// or empty text is a missing value, a day is <c>yyyy-MM-dd</c>, a list is <c>a|b</c>.
    /// </summary>
    /// <param name="pool">That of the tables that it is linked with; its own when it is left out.</param>
    /// <exception cref="InputFaultException">A column has no name, two have the same, or one holds bytes.</exception>
    public static Task<Table> OfAsync(DbDataReader reader, CancellationToken ct, TextPool? pool = null) =>
        new DbTable(reader, pool ?? new()).ReadAsync(ct);

    /// <summary>One table of the rows of all, in their order; a column that one of them lacks is missing there.</summary>
    /// <remarks>All share a pool.</remarks>
    public static Table Stack(params IReadOnlyList<Table> tables)
    {
        var pool = tables.Count > 0 ? tables[0].Pool : throw new ArgumentException("There is no table to stack.", nameof(tables));
        if (tables.Any(t => t.Pool != pool))
            throw new ArgumentException("Tables that are stacked share a pool of texts.", nameof(tables));
        var names = tables.SelectMany(static t => t.columns).Select(static c => c.Name).Distinct(StringComparer.OrdinalIgnoreCase);
        return new(pool, tables.Sum(static t => t.Rows), names.Select(n => new Column(n, [.. tables.SelectMany(t => Ids(t, n))])));
    }

    private static int[] Ids(Table table, string name) => table.Has(name) ? table[name].Ids : new int[table.Rows];
}

/// <summary>One column: the number of each row's value in the pool.</summary>
public sealed record Column(string Name, int[] Ids)
{
    /// <summary>How many different values there are, the missing one left out.</summary>
    public int DistinctCount() => Ids.Where(static id => id != TextPool.Null).Distinct().Count();
}

/// <summary>What a person gave is not right; the message says what and where, and what to do.</summary>
public sealed class InputFaultException : Exception
{
    public InputFaultException(string message)
        : base(message) { }

    public InputFaultException() { }

    public InputFaultException(string message, Exception innerException)
        : base(message, innerException) { }
}
