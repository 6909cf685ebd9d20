namespace Bluelamp.Linkage.Text;

/// <summary>
/// How a name sounds in English, coarsely: a letter and three digits (R. Russell, 1918; the rules of the United States National Archives, in
/// which h and w do not part letters of one sound). Made for paper files: Rhys and Reece have one code, but so have Robert and Rupert.
/// </summary>
public static class Soundex
{
    /// <summary>The code, such as <c>W252</c> for Washington; empty for an empty name. A first sign that is no letter stands for itself.</summary>
    public static string Code(string name)
    {
        var letters = Accents.Removed(name).AsSpan().Trim();
        if (letters.IsEmpty)
            return "";
        Span<char> code = [char.ToUpperInvariant(letters[0]), '0', '0', '0'];
        var (used, last) = (1, Digit(letters[0]));
        foreach (var letter in letters[1..])
        {
            if (used == code.Length)
                break;
            if (letter is 'h' or 'H' or 'w' or 'W')
                continue;
            var digit = Digit(letter);
            if (digit != '0' && digit != last)
                code[used++] = digit;
            last = digit;
        }

        return new(code);
    }

    private static char Digit(char letter) =>
        char.ToUpperInvariant(letter) switch
        {
            'B' or 'F' or 'P' or 'V' => '1',
            'C' or 'G' or 'J' or 'K' or 'Q' or 'S' or 'X' or 'Z' => '2',
            'D' or 'T' => '3',
            'L' => '4',
            'M' or 'N' => '5',
            'R' => '6',
            _ => '0',
        };
}
