namespace Bluelamp.Linkage;

/// <summary>
/// Writes an expression for DuckDB. What calls a function that is not DuckDB's is written as a column of the records that holds what it comes to, and a
/// distance in kilometres as the formula for it.
/// </summary>
/// <param name="inLevel">Columns are written as <c>"name_l"</c>, as in a comparison level; else as <c>l."name"</c>, as in a rule.</param>
/// <param name="keys">The columns that the records need besides, by what they hold; grows.</param>
internal sealed class SqlText(bool inLevel, Dictionary<string, (string Name, SqlExpression Value)> keys)
{
    /// <summary>Calls any function that is not DuckDB's.</summary>
    public static bool IsForeign(SqlExpression e) =>
        e is SqlCall call && (SqlFunctions.IsOursOnly(call.Name) || Array.Exists(call.Parts, static p => IsForeign(p)));

    /// <summary>Calls one for which the records need a column.</summary>
    public static bool NeedsKeys(SqlExpression e) =>
        e is SqlCall call
        && ((SqlFunctions.IsOursOnly(call.Name) && !call.Is("distance_km")) || Array.Exists(call.Parts, static p => NeedsKeys(p)));

    /// <summary>The expression in DuckDB's SQL.</summary>
    /// <exception cref="InputFaultException">A function that is not DuckDB's is given both records.</exception>
    public string Of(SqlExpression e) =>
        e switch
        {
            SqlColumn column => Column(column.Side, column.Name),
            SqlCall { Name: "distance_km" } call => Distance([.. call.Parts.Select(Of)]),
            SqlCall call when SqlFunctions.IsOursOnly(call.Name) => Key(call),
            SqlCall call => Of(call, [.. call.Parts.Select(Of)]),
            _ => e.ToString()!,
        };

    private static string Of(SqlCall call, string[] parts) =>
        call.Name switch
        {
            "and" or "or" => $"({string.Join($" {call.Name} ", parts)})",
            "not" => $"(not {parts[0]})",
            "is null" => $"({parts[0]} is null)",
            "cast" => $"try_cast({parts[0]} as {parts[1].Trim('\'')})",
            "case" => Case(parts),
            "like" => $"({parts[0]} like {parts[1]})",
            _ when !char.IsLetter(call.Name[0]) => $"({parts[0]} {call.Name} {parts[1]})",
            _ => $"{call.Name}({string.Join(", ", parts)})",
        };

    private static string Case(string[] parts)
    {
        var whens = Enumerable.Range(0, parts.Length / 2).Select(i => $"when {parts[2 * i]} then {parts[(2 * i) + 1]}");
        return $"case {string.Join(' ', whens)} else {parts[^1]} end";
    }

    private string Key(SqlCall call)
    {
        if (call.Sides is not (Side.Left or Side.Right))
            throw new InputFaultException($"{call} is given both records, and DuckDB has no function {call.Name}.");
        var text = call.ToString();
        if (!keys.TryGetValue(text, out var key))
        {
            var words = string.Concat(text.Select(static c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' '));
            var name = string.Join('_', words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            while (keys.Values.Any(k => k.Name.Equals(name, StringComparison.Ordinal)))
                name += "_";
            keys[text] = key = (name, call);
        }
        var column = Column(call.Sides, key.Name);
        return SqlFunctions.IsList(call.Name) ? $"string_split({column}, '|')" : column;
    }

    private string Column(Side side, string name)
    {
        var record = side is Side.Left ? "l" : "r";
        var quoted = name.Replace("\"", "\"\"", StringComparison.Ordinal);
        return inLevel ? $"\"{quoted}_{record}\"" : $"{record}.\"{quoted}\"";
    }

    /// <summary>The haversine, as <c>distance_km(latitude, longitude, latitude, longitude)</c> is worked out here.</summary>
    private static string Distance(string[] p)
    {
        if (p.Length < 4)
            throw new InputFaultException("distance_km takes a latitude, a longitude, a latitude and a longitude.");
        string Radians(int i) => $"radians(try_cast({p[i]} as double))";
        return $"(2 * 6371 * asin(sqrt(least(1, pow(sin(({Radians(2)} - {Radians(0)}) / 2), 2) + cos({Radians(0)}) * cos({Radians(2)}) * pow(sin(({Radians(3)} - {Radians(1)}) / 2), 2)))))";
    }
}
