using System.Collections.Immutable;

namespace Bluelamp.Linkage;

/// <summary>Makes the values of a table comparable by declared steps, each value once.</summary>
public static class Comparable
{
    /// <summary>What is done with every column when nothing is declared: small letters without accents, single spaces; what says "not known" is missing.</summary>
    public static ImmutableArray<CleaningStep> Plainly(string column) =>
        [
            new(column, CleaningOperation.Lower),
            new(column, CleaningOperation.Unaccent),
            new(column, CleaningOperation.Spaces),
            new(column, CleaningOperation.NullIf),
        ];

    /// <summary>What a column of a kind needs besides.</summary>
    internal static ImmutableArray<CleaningStep> Besides(string column, ColumnKind? kind) =>
        kind switch
        {
            ColumnKind.Forename or ColumnKind.Surname or ColumnKind.FullName =>
            [
                new(column, CleaningOperation.Patronymic),
                new(column, CleaningOperation.Punctuation),
                new(column, CleaningOperation.Titles),
            ],
            ColumnKind.Date => [new(column, CleaningOperation.Date)],
            ColumnKind.Postcode => [new(column, CleaningOperation.Postcode), new(column, CleaningOperation.Lower)],
            ColumnKind.Phone => [new(column, CleaningOperation.Phone)],
            ColumnKind.Email => [new(column, CleaningOperation.Email)],
            _ => [],
        };

    /// <summary>The table with its values made comparable; a column that no step names stays as it is.</summary>
    /// <exception cref="InputFaultException">A step names a column that is not there.</exception>
    public static Table Of(Table table, IEnumerable<CleaningStep> steps)
    {
        ArgumentNullException.ThrowIfNull(table);
        var made = new Table(table.Pool, table.Rows, table.Columns);
        foreach (var column in steps.GroupBy(static s => s.Column, StringComparer.OrdinalIgnoreCase))
            made.Put(Of(table[column.Key], Cleaners.Of(column), table.Pool));
        return made;
    }

    private static Column Of(Column column, Func<string, string?> clean, TextPool pool)
    {
        // 0 is not worked out yet; numbers are kept one higher.
        var known = new int[pool.Count];
        var ids = new int[column.Ids.Length];
        for (var row = 0; row < ids.Length; row++)
        {
            var id = column.Ids[row];
            if (known[id] == 0)
                known[id] = 1 + (id <= TextPool.Empty ? TextPool.Null : pool.Add(clean(pool.Text(id))));
            ids[row] = known[id] - 1;
        }
        return column with { Ids = ids };
    }
}
