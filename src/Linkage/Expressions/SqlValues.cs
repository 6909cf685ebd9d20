using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Bluelamp.Linkage;

/// <summary>
/// Works out an expression on values, as DuckDB does: null in, null out; a condition is true, false or null. Slow and complete; what runs for each pair is
/// compiled by <see cref="PairCondition"/>, which asks here once for each distinct value, or for what it has no faster way.
/// </summary>
internal static class SqlValues
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(100);

    /// <summary>The value of an expression, given those of its columns.</summary>
    /// <returns>A text, a <see cref="double"/>, a <see cref="bool"/>, a list of texts, or null.</returns>
    public static object? Of(SqlExpression e, Func<SqlColumn, string?> value) =>
        e switch
        {
            SqlLiteral literal => literal.Value,
            SqlColumn column => value(column),
            SqlCall call => Call(call, value),
            _ => throw new InvalidOperationException(e.GetType().Name),
        };

    /// <summary>Looks whether each function is known and takes as much as it is given, before any value is there.</summary>
    /// <exception cref="InputFaultException">One is not, or does not.</exception>
    public static void Check(SqlExpression e)
    {
        if (e is not SqlCall call)
            return;
        foreach (var part in call.Parts)
            Check(part);
        if (!IsWord(call.Name))
            SqlFunctions.Find(call.Name);
        _ = Of(call, static _ => "0");
    }

    /// <summary>Is no function that is given values, but decides itself which of its parts it looks at.</summary>
    public static bool IsWord(string name) => name is "and" or "or" or "not" or "is null" or "coalesce" or "ifnull" or "concat" or "case";

    public static string? Text(object? value) =>
        value switch
        {
            null => null,
            string text => text,
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            bool yes => yes ? "true" : "false",
            string[] list => string.Join('|', list),
            _ => value.ToString(),
        };

    public static double? Number(object? value) =>
        value switch
        {
            double number => number,
            bool yes => yes ? 1 : 0,
            string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };

    private static object? Call(SqlCall call, Func<SqlColumn, string?> value)
    {
        switch (call.Name)
        {
            case "and":
                return Logic(call, value, stops: false);
            case "or":
                return Logic(call, value, stops: true);
            case "not":
                return Of(call.Parts[0], value) is bool yes ? !yes : null;
            case "is null":
                return Of(call.Parts[0], value) is null;
            case "coalesce" or "ifnull":
                return call.Parts.Select(p => Of(p, value)).FirstOrDefault(static v => v is not null);
            case "greatest" or "least":
                return Furthest(call, value);
            case "case":
                return Chosen(call, value);
            case "concat":
                return string.Concat(call.Parts.Select(p => Text(Of(p, value))));
        }
        var given = new object?[call.Parts.Length];
        for (var i = 0; i < given.Length; i++)
        {
            if ((given[i] = Of(call.Parts[i], value)) is null)
                return null;
        }
        try
        {
            return SqlFunctions.Find(call.Name)(given);
        }
        catch (Exception e)
            when (e is IndexOutOfRangeException or InvalidOperationException or ArgumentException or RegexMatchTimeoutException)
        {
            throw new InputFaultException(
                $"{call} cannot be worked out: it is given too little, or something of another kind than it takes.",
                e
            );
        }
    }

    /// <summary>The greatest or the least of the values that are there, as in DuckDB and PostgreSQL; null where none is.</summary>
    private static object? Furthest(SqlCall call, Func<SqlColumn, string?> value)
    {
        var given = call.Parts.Select(p => Of(p, value)).OfType<object>().ToArray();
        return given.Length == 0 ? null : SqlFunctions.Find(call.Name)(given);
    }

    /// <summary>What the first condition that holds comes to, or else the last part.</summary>
    private static object? Chosen(SqlCall call, Func<SqlColumn, string?> value)
    {
        for (var i = 0; i + 1 < call.Parts.Length; i += 2)
        {
            if (Of(call.Parts[i], value) is true)
                return Of(call.Parts[i + 1], value);
        }
        return Of(call.Parts[^1], value);
    }

    private static object? Logic(SqlCall call, Func<SqlColumn, string?> value, bool stops)
    {
        object? result = !stops;
        foreach (var part in call.Parts)
        {
            if (Of(part, value) is not bool yes)
                result = null;
            else if (yes == stops)
                return stops;
        }
        return result;
    }

    public static int Compare(object a, object b) =>
        a is string text && b is string other ? string.CompareOrdinal(text, other)
        : Number(a) is { } x && Number(b) is { } y ? x.CompareTo(y)
        : string.CompareOrdinal(Text(a), Text(b));

    public static Regex Pattern(string pattern) => new(pattern, RegexOptions.CultureInvariant, PatternTime);

    public static ReadOnlySpan<byte> Bytes(object? value) => Encoding.UTF8.GetBytes(Text(value) ?? "");
}
