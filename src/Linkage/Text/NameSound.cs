using System.Text;

namespace Bluelamp.Linkage.Text;

/// <summary>
/// How a forename or surname sounds to an ear that knows both Welsh and English, so that what was heard finds what was written: Llywelyn and
/// Llewellyn, Rhys and Reece, Siân and Sharn, Dafydd and David, ap Rhys and Price have one code each. The consonants in their order, with a vowel
/// only in front: <c>T</c> for t, d, th and dd, <c>V</c> for f, ff, ph and v, <c>X</c> for sh, <c>A</c> for any vowel. Our own rules, after the
/// letters of Welsh (ch, dd, f, ff, ll, ph, rh, si, th, and w and y as vowels).
/// </summary>
/// <remarks>A key for finding, not a proof: Gwen and Gwyn share one. Letters beyond a to z stand for themselves.</remarks>
public static class NameSound
{
    /// <summary>The code, with a space between words; empty where there is no letter.</summary>
    public static string Code(string name)
    {
        var code = new StringBuilder(name.Length);
        var son = "";
        foreach (var word in Words(Accents.Removed(name).ToLowerInvariant()))
        {
            if (word is "ap" or "ab")
            {
                son = word[1..];
                continue;
            }

            if (word is "ferch" or "verch" or "merch")
                continue;
            AddWord(code, son, word);
            son = "";
        }

        AddWord(code, "a", son);
        return code.ToString();
    }

    /// <summary>
    /// A code, or several with spaces or <c>|</c> between them, without what a bad line or an ear takes for another: m for n, b for p, k for g, s for sh or j; with an
    /// h, a w or a vowel in front or none. What was heard as Barry so finds Parry. A code of which nothing else is left stays as it is.
    /// </summary>
    public static string Blurred(string code)
    {
        var blurred = new StringBuilder(code.Length);
        for (int begin = 0, at = 0; at <= code.Length; at++)
        {
            if (at < code.Length && code[at] is not (' ' or '|'))
                continue;
            AddBlurred(blurred, code.AsSpan(begin, at - begin));
            if (at < code.Length)
                blurred.Append(code[at]);
            begin = at + 1;
        }
        return blurred.ToString();
    }

