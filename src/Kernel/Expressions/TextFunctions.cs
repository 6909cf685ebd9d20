using System.Text;

namespace Bluelamp.Kernel.Expressions;

/// <summary>Functions on strings. Positions and sizes count code points.</summary>
internal static class TextFunctions
{
    public static IEnumerable<Function> All
    {
        get
        {
            yield return Test("contains", static (text, part) => text.Contains(part, StringComparison.Ordinal));
            yield return Test("startsWith", static (text, part) => text.StartsWith(part, StringComparison.Ordinal));
            yield return Test("endsWith", static (text, part) => text.EndsWith(part, StringComparison.Ordinal));
            yield return Function.Method("matches", Matches, "string, string -> bool");
            yield return Function.Global("matches", Matches, "string, string -> bool");
            yield return Change(
                "lowerAscii",
                static text => string.Create(text.Length, text, static (to, from) => Each(from, to, char.IsAsciiLetterUpper, 32))
            );
            yield return Change(
                "upperAscii",
                static text => string.Create(text.Length, text, static (to, from) => Each(from, to, char.IsAsciiLetterLower, -32))
            );
            yield return Change("trim", static text => text.Trim());
            yield return Change("reverse", static text => string.Concat(text.EnumerateRunes().Reverse()));
            yield return Function.Method("charAt", CharAt, "string, int -> string");
            yield return Function.Method("indexOf", IndexOf, "string, string -> int");
            yield return Function.Method("lastIndexOf", LastIndexOf, "string, string -> int");
            yield return Function.Method("substring", Substring, "string, int -> string", "string, int, int -> string");
            yield return Function.Method("replace", Replace, "string, string, string -> string", "string, string, string, int -> string");
            yield return Function.Method("split", Split, "string, string -> list(string)", "string, string, int -> list(string)");
            yield return Function.Method("join", Join, "list(string) -> string", "list(string), string -> string");
        }
    }

    public static long Points(string text)
    {
        var points = 0L;
        foreach (var _ in text.EnumerateRunes())
            points++;
        return points;
    }

    private static Function Test(string name, Func<string, string, bool> holds) =>
        Function.Method(
            name,
            (ref frame, scoped a) =>
                a[0].Kind is not CelKind.String || a[1].Kind is not CelKind.String
                    ? Function.NoMatch
                    : frame.SpendOn(a[0].AsString().Length) && holds(a[0].AsString(), a[1].AsString()),
            "string, string -> bool"
        );

    private static Function Change(string name, Func<string, string> change) =>
        Function.Method(
            name,
            (ref frame, scoped a) =>
                a[0].Kind is not CelKind.String ? Function.NoMatch
                : frame.SpendOn(a[0].AsString().Length) ? change(a[0].AsString())
                : CelValue.Null,
            "string -> string"
        );

    private static void Each(string from, Span<char> to, Func<char, bool> which, int by)
    {
        for (var i = 0; i < from.Length; i++)
            to[i] = which(from[i]) ? (char)(from[i] + by) : from[i];
    }

    private static CelValue Matches(ref Frame frame, scoped ReadOnlySpan<CelValue> a)
    {
        if (a[0].Kind is not CelKind.String || a[1].Kind is not CelKind.String)
            return Function.NoMatch;
        if (!frame.Spend(500) || !frame.SpendOn(a[0].AsString().Length * 4L))
            return CelValue.Null;
        return SafePattern.TryMake(a[1].AsString(), out var fault) is { } pattern
            ? pattern.IsMatch(a[0].AsString())
            : CelValue.Error(fault);
    }

    private static CelValue CharAt(ref Frame frame, scoped ReadOnlySpan<CelValue> a)
    {
        if (a[0].Kind is not CelKind.String || a[1].Kind is not CelKind.Int || !frame.SpendOn(a[0].AsString().Length))
            return Function.NoMatch;
        var (text, at) = (a[0].AsString(), a[1].AsInt());
        if (at == Points(text))
            return "";
        return at >= 0 && Unit(text, at) is { } unit ? Rune.GetRuneAt(text, unit).ToString() : OutOfRange(at);
    }

    private static CelValue IndexOf(ref Frame frame, scoped ReadOnlySpan<CelValue> a)
    {
        if (a[0].Kind is not CelKind.String || a[1].Kind is not CelKind.String || !frame.SpendOn(a[0].AsString().Length))
            return Function.NoMatch;
        var unit = a[0].AsString().IndexOf(a[1].AsString(), StringComparison.Ordinal);
        return unit < 0 ? -1 : Points(a[0].AsString()[..unit]);
    }

    private static CelValue LastIndexOf(ref Frame frame, scoped ReadOnlySpan<CelValue> a)
    {
        if (a[0].Kind is not CelKind.String || a[1].Kind is not CelKind.String || !frame.SpendOn(a[0].AsString().Length))
            return Function.NoMatch;
        var unit = a[0].AsString().LastIndexOf(a[1].AsString(), StringComparison.Ordinal);
        return unit < 0 ? -1 : Points(a[0].AsString()[..unit]);
    }

