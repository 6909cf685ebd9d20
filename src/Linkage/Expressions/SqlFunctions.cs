using System.Globalization;

namespace Bluelamp.Linkage;

/// <summary>The functions that conditions may call, by the names that they have in DuckDB. None of them is asked about a null.</summary>
internal static class SqlFunctions
{
    private const double EarthKilometres = 6371;

    private static readonly Dictionary<string, Func<object?[], object?>> ByName = new(StringComparer.Ordinal)
    {
        ["="] = static a => SqlValues.Compare(a[0]!, a[1]!) == 0,
        ["<>"] = static a => SqlValues.Compare(a[0]!, a[1]!) != 0,
        ["<"] = static a => SqlValues.Compare(a[0]!, a[1]!) < 0,
        ["<="] = static a => SqlValues.Compare(a[0]!, a[1]!) <= 0,
        [">"] = static a => SqlValues.Compare(a[0]!, a[1]!) > 0,
        [">="] = static a => SqlValues.Compare(a[0]!, a[1]!) >= 0,
        ["+"] = Numbers(static (x, y) => x + y),
        ["-"] = Numbers(static (x, y) => x - y),
        ["*"] = Numbers(static (x, y) => x * y),
        ["/"] = Numbers(static (x, y) => x / y),
        ["%"] = Numbers(static (x, y) => x % y),
        ["||"] = static a => SqlValues.Text(a[0]) + SqlValues.Text(a[1]),
        ["abs"] = Number(Math.Abs),
        ["floor"] = Number(Math.Floor),
        ["round"] = Number(Math.Round),
        ["sqrt"] = Number(Math.Sqrt),
        ["sin"] = Number(Math.Sin),
        ["cos"] = Number(Math.Cos),
        ["asin"] = Number(Math.Asin),
        ["acos"] = Number(Math.Acos),
        ["radians"] = Number(static d => d * Math.PI / 180),
        ["pow"] = Numbers(Math.Pow),
        ["power"] = Numbers(Math.Pow),
        ["atan2"] = Numbers(Math.Atan2),
        ["greatest"] = static a => a.Aggregate(static (x, y) => SqlValues.Compare(x!, y!) >= 0 ? x : y),
        ["least"] = static a => a.Aggregate(static (x, y) => SqlValues.Compare(x!, y!) <= 0 ? x : y),
        ["lower"] = Text(static t => t.ToLowerInvariant()),
        ["upper"] = Text(static t => t.ToUpperInvariant()),
        ["trim"] = Text(static t => t.Trim()),
        ["reverse"] = Text(static t => string.Concat(t.Reverse())),
        ["length"] = static a => a[0] is string[] list ? list.Length : (double)SqlValues.Text(a[0])!.Length,
        ["len"] = static a => a[0] is string[] list ? list.Length : (double)SqlValues.Text(a[0])!.Length,
        ["array_length"] = static a => a[0] is string[] list ? list.Length : null,
        ["substring"] = Substring,
        ["substr"] = Substring,
        ["left"] = static a => Take(SqlValues.Text(a[0])!, 0, (int)SqlValues.Number(a[1])!.Value),
        ["right"] = Right,
        ["replace"] = static a => SqlValues.Text(a[0])!.Replace(SqlValues.Text(a[1])!, SqlValues.Text(a[2]), StringComparison.Ordinal),
        ["nullif"] = static a => SqlValues.Compare(a[0]!, a[1]!) == 0 ? null : a[0],
        ["regexp_extract"] = RegexpExtract,
        ["regexp_replace"] = static a =>
            SqlValues.Pattern(SqlValues.Text(a[1])!).Replace(SqlValues.Text(a[0])!, SqlValues.Text(a[2])!, a.Length > 3 ? -1 : 1),
        ["split_part"] = SplitPart,
        ["string_split"] = static a => SqlValues.Text(a[0])!.Split(SqlValues.Text(a[1]), StringSplitOptions.RemoveEmptyEntries),
        ["list_intersect"] = static a => List(a[0]).Intersect(List(a[1]), StringComparer.Ordinal).ToArray(),
        ["array_intersect"] = static a => List(a[0]).Intersect(List(a[1]), StringComparer.Ordinal).ToArray(),
        ["list_has_any"] = static a => List(a[0]).Intersect(List(a[1]), StringComparer.Ordinal).Any(),
        ["contains"] = static a =>
            a[0] is string[] list
                ? list.Contains(SqlValues.Text(a[1]), StringComparer.Ordinal)
                : SqlValues.Text(a[0])!.Contains(SqlValues.Text(a[1])!, StringComparison.Ordinal),
        ["like"] = static a => SqlValues.Pattern(Like(SqlValues.Text(a[1])!)).IsMatch(SqlValues.Text(a[0])!),
        ["qgrams"] = static a => QGramsOf(SqlValues.Text(a[0])!, (int)SqlValues.Number(a[1])!.Value),
        ["double_metaphone"] = static a => DoubleMetaphone.Codes(SqlValues.Text(a[0])!) is var s ? SoundsOf(s) : null,
        ["nicknames"] = static a => Nicknames.Forms(SqlValues.Text(a[0])!),
        ["cast"] = Cast,
        ["try_strptime"] = static a => Strptime(a),
        ["strptime"] = static a => Strptime(a),
        ["epoch"] = static a => SqlValues.Number(a[0]) ?? Seconds(SqlValues.Text(a[0])!),
        ["jaro_winkler_similarity"] = static a => Jaro.Winkler(SqlValues.Bytes(a[0]), SqlValues.Bytes(a[1])),
        ["jaro_similarity"] = static a => Jaro.Similarity(SqlValues.Bytes(a[0]), SqlValues.Bytes(a[1])),
        ["levenshtein"] = static a => (double)Levenshtein.Distance(SqlValues.Bytes(a[0]), SqlValues.Bytes(a[1])),
        ["damerau_levenshtein"] = static a => (double)Damerau.Distance(SqlValues.Bytes(a[0]), SqlValues.Bytes(a[1])),
        ["jaccard"] = static a => QGrams.Jaccard(SqlValues.Bytes(a[0]), SqlValues.Bytes(a[1]), 1),
        ["soundex"] = Text(static t => Soundex.Code(t)),
        ["metaphone"] = Text(static t => Metaphone.Code(t)),
        ["distance_km"] = static a => DistanceKilometres(a),
    };

