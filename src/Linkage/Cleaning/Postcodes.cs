using System.Buffers;

namespace Bluelamp.Linkage.Cleaning;

/// <summary>Postcodes of the United Kingdom (BS 7666-0, annex C), with what is easily mistaken put right: the letter O for 0, I or L for 1, and back.</summary>
internal static class Postcodes
{
    private static readonly SearchValues<char> NeverInward = SearchValues.Create("CIKMOV");
    private static readonly string[] Outward = ["A9", "A99", "AA9", "AA99", "A9A", "AA9A"];

    /// <summary>Upper case with one space; nothing where it can be no full postcode.</summary>
    public static string? Canonical(string text)
    {
        Span<char> packed = stackalloc char[7];
        var length = 0;
        foreach (var sign in text)
        {
            if (char.IsWhiteSpace(sign) || sign is '-' or '.')
                continue;
            if (!char.IsAsciiLetterOrDigit(sign) || length == packed.Length)
                return null;
            packed[length++] = char.ToUpperInvariant(sign);
        }

        if (length < 5)
            return null;
        ReadOnlySpan<char> written = packed[..length];
        return Inward(written[^3..]) is { } inward && Best(written[..^3]) is { } outward ? $"{outward} {inward}" : null;
    }

    private static string? Inward(ReadOnlySpan<char> written) =>
        Mended(written, "9AA") is { } inward && !inward.Text.AsSpan(1).ContainsAny(NeverInward) ? inward.Text : null;

    /// <summary>The reading of the outward part that changes least; nothing where two change as much, since then it says neither.</summary>
    private static string? Best(ReadOnlySpan<char> written)
    {
        (string Text, int Changes)? best = null;
        var tie = false;
        foreach (var shape in Outward)
        {
            if (Mended(written, shape) is not { } reading || !IsPossible(reading.Text))
                continue;
            tie = best is { } other && other.Changes == reading.Changes;
            if (best is null || reading.Changes < best.Value.Changes)
                (best, tie) = (reading, false);
        }

        return tie ? null : best?.Text;
    }

    private static (string Text, int Changes)? Mended(ReadOnlySpan<char> written, ReadOnlySpan<char> shape)
    {
        if (written.Length != shape.Length)
            return null;
        Span<char> mended = stackalloc char[4];
        var changes = 0;
        for (var i = 0; i < shape.Length; i++)
        {
            mended[i] = shape[i] == '9' ? AsDigit(written[i]) : AsLetter(written[i]);
            if (shape[i] == '9' != char.IsAsciiDigit(mended[i]))
                return null;
            changes += mended[i] == written[i] ? 0 : 1;
        }

        return (mended[..shape.Length].ToString(), changes);
    }

    private static char AsDigit(char sign) =>
        sign switch
        {
            'O' => '0',
            'I' or 'L' => '1',
            _ => sign,
        };

    private static char AsLetter(char sign) =>
        sign switch
        {
            '0' => 'O',
            '1' => 'I',
            _ => sign,
        };

    /// <summary>The letters that each place of an outward part allows.</summary>
    private static bool IsPossible(string outward)
    {
        if (outward[0] is 'Q' or 'V' or 'X')
            return false;
        if (char.IsAsciiLetter(outward[1]) && outward[1] is 'I' or 'J' or 'Z')
            return false;
        return !char.IsAsciiLetter(outward[^1])
            || (outward.Length == 3 ? "ABCDEFGHJKPSTUW" : "ABEHMNPRVWXY").Contains(outward[^1], StringComparison.Ordinal);
    }
}
