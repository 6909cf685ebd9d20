using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Bluelamp.Kernel.Expressions;

/// <summary>
/// A pattern for <c>matches</c>, in the language of RE2 as far as .NET's non-backtracking engine has it: time grows with the length of the text,
/// whatever the pattern. Length and repetition are limited, so that no pattern is small on paper and huge in memory.
/// </summary>
internal sealed class SafePattern
{
    private const int MostLength = 500;
    private const int MostRepetition = 1000;
    private readonly Regex _regex;

    private SafePattern(Regex regex) => _regex = regex;

    public static SafePattern? TryMake(string pattern, out string fault)
    {
        fault = pattern.Length > MostLength ? $"the pattern is longer than {MostLength} characters" : RepetitionFault(pattern);
        if (fault.Length > 0)
            return null;
        try
        {
            return new(new(Translated(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            fault = $"the pattern cannot be used: {e.Message}";
            return null;
        }
    }

    public CelValue IsMatch(string text)
    {
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return CelValue.Error("the pattern took too long");
        }
    }

    /// <summary>All counted repetitions of a pattern, multiplied, stay below a thousand.</summary>
    private static string RepetitionFault(string pattern)
    {
        var product = 1L;
        for (var open = pattern.IndexOf('{', StringComparison.Ordinal); open >= 0; open = pattern.IndexOf('{', open + 1))
        {
            var digits = pattern.AsSpan(open + 1);
            var close = digits.IndexOf('}');
            var most = close < 0 ? [] : digits[..close];
            if (most.IndexOf(',') is var comma and >= 0 && comma + 1 < most.Length)
                most = most[(comma + 1)..];
            if (long.TryParse(most.TrimEnd(','), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                product *= Math.Clamp(count, 1, MostRepetition + 1);
            if (product > MostRepetition)
                return $"the pattern repeats more than {MostRepetition} times";
        }
        return "";
    }

    /// <summary>RE2's classes are ASCII and its <c>$</c> is the very end; .NET's are not.</summary>
    private static string Translated(string pattern)
    {
        var translated = new StringBuilder(pattern.Length + 16);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
                translated.Append(Escape(pattern[++i], inClass));
            else if (c == '$' && !inClass)
                translated.Append("\\z");
            else
                translated.Append(c);
            inClass = c == '[' || (inClass && c != ']');
        }
        return translated.ToString();
    }

    private static string Escape(char c, bool inClass) =>
        c switch
        {
            'd' => inClass ? "0-9" : "[0-9]",
            'w' => inClass ? "0-9A-Za-z_" : "[0-9A-Za-z_]",
            's' => inClass ? @"\t\n\f\r " : @"[\t\n\f\r ]",
            'D' when !inClass => "[^0-9]",
            'W' when !inClass => "[^0-9A-Za-z_]",
            'S' when !inClass => @"[^\t\n\f\r ]",
            _ => $"\\{c}",
        };
}