    /// <summary>Those that DuckDB does not have without an extension: what calls them runs here only.</summary>
    private static readonly string[] OursOnly = ["soundex", "metaphone", "double_metaphone", "qgrams", "nicknames", "distance_km"];

    /// <summary>Comes to a list, kept as <c>a|b</c>.</summary>
    public static bool IsList(string name) => name is "qgrams" or "double_metaphone" or "nicknames";

    public static bool IsOursOnly(string name) => OursOnly.Contains(name, StringComparer.Ordinal);

    /// <summary>The functions and signs that are DuckDB's own.</summary>
    public static IEnumerable<string> OfDuckDb => ByName.Keys.Where(static name => !IsOursOnly(name));

    public static Func<object?[], object?> Find(string name)
    {
        if (!ByName.TryGetValue(name, out var function))
            throw new InputFaultException(
                $"The function {name} is not known here. Known are: {string.Join(", ", ByName.Keys.Where(static k => char.IsLetter(k[0])))}."
            );
        return function;
    }

    private static Func<object?[], object?> Number(Func<double, double> function) =>
        a => SqlValues.Number(a[0]) is { } x ? function(x) : null;

    private static Func<object?[], object?> Numbers(Func<double, double, double> function) =>
        a => SqlValues.Number(a[0]) is { } x && SqlValues.Number(a[1]) is { } y ? function(x, y) : null;

    private static Func<object?[], object?> Text(Func<string, string> function) => a => function(SqlValues.Text(a[0])!);

    private static string Take(string text, int from, int count)
    {
        var begins = Math.Clamp(from, 0, text.Length);
        return text.Substring(begins, Math.Clamp(count, 0, text.Length - begins));
    }

    private static string Substring(object?[] a) =>
        Take(
            SqlValues.Text(a[0])!,
            (int)SqlValues.Number(a[1])!.Value - 1,
            a.Length > 2 ? (int)SqlValues.Number(a[2])!.Value : int.MaxValue
        );

    private static string Right(object?[] a)
    {
        var text = SqlValues.Text(a[0])!;
        var count = (int)SqlValues.Number(a[1])!.Value;
        return Take(text, text.Length - count, count);
    }