    private static void AddBlurred(StringBuilder blurred, ReadOnlySpan<char> code)
    {
        var begin = blurred.Length;
        foreach (var letter in code)
        {
            var sound = letter switch
            {
                'M' => 'N',
                'B' => 'P',
                'G' => 'K',
                'X' or 'J' => 'S',
                'A' or 'H' or 'W' => Silent,
                var other => other,
            };
            if (sound != Silent && (blurred.Length == begin || blurred[^1] != sound))
                blurred.Append(sound);
        }
        if (blurred.Length == begin)
            blurred.Append(code);
    }

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var letter in text)
        {
            if (char.IsLetter(letter))
                word.Append(letter);
            if (char.IsLetter(letter) || letter is '\'' or '’' || word.Length == 0)
                continue;
            yield return word.ToString();
            word.Clear();
        }

        if (word.Length > 0)
            yield return word.ToString();
    }

    /// <summary>"ap Rhys" became Price and "ab Owen" Bowen: the last letter of the particle goes before the father's name.</summary>
    private static void AddWord(StringBuilder code, string son, string word)
    {
        if (word.Length == 0)
            return;
        if (code.Length > 0)
            code.Append(' ');
        var begin = code.Length;
        if (son.Length > 0)
            code.Append(char.ToUpperInvariant(son[0]));
        var last = code.Length > begin ? code[^1] : '\0';
        for (var at = 0; at < word.Length; )
        {
            var (sound, letters) = Sound(new(word, at, son.Length > 0));
            if (sound is not ('\0' or Vowel) && sound != last)
                code.Append(sound == KsSound ? "KS" : char.ToUpperInvariant(sound).ToString());
            else if (sound == Vowel && code.Length == begin)
                code.Append('A');
            last =
                sound == Vowel ? '\0'
                : sound == Silent ? last
                : sound;
            at += letters;
        }
    }

    private const char Silent = '\0';
    private const char Vowel = 'a';
    private const char KsSound = 'x';

    private readonly record struct Place(string Word, int At, bool IsSon)
    {
        public char this[int offset] => At + offset >= 0 && At + offset < Word.Length ? Word[At + offset] : '\0';
        public bool IsFirst => At == 0;
        public bool IsLast => At == Word.Length - 1;

        public bool Has(string letters) => Word.AsSpan(At).StartsWith(letters, StringComparison.Ordinal);

        public bool BeginsWith(params ReadOnlySpan<string> any)
        {
            foreach (var letters in any)
            {
                if (Word.StartsWith(letters, StringComparison.Ordinal))
                    return At == 0;
            }

            return false;
        }
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'w' or 'y';

    /// <summary>The sound that begins here, and how many letters spell it.</summary>
    private static (char Sound, int Letters) Sound(Place p) =>
        p[0] switch
        {
            'a' or 'e' or 'i' or 'o' or 'u' => (Vowel, 1),
            'w' => W(p),
            'y' => (Vowel, 1),
            'b' => B(p),
            'c' => C(p),
            'd' => D(p),
            'f' or 'v' => ('V', 1),
            'g' => G(p),
            'h' => (p.IsFirst && !p.IsSon && IsVowel(p[1]) ? 'H' : Silent, 1),
            'k' => p.IsFirst && p[1] == 'n' ? ('N', 2) : ('K', 1),
            'p' => P(p),
            'q' => ('K', p[1] == 'u' ? 2 : 1),
            'r' => p is { At: > 0 } && p.Has("rn") && p[2] == '\0' && p[-1] == 'a' ? (Silent, 1) : ('R', 1), // "Sharn" is heard as "Siân"
            's' => S(p),
            't' => T(p),
            'x' => p.IsFirst ? ('S', 1) : (KsSound, 1),
            'z' => ('S', 1),
            var other => (char.ToUpperInvariant(other), 1),
        };

    private static (char Sound, int Letters) W(Place p) =>
        !p.IsFirst ? (Vowel, 1)
        : p[1] == 'r' ? ('R', 2)
        : p[1] == 'h' ? ('W', 2)
        : IsVowel(p[1]) ? ('W', 1)
        : (Vowel, 1);

    private static (char Sound, int Letters) B(Place p) =>
        p[1] == 'h' && p.At > 0 ? ('V', 2) // as in Siobhan
        : p.IsLast && p[-1] == 'm' ? (Silent, 1)
        : ('B', 1);

    // In Welsh c is always hard, in English soft before e, i and y: within a word it is nearly always soft (Price, Alice), in front nearly
    // always hard (Ceri, Cerys, Cynan) but for the names listed.
    private static (char Sound, int Letters) C(Place p) =>
        p[1] switch
        {
            'h' when p[2] is 'r' or 'l' || p.Has("cho") || p.Has("chael") || p.Has("chal") => ('K', 2),
            'h' => ('X', 2),
            'k' => ('K', 2),
            'e' or 'i' or 'y' when !p.IsFirst => ('S', 1),
            'e' or 'i' or 'y' when p.BeginsWith("cec", "ced", "cel", "cin", "cis", "cynth", "cyr") => ('S', 1),
            _ => ('K', 1),
        };

    private static (char Sound, int Letters) D(Place p) => p[1] == 'g' && p[2] is 'e' or 'i' or 'y' ? ('J', 2) : ('T', 1);

    // Welsh g is always hard (Geraint, Gethin), so soft only where English is known to be.
    private static (char Sound, int Letters) G(Place p) =>
        p[1] switch
        {
            'h' when p.IsFirst || IsVowel(p[2]) => ('G', 2),
            'h' => (Silent, 2),
            'n' when p.IsFirst => ('N', 2),
            'e' when p.At > 0 && p[2] == '\0' => ('J', 2),
            'e' or 'i' when p.BeginsWith("gem", "geo", "geral", "gerar", "giles", "gill", "gina") => ('J', 1),
            _ => ('G', 1),
        };

    private static (char Sound, int Letters) P(Place p) =>
        p[1] == 'h' ? ('V', 2)
        : p[1] == 's' && p.IsFirst ? ('S', 2)
        : ('P', 1);

    private static (char Sound, int Letters) S(Place p) =>
        p.Has("schm") ? ('S', 3)
        : p.Has("sch") ? ('X', 3)
        : p[1] == 'h' ? ('X', 2)
        : p.IsFirst && p[1] == 'i' && IsVowel(p[2]) ? ('X', 2) // as in Siân, Siôn and Sioned
        : p.BeginsWith("sean") ? ('X', 1)
        : ('S', 1);

    private static (char Sound, int Letters) T(Place p) =>
        p.Has("tch") ? ('X', 3)
        : p[1] == 'h' ? ('T', 2)
        : ('T', 1);
}
