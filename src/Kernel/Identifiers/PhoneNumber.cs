namespace Bluelamp.Kernel.Identifiers;

/// <summary>A telephone number in E.164: a plus sign, the country code and the number, at most fifteen digits.</summary>
public readonly record struct PhoneNumber
{
    private const int MostDigits = 15;
    private const int FewestDigits = 7;
    private readonly string? _text;

    private PhoneNumber(string text) => _text = text;

    public bool IsUk => ToString().StartsWith("+44", StringComparison.Ordinal);

    /// <summary>A British mobile: <c>+447</c> and nine digits, without the personal and pager ranges 070 and 076.</summary>
    public bool IsUkMobile => IsUk && ToString() is ['+', '4', '4', '7', not ('0' or '6'), ..] && ToString().Length == 13;

    /// <summary>
    /// Reads a number as people write it: spaces, brackets, hyphens, dots; <c>+44 (0)</c>, <c>0044</c>, or a British number that starts with 0.
    /// Short codes (999, 101) and numbers without their area are refused: they name nobody.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out PhoneNumber number)
    {
        number = default;
        Span<char> digits = stackalloc char[MostDigits + 4];
        if (!TryDigits(text, digits, out var length, out var international))
            return false;

        ReadOnlySpan<char> found = digits[..length];
        if (!international && found.StartsWith("00"))
        {
            found = found[2..];
            international = true;
        }

        if (!international && !found.StartsWith("0"))
            return false;

        var uk = !international || found.StartsWith("44");
        if (uk)
            found = (international ? found[2..] : found).TrimStart('0');
        if (uk ? !IsUkNumber(found) : found.Length is < FewestDigits or > MostDigits || found[0] is '0')
            return false;
        number = new($"+{(uk ? "44" : "")}{found}");
        return true;
    }

    /// <summary>E.164, as it is stored and searched: <c>+447700900123</c>.</summary>
    public override string ToString() => _text ?? throw new InvalidOperationException("This number was never read.");

    /// <summary>What somebody wrote down, as it is read in Britain where it is a number, else as it stands.</summary>
    public static string Shown(string written) => TryParse(written, out var number) ? number.ToNational() : written;

    /// <summary>As it is read in Britain: <c>07700 900123</c>, <c>020 7946 0123</c>; a foreign number stays in E.164.</summary>
    public string ToNational()
    {
        if (!IsUk)
            return ToString();
        var n = "0" + ToString()[3..];
        return n switch
        {
            { Length: < 11 } => n,
            ['0', '2', ..] => $"{n[..3]} {n[3..7]} {n[7..]}",
            ['0', '3' or '8', ..] or ['0', '1', '1', ..] or ['0', '1', _, '1', ..] => $"{n[..4]} {n[4..7]} {n[7..]}",
            _ => $"{n[..5]} {n[5..]}",
        };
    }

    private static bool TryDigits(ReadOnlySpan<char> text, Span<char> digits, out int length, out bool international)
    {
        (length, international) = (0, false);
        foreach (var c in text)
        {
            if (c is '+' && length == 0 && !international)
                international = true;
            else if (char.IsAsciiDigit(c) && length < digits.Length)
                digits[length++] = c;
            else if (c is not (' ' or '(' or ')' or '-' or '.' or '/' or '\u00A0'))
                return false;
        }

        return length > 0;
    }

    /// <summary>Ofcom, National Telephone Numbering Plan: nine or ten digits after the 0, in the ranges 1, 2, 3, 5, 7, 8 and 9.</summary>
    private static bool IsUkNumber(ReadOnlySpan<char> digits) => digits.Length is 9 or 10 && digits[0] is not ('0' or '4' or '6');
}
