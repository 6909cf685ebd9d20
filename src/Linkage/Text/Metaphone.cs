using System.Text;

namespace Bluelamp.Linkage.Text;

/// <summary>
/// How English words sound, in the letters <c>0BFHJKLMNPRSTWXY</c>, where 0 is th and X is sh, with a vowel only in front (L. Philips, <i>Hanging on
/// the Metaphone</i>, Computer Language 7, 1990). Words keep their spaces; other signs are passed over.
/// </summary>
public static class Metaphone
{
    /// <summary>The sounds of a text, such as <c>KNTK</c> for Kentucky.</summary>
    public static string Code(string text)
    {
        var letters = Accents.Removed(text).ToUpperInvariant();
        if (letters is ['K' or 'G' or 'P', 'N', ..] or ['W', 'R', ..] or ['A', 'E', ..])
            letters = letters[1..];
        var code = new StringBuilder(letters.Length);
        for (var at = 0; at < letters.Length; )
            at += Sound(new(letters, at), code);
        return code.ToString().TrimEnd(' ');
    }

    /// <summary>A letter, with those around it; <c>\0</c> stands before and behind the text.</summary>
    private readonly record struct Place(string Text, int At)
    {
        public char this[int offset] => At + offset >= 0 && At + offset < Text.Length ? Text[At + offset] : '\0';
        public bool IsFirst => this[-1] is '\0' or ' ';
        public bool IsIoOrIa => this[1] == 'I' && this[2] is ('O' or 'A');
    }

    private static bool IsVowel(char letter) => letter is 'A' or 'E' or 'I' or 'O' or 'U';

    private static bool Softens(char letter) => letter is 'E' or 'I' or 'Y';

    /// <summary>Writes the sound that begins here and says how many letters it took.</summary>
    private static int Sound(Place p, StringBuilder code)
    {
        if (p[0] == p[1] && p[0] != 'C')
            return 1;
        var (sound, letters) = p[0] switch
        {
            'A' or 'E' or 'I' or 'O' or 'U' => (p.IsFirst ? p[0].ToString() : "", 1),
            'C' => C(p),
            'D' => p[1] == 'G' && Softens(p[2]) ? ("J", 3) : ("T", 1),
            'G' => G(p),
            'P' => p[1] == 'H' ? ("F", 2) : ("P", 1),
            'S' => S(p),
            'T' => T(p),
            'W' when p.IsFirst && p[1] == 'H' => ("W", 2),
            ' ' => (code.Length > 0 && code[^1] != ' ' ? " " : "", 1),
            _ => (Single(p), 1),
        };
        code.Append(sound);
        return letters;
    }

    private static string Single(Place p) =>
        p[0] switch
        {
            'F' or 'J' or 'L' or 'M' or 'N' or 'R' => p[0].ToString(),
            'B' => p[-1] == 'M' && p[1] is ('\0' or ' ') ? "" : "B",
            'H' => IsVowel(p[-1]) && !IsVowel(p[1]) ? "" : "H",
            'K' => p[-1] == 'C' ? "" : "K",
            'Q' => "K",
            'V' => "F",
            'W' => IsVowel(p[1]) ? "W" : "",
            'X' when !p.IsFirst => "KS",
            'X' => p[1] == 'H' || p.IsIoOrIa ? "X" : "S",
            'Y' => IsVowel(p[1]) ? "Y" : "",
            'Z' => "S",
            _ => "",
        };

    private static (string Sound, int Letters) C(Place p) =>
        p[1] switch
        {
            'H' => ("X", 2),
            'I' when p[2] == 'A' => ("X", 2),
            'E' or 'I' or 'Y' => ("S", 2),
            _ => ("K", 1),
        };

    private static (string Sound, int Letters) G(Place p) =>
        p[1] switch
        {
            'E' or 'I' or 'Y' => ("J", 1),
            'H' when p[2] != '\0' && !IsVowel(p[2]) => ("", 2),
            'N' when p[2] == '\0' => ("", 2),
            _ => ("K", 1),
        };

    private static (string Sound, int Letters) S(Place p) =>
        p[1] == 'H' ? ("X", 2)
        : p.IsIoOrIa ? ("X", 3)
        : ("S", 1);

    private static (string Sound, int Letters) T(Place p) =>
        p.IsIoOrIa ? ("X", 1)
        : p[1] == 'H' ? ("0", 2)
        : p[1] == 'C' && p[2] == 'H' ? ("", 1)
        : ("T", 1);
}
