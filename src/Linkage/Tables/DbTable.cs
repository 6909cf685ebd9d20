using System.Collections;
using System.Data.Common;
using System.Globalization;

namespace Bluelamp.Linkage;

/// <summary>
/// Reads the rows that a database answers with into a <see cref="Table"/>, one after the other: no more is held than one row, and each distinct text once. What
/// each column holds is written as it would be in a CSV file.
/// </summary>
internal sealed class DbTable(DbDataReader reader, TextPool pool)
{
    private const int FirstRows = 1024;

    public async Task<Table> ReadAsync(CancellationToken ct)
    {
        string[] names = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        Check(names);
        var (values, rows) = (Array.ConvertAll(names, static _ => new int[FirstRows]), 0);
        while (await reader.ReadAsync(ct))
        {
            for (var c = 0; c < values.Length; c++)
            {
                if (rows == values[c].Length)
                    Array.Resize(ref values[c], rows * 2);
                values[c][rows] = Text(reader.GetValue(c), names[c]) is { Length: > 0 } text ? pool.Add(text) : TextPool.Null;
            }
            rows++;
        }
        return new(pool, rows, names.Select((name, c) => new Column(name, values[c][..rows])));
    }

    private static void Check(string[] names)
    {
        if (names.Length == 0)
            throw new InputFaultException("The query gives no columns. Name at least one after its select.");
        var unnamed = Array.FindIndex(names, string.IsNullOrWhiteSpace);
        if (unnamed >= 0)
            throw new InputFaultException(
                string.Create(CultureInfo.InvariantCulture, $"Column {unnamed + 1} of the query has no name. Give it one by: as name.")
            );
        if (names.GroupBy(static n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(static g => g.Count() > 1) is { } twice)
            throw new InputFaultException($"Two columns of the query are called {twice.Key}. Rename one by: as another_name.");
    }

    /// <summary>A value as a text that reads the same in every country; null where it is missing.</summary>
    private static string? Text(object? value, string column) =>
        value switch
        {
            null or DBNull => null,
            string text => text,
            bool yes => yes ? "true" : "false",
            DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
            DateTimeOffset time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
            byte[] => throw new InputFaultException(
                $"The column {column} holds bytes, which are no text to compare. Leave it out of the query."
            ),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            IEnumerable list => string.Join('|', list.Cast<object?>().Select(one => Text(one, column)).OfType<string>()),
            _ => value.ToString(),
        };
}
