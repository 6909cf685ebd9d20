using System.Text;

namespace Bluelamp.Linkage.Text;

/// <summary>
/// Letters without their accents: Siân is Sian, Łukasz is Lukasz, Straße is Strasse. By the compatibility decomposition of Unicode (UAX 15) less
/// the marks of Latin, Greek, Cyrillic, Hebrew and Arabic, and a table for the letters that do not decompose. Marks that carry the vowel, as in
/// Devanagari, stay. Halves of a surrogate pair become U+FFFD.
/// </summary>
public static class Accents
{
    /// <summary>The text without accents; the same object where there is nothing to do.</summary>
    public static string Removed(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        var plain = new StringBuilder(text.Length);
        foreach (var rune in Whole(text).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (IsMark(rune.Value))
                continue;
            if (rune.IsBmp && Spelled((char)rune.Value) is { } letters)
                plain.Append(letters);
            else
                plain.Append(rune.ToString());
        }

        return plain.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>The text with U+FFFD for each lone surrogate, which no normalisation accepts.</summary>
    private static string Whole(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            whole.Append(rune.ToString());
        return whole.ToString();
    }

    private static bool IsMark(int code) =>
        code
            is (>= 0x0300 and <= 0x036F)
                or (>= 0x0483 and <= 0x0489)
                or (>= 0x0591 and <= 0x05C7)
                or (>= 0x064B and <= 0x065F)
                or 0x0670
                or (>= 0x1AB0 and <= 0x1AFF)
                or (>= 0x1DC0 and <= 0x1DFF)
                or (>= 0x20D0 and <= 0x20FF)
                or (>= 0xFE20 and <= 0xFE2F);

    private static string? Spelled(char letter) =>
        letter switch
        {
            'ß' => "ss",
            'ẞ' => "SS",
            'æ' => "ae",
            'Æ' => "AE",
            'œ' => "oe",
            'Œ' => "OE",
            'ø' => "o",
            'Ø' => "O",
            'ł' => "l",
            'Ł' => "L",
            'đ' or 'ð' or 'ɖ' => "d",
            'Đ' or 'Ð' or 'Ɖ' => "D",
            'þ' => "th",
            'Þ' => "TH",
            'ħ' => "h",
            'Ħ' => "H",
            'ı' => "i",
            'ŋ' => "ng",
            'Ŋ' => "NG",
            'ŧ' => "t",
            'Ŧ' => "T",
            'ĸ' => "k",
            'ə' => "e",
            'Ə' => "E",
            'ƀ' => "b",
            'ɨ' => "i",
            'ʉ' => "u",
            'ỻ' => "ll",
            'Ỻ' => "LL",
            _ => null,
        };
}