    private static CelValue Substring(ref Frame frame, scoped ReadOnlySpan<CelValue> a)
    {
        if (a[0].Kind is not CelKind.String || a[1].Kind is not CelKind.Int || (a.Length > 2 && a[2].Kind is not CelKind.Int))
            return Function.NoMatch;
        var text = a[0].AsString();
        if (!frame.SpendOn(text.Length * 2L))
            return CelValue.Null;
        var (from, to) = (a[1].AsInt(), a.Length > 2 ? a[2].AsInt() : Points(text));
        if (from < 0 || to < from || Unit(text, from) is not { } start || Unit(text, to) is not { } end)
            return OutOfRange(from < 0 || Unit(text, from) is null ? from : to);
        return text[start..end];
    }

    private static CelValue Replace(ref Frame frame, scoped ReadOnlySpan<CelValue> a)
    {
        if (a[0].Kind is not CelKind.String || a[1].Kind is not CelKind.String || a[2].Kind is not CelKind.String)
            return Function.NoMatch;
        if (a.Length > 3 && a[3].Kind is not CelKind.Int)
            return Function.NoMatch;
        var (text, old, with) = (a[0].AsString(), a[1].AsString(), a[2].AsString());
        var most = a.Length > 3 && a[3].AsInt() >= 0 ? a[3].AsInt() : long.MaxValue;
        if (!frame.SpendOn(text.Length + (with.Length * Math.Min(most, text.Length / Math.Max(1, old.Length) + 1L))))
            return CelValue.Null;
        return old.Length == 0 ? Interleaved(text, with, most) : Replaced(text, old, with, most);
    }

    private static string Replaced(string text, string old, string with, long most)
    {
        var replaced = new StringBuilder(text.Length);
        var from = 0;
        for (var at = Find(0); at >= 0 && most > 0; at = Find(from), most--)
        {
            replaced.Append(text, from, at - from).Append(with);
            from = at + old.Length;
        }
        return replaced.Append(text, from, text.Length - from).ToString();

        int Find(int start) => text.IndexOf(old, start, StringComparison.Ordinal);
    }

    /// <summary>The empty text is found before every character and at the end.</summary>
    private static string Interleaved(string text, string with, long most)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            result.Append(most-- > 0 ? with : "").Append(rune.ToString());
        return result.Append(most > 0 ? with : "").ToString();
    }

    private static CelValue Split(ref Frame frame, scoped ReadOnlySpan<CelValue> a)
    {
        if (a[0].Kind is not CelKind.String || a[1].Kind is not CelKind.String || (a.Length > 2 && a[2].Kind is not CelKind.Int))
            return Function.NoMatch;
        var (text, by) = (a[0].AsString(), a[1].AsString());
        if (!frame.SpendOn(text.Length * 8L))
            return CelValue.Null;
        var most = a.Length > 2 && a[2].AsInt() >= 0 ? (int)Math.Min(a[2].AsInt(), int.MaxValue) : int.MaxValue;
        if (most == 0)
            return CelValue.ListOf();
        var parts = by.Length > 0 ? text.Split(by, most) : Characters(text, most);
        return CelValue.ListOf([.. parts.Select(static p => CelValue.Of(p))]);
    }

    private static string[] Characters(string text, int most)
    {
        var all = text.EnumerateRunes().Select(static r => r.ToString()).ToArray();
        return all.Length <= most ? all : [.. all[..(most - 1)], string.Concat(all[(most - 1)..])];
    }

    private static CelValue Join(ref Frame frame, scoped ReadOnlySpan<CelValue> a)
    {
        if (a[0].Kind is not CelKind.List || (a.Length > 1 && a[1].Kind is not CelKind.String))
            return Function.NoMatch;
        var between = a.Length > 1 ? a[1].AsString() : "";
        var parts = new string[a[0].Items.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (a[0].Items[i].Kind is not CelKind.String)
                return Function.NoMatch;
            parts[i] = a[0].Items[i].AsString();
            if (!frame.SpendOn(parts[i].Length + between.Length))
                return CelValue.Null;
        }
        return string.Join(between, parts);
    }

    /// <summary>The UTF-16 position of a code point's position; the end of the text is one past the last.</summary>
    private static int? Unit(string text, long point)
    {
        var unit = 0;
        for (; point > 0 && unit < text.Length; point--)
            unit += unit + 1 < text.Length && char.IsSurrogatePair(text[unit], text[unit + 1]) ? 2 : 1;
        return point == 0 ? unit : null;
    }

    private static CelValue OutOfRange(long at) => CelValue.Error($"index {at} is out of range of the text");
}
