namespace Bluelamp.Kernel.Running;

/// <summary>
/// Text as a field of a CSV file (RFC 4180) that a spreadsheet may open: quoted where needed, and never taken for a formula
/// (OWASP, <i>CSV injection</i>: a field that starts with = + - @, tab or return gets an apostrophe before it).
/// </summary>
public static class CsvText
{
    public static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠')
            text = "'" + text;
        return text.AsSpan().IndexOfAny(',', '"') < 0 && text.AsSpan().IndexOfAny('\r', '\n') < 0
            ? text
            : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
