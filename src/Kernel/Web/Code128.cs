namespace Bluelamp.Kernel.Web;

/// <summary>Bars that a hand-held scanner reads (Code 128, ISO/IEC 15417), in code set B: the letters, digits and signs of ASCII.</summary>
public static class Code128
{
    /// <summary>Room that stays white on either side, in widths of the thinnest bar.</summary>
    public const int Quiet = 10;

    private const int StartB = 104;
    private const int Stop = 106;
    private const int Modulus = 103;

    /// <summary>The widths of bar, space, bar and so on of each value, and of the stop.</summary>
    private static readonly string[] Patterns = """
        212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221
        223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321
        112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131
        311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114
        122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141
        214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a text can stand in such a code.</summary>
    public static bool CanSay(string text) => text.Length > 0 && text.All(static c => c is >= ' ' and <= '~');

    /// <summary>The widths of bar, space, bar and so on, beginning and ending with a bar.</summary>
    public static IReadOnlyList<int> Widths(string text)
    {
        if (!CanSay(text))
            throw new ArgumentException("Only the signs of ASCII can be said.", nameof(text));
        var values = text.Select(static c => c - ' ').ToList();
        var check = (StartB + values.Select(static (v, i) => v * (i + 1)).Sum()) % Modulus;
        return [.. ((int[])[StartB, .. values, check, Stop]).SelectMany(static v => Patterns[v]).Select(static w => w - '0')];
    }
}
