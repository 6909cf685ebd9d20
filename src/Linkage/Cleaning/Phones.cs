using System.Text;

namespace Bluelamp.Linkage.Cleaning;

/// <summary>Telephone numbers as ITU-T E.164 writes them: a plus sign, the country code and the number.</summary>
internal static class Phones
{
    private const int Fewest = 7;
    private const int Most = 15;

    /// <summary>The number in E.164, with this country code where it says none; nothing where it is no number that could be dialled from abroad.</summary>
    public static string? E164(string text, string country)
    {
        if (Digits(text, country) is not { } digits)
            return null;
        var number = WithCountry(digits, country);
        return number is { Length: >= Fewest and <= Most } && number[0] != '0' && IsPossible(number, country) ? $"+{number}" : null;
    }

    /// <summary>A leading plus sign, if there is one, and the digits up to an extension; nothing where there are letters.</summary>
    private static string? Digits(string text, string country)
    {
        var digits = new StringBuilder(Most);
        var written = WithoutExtension(text.Trim());
        if (written.StartsWith("tel", StringComparison.OrdinalIgnoreCase))
            written = written[3..].TrimStart(':', '.', ' ');
        foreach (var sign in written.Replace("(0)", "", StringComparison.Ordinal))
        {
            if (char.IsAsciiDigit(sign) || (sign == '+' && digits.Length == 0))
                digits.Append(sign);
            else if (!char.IsWhiteSpace(sign) && sign is not ('(' or ')' or '-' or '.' or '/' or '\u2010' or '\u2011' or '\u2013'))
                return null;
            if (digits.Length > Most + country.Length + 4)
                return null;
        }

        return digits.ToString();
    }

    private static string WithoutExtension(string text)
    {
        var end = text.IndexOfAny(['x', 'X', 'e', 'E', '#', ',', ';'], text.StartsWith("tel", StringComparison.OrdinalIgnoreCase) ? 3 : 0);
        return end > 0 ? text[..end] : text;
    }

    private static string? WithCountry(string digits, string country)
    {
        if (digits.StartsWith('+') || digits.StartsWith("00", StringComparison.Ordinal))
        {
            var international = digits[(digits[0] == '+' ? 1 : 2)..];
            var own = international.StartsWith(country, StringComparison.Ordinal);
            return own ? country + international[country.Length..].TrimStart('0') : international;
        }

        if (digits.StartsWith('0'))
            return country + digits[1..];
        if (digits.StartsWith(country, StringComparison.Ordinal) && digits.Length >= country.Length + 9)
            return country + digits[country.Length..].TrimStart('0');
        // A spreadsheet takes the first zero from 07700 900123; in other countries a number may begin with any digit.
        return digits.Length is 9 or 10 ? country + digits : null;
    }

    /// <summary>British numbers have nine or ten digits after 44, of which the first is no 4 and no 6; of other countries only the length is known.</summary>
    private static bool IsPossible(string number, string country) =>
        !number.StartsWith("44", StringComparison.Ordinal)
        || (number.Length is 11 or 12 && number[2] is '1' or '2' or '3' or '5' or '7' or '8' or '9')
        || (string.Equals(country, "44", StringComparison.Ordinal) && number is "448001111" or "4484546464" or "448454647");
}
