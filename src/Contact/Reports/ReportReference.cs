using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Bluelamp.Contact.Reports;

/// <summary>
/// A report's reference, to be read over the phone: <c>K7QM-2XRT-C</c>. Nine characters of an alphabet without look-alikes (no 0 O, 1 I L, 5 S,
/// 2 Z, 8 B, U V); the last is a check character by which every single wrong character and every swap of neighbours is found.
/// </summary>
/// <remarks>
/// The alphabet has a prime number of letters (23), so that the weighted sum modulo 23 with weights 1 to 9 catches both kinds of error for certain.
/// Eight random characters are 7.8 × 10¹⁰ references: they tell nothing of how many reports there are, and cannot be guessed in number.
/// </remarks>
public readonly record struct ReportReference
{
    private const string Alphabet = "34679ACDEFGHJKMNPQRTWXY";
    private const int Letters = 8;
    private readonly string _text;

    private ReportReference(string text) => _text = text;

    /// <summary>A new one, by chance. Two alike are refused by the table's key; the caller takes another.</summary>
    public static ReportReference New() => Draw(RandomNumberGenerator.GetInt32);

    /// <summary>One that is drawn with dice of the caller's: for an invented world that must come out the same. Whoever knows the dice knows it.</summary>
    /// <param name="below">A number from 0 to below the one that it is given.</param>
    public static ReportReference Draw(Func<int, int> below)
    {
        Span<char> text = stackalloc char[Letters + 1];
        for (var i = 0; i < Letters; i++)
            text[i] = Alphabet[below(Alphabet.Length)];
        text[Letters] = Check(text[..Letters]);
        return new(new string(text));
    }

    /// <summary>Reads a reference as people write it: any case, with or without dashes and spaces.</summary>
    public static bool TryParse([NotNullWhen(true)] string? written, out ReportReference reference)
    {
        Span<char> text = stackalloc char[Letters + 1];
        var length = 0;
        foreach (var c in written ?? "")
        {
            if (c is '-' or ' ' or '–' or '\u00a0')
                continue;
            if (length == text.Length || !Alphabet.Contains(char.ToUpperInvariant(c), StringComparison.Ordinal))
                return Not(out reference);
            text[length++] = char.ToUpperInvariant(c);
        }

        if (length != text.Length || Check(text[..Letters]) != text[Letters])
            return Not(out reference);
        reference = new(new string(text));
        return true;
    }

    /// <summary><c>K7QM-2XRT-C</c></summary>
    public override string ToString() => $"{_text[..4]}-{_text[4..8]}-{_text[8..]}";

    /// <summary>The character that makes the sum of letter × (place + 1), with the check at weight 1, a multiple of 23.</summary>
    private static char Check(ReadOnlySpan<char> letters)
    {
        var sum = 0;
        for (var i = 0; i < letters.Length; i++)
            sum += Alphabet.IndexOf(letters[i], StringComparison.Ordinal) * (letters.Length + 1 - i);
        return Alphabet[(Alphabet.Length - (sum % Alphabet.Length)) % Alphabet.Length];
    }

    private static bool Not(out ReportReference reference)
    {
        reference = default;
        return false;
    }
}
