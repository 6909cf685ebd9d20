namespace Bluelamp.Contact.Forms;

/// <summary>The Luhn check digit (ISO/IEC 7812-1 annex B).</summary>
internal static class Luhn
{
    /// <summary>An IMEI as fifteen digits, or nothing.</summary>
    public static string? Imei(string text)
    {
        var digits = string.Concat(text.Where(static c => c is not (' ' or '-' or '/')));
        if (digits.Length is not (15 or 16) || !digits.All(char.IsAsciiDigit))
            return null;
        var body = digits[..14];
        var imei = body + Check(body);
        return digits.Length == 16 || string.Equals(imei, digits, StringComparison.Ordinal) ? imei : null;
    }

    private static char Check(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? (digit * 2 / 10) + (digit * 2 % 10) : digit;
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