    private static string RegexpExtract(object?[] a)
    {
        var group = a.Length > 2 ? (int)SqlValues.Number(a[2])!.Value : 0;
        var found = SqlValues.Pattern(SqlValues.Text(a[1])!).Match(SqlValues.Text(a[0])!);
        return found.Success && group < found.Groups.Count ? found.Groups[group].Value : "";
    }

    private static string SplitPart(object?[] a)
    {
        var parts = SqlValues.Text(a[0])!.Split(SqlValues.Text(a[1]));
        var which = (int)SqlValues.Number(a[2])!.Value;
        return which >= 1 && which <= parts.Length ? parts[which - 1] : "";
    }

    /// <summary>Every run of so many letters, each once; a shorter text is one by itself.</summary>
    private static string[] QGramsOf(string text, int q)
    {
        if (q < 1)
            throw new ArgumentOutOfRangeException(nameof(q), q, "A q-gram has at least one letter.");
        return text.Length <= q
            ? [text]
            : [.. Enumerable.Range(0, text.Length - q + 1).Select(i => text.Substring(i, q)).Distinct(StringComparer.Ordinal)];
    }

    private static string[] SoundsOf(Sounds sounds) =>
        [.. new[] { sounds.Primary, sounds.Alternate }.Where(static s => s.Length > 0).Distinct(StringComparer.Ordinal)];

    /// <summary>A pattern of <c>%</c> (anything) and <c>_</c> (one letter) as a regular expression.</summary>
    private static string Like(string pattern) =>
        $@"\A(?s:{string.Concat(pattern.Select(static c => c switch { '%' => ".*", '_' => ".", _ => System.Text.RegularExpressions.Regex.Escape($"{c}") }))})\z";

    /// <summary>The values of a list: as it is worked out, as <c>a|b</c>, or as DuckDB writes it into a file, <c>[a, b]</c>.</summary>
    public static string[] List(object? value)
    {
        const StringSplitOptions Each = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        if (value is string[] list)
            return list;
        var text = SqlValues.Text(value)!;
        return text is ['[', .. var inside, ']']
            ? Array.ConvertAll(inside.Split(',', Each), static one => one.Trim('"', '\''))
            : text.Split('|', Each);
    }

    private static object? Cast(object?[] a) =>
        SqlValues.Text(a[1]) switch
        {
            "varchar" or "text" or "string" => SqlValues.Text(a[0]),
            "int" or "integer" or "bigint" or "smallint" => SqlValues.Number(a[0]) is { } whole ? Math.Round(whole) : null,
            "double" or "float" or "real" or "numeric" or "decimal" => SqlValues.Number(a[0]),
            "date" or "timestamp" => Strptime([a[0], "%Y-%m-%d"]),
            var type => throw new InputFaultException($"A value cannot be cast to {type} here."),
        };

    /// <summary>A date as seconds since 1970, or null when the text is none.</summary>
    private static double? Strptime(object?[] a)
    {
        var format = SqlValues
            .Text(a[1])!
            .Replace("%Y", "yyyy", StringComparison.Ordinal)
            .Replace("%m", "M", StringComparison.Ordinal)
            .Replace("%d", "d", StringComparison.Ordinal)
            .Replace("%H", "H", StringComparison.Ordinal)
            .Replace("%M", "m", StringComparison.Ordinal)
            .Replace("%S", "s", StringComparison.Ordinal);
        return DateTime.TryParseExact(
            SqlValues.Text(a[0]),
            format,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? (time - DateTime.UnixEpoch).TotalSeconds
            : null;
    }

    private static double? Seconds(string text) => Strptime([text, "%Y-%m-%d"]);

    private static double? DistanceKilometres(object?[] a)
    {
        if (a.Length < 4 || SqlValues.Number(a[0]) is not { } lat1 || SqlValues.Number(a[1]) is not { } lng1)
            return null;
        if (SqlValues.Number(a[2]) is not { } lat2 || SqlValues.Number(a[3]) is not { } lng2)
            return null;
        var (p, q) = (lat1 * Math.PI / 180, lat2 * Math.PI / 180);
        var (dp, dq) = ((q - p) / 2, (lng2 - lng1) * Math.PI / 360);
        var h = (Math.Sin(dp) * Math.Sin(dp)) + (Math.Cos(p) * Math.Cos(q) * Math.Sin(dq) * Math.Sin(dq));
        return 2 * EarthKilometres * Math.Asin(Math.Sqrt(Math.Min(1, h)));
    }
}
