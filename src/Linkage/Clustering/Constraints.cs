namespace Bluelamp.Linkage;

/// <summary>Declared constraints on clusters: which rows are never of one person, whatever speaks for it.</summary>
public static class Constraints
{
    /// <summary>Which rows are kept apart; null when nothing is declared. A missing value keeps nothing apart.</summary>
    /// <param name="oneValue">Columns of which a person has one value only.</param>
    /// <param name="onePer">Columns of whose values a person has at most one record each.</param>
    /// <param name="oneOfEachSource">The source of each row, where a person has at most one record in each; else null.</param>
    /// <exception cref="InputFaultException">There is no such column.</exception>
    public static Func<int, int, bool>? Of(
        Table table,
        IEnumerable<string> oneValue,
        IEnumerable<string> onePer,
        int[]? oneOfEachSource = null
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        var differing = oneValue.Select(name => table[name].Ids).ToArray();
        var equal = onePer.Select(name => table[name].Ids).ToArray();
        if (differing.Length == 0 && equal.Length == 0 && oneOfEachSource is null)
            return null;
        return (a, b) =>
            (oneOfEachSource is not null && oneOfEachSource[a] == oneOfEachSource[b])
            || Array.Exists(differing, c => c[a] != c[b] && c[a] > TextPool.Empty && c[b] > TextPool.Empty)
            || Array.Exists(equal, c => c[a] == c[b] && c[a] > TextPool.Empty);
    }
}
