using System.Text.RegularExpressions;

namespace Bluelamp.Kernel.Identifiers;

/// <summary>A full United Kingdom postcode as Royal Mail writes it: upper case, one space before the last three signs.</summary>
public readonly partial record struct Postcode
{
    private readonly string? _text;

    private Postcode(string text) => _text = text;

    /// <summary>The part before the space: <c>NR10</c>, <c>EC1A</c>.</summary>
    public string Outcode => ToString()[..^4];

    /// <summary>The part after the space: <c>3EZ</c>.</summary>
    public string Incode => ToString()[^3..];

    /// <summary>The letters at the front: <c>NR</c>.</summary>
    public string Area => Outcode[..(char.IsAsciiLetter(Outcode[1]) ? 2 : 1)];

    /// <summary>The outcode without a last letter: <c>EC1</c> of <c>EC1A</c>.</summary>
    public string District => char.IsAsciiLetter(Outcode[^1]) ? Outcode[..^1] : Outcode;

    /// <summary>The outcode and the next digit: <c>NR10 3</c>.</summary>
    public string Sector => ToString()[..^2];

    /// <summary>The last two letters: <c>EZ</c>.</summary>
    public string Unit => Incode[1..];

    /// <summary>Reads a postcode in any case and spacing. It says that one could exist, not that it does.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Postcode postcode)
    {
        postcode = default;
        Span<char> packed = stackalloc char[8];
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
                continue;
            if (!char.IsAsciiLetterOrDigit(c) || length == 7)
                return false;
            packed[length++] = char.ToUpperInvariant(c);
        }

        if (length < 5)
            return false;
        packed[(length - 3)..length].CopyTo(packed[(length - 2)..]);
        packed[length - 3] = ' ';
        if (!Shape().IsMatch(packed[..(length + 1)]))
            return false;
        postcode = new(packed[..(length + 1)].ToString());
        return true;
    }

    public override string ToString() => _text ?? throw new InvalidOperationException("This postcode was never read.");

    /// <summary>BS 7666-0 annex C, with the letters that each position allows.</summary>
    [GeneratedRegex(
        "^(GIR 0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]([0-9]|[ABEHMNPRV-Y])?|[0-9][A-HJKPSTUW]) [0-9][ABD-HJLNP-UW-Z]{2})$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Shape();
}
