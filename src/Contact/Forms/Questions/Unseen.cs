using System.Globalization;
using System.Text;

namespace Bluelamp.Contact.Forms;

/// <summary>Signs that nobody sees.</summary>
internal static class Unseen
{
    /// <summary>Letters, marks and symbols by their category that are drawn as nothing or as a gap: joiners, fillers, the empty Braille cell.</summary>
    private const string DrawnAsNothing = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0";

    /// <summary>Whether somebody who reads it sees nothing.</summary>
    public static bool IsBlank(string text) => text.EnumerateRunes().All(IsUnseen);

    /// <summary>The text without embeddings, overrides and isolates of direction (Unicode UAX #9 §2).</summary>
    public static string WithoutTurns(string text) => text.Any(Turns) ? string.Concat(text.Where(static c => !Turns(c))) : text;

    private static bool Turns(char sign) => sign is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static bool IsUnseen(Rune sign) =>
        Rune.IsWhiteSpace(sign)
        || Rune.GetUnicodeCategory(sign) is UnicodeCategory.Format
        || (sign.IsBmp && DrawnAsNothing.Contains((char)sign.Value, StringComparison.Ordinal))
        || sign.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
