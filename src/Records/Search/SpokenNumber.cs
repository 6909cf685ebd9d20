using System.Collections.Frozen;
using System.Globalization;

namespace Bluelamp.Records;

/// <summary>A number up to some hundred, in digits or as it is said in English or Welsh, with the mutations of Welsh: <c>forty-five</c>, <c>tri deg dau</c>, <c>pump ar hugain</c>.</summary>
/// <param name="Read">How many words it was.</param>
internal readonly record struct SpokenNumber(int Value, int Read)
{
    private const int MostDigits = 4;

    private static readonly FrozenDictionary<string, int> EnglishUnits = Counted("one two three four five six seven eight nine", 1, 1);
    private static readonly FrozenDictionary<string, int> English = Counted(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        10,
        1
    );
    private static readonly FrozenDictionary<string, int> EnglishTens = Counted(
        "twenty thirty forty fifty sixty seventy eighty ninety",
        20,
        10
    );

    private static readonly FrozenDictionary<string, int> Welsh = Several(
        (1, "un"),
        (2, "dau dwy ddau ddwy"),
        (3, "tri tair thri dri thair dair"),
        (4, "pedwar pedair phedwar bedwar phedair bedair"),
        (5, "pump pum phump bump phum bum"),
        (6, "chwech chwe"),
        (7, "saith"),
        (8, "wyth"),
        (9, "naw"),
        (10, "deg ddeg"),
        (12, "deuddeg ddeuddeg"),
        (15, "pymtheg phymtheg bymtheg"),
        (18, "deunaw ddeunaw")
    );

    private static readonly FrozenDictionary<string, int> Above = Several(
        (10, "ddeg"),
        (20, "hugain"),
        (40, "deugain ddeugain"),
        (60, "thrigain")
    );

    private static readonly FrozenDictionary<string, int> Scores = Several(
        (20, "ugain hugain"),
        (40, "deugain ddeugain"),
        (60, "trigain thrigain drigain")
    );

    /// <summary>Reads a number at the beginning of some words, in small letters without accents.</summary>
    public static SpokenNumber? Of(ReadOnlySpan<string> words) =>
        words.Length == 0 ? null
        : words[0].Length <= MostDigits && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
            ? new(digits, 1)
        : OfEnglish(words) ?? OfWelsh(words);

    private static SpokenNumber? OfEnglish(ReadOnlySpan<string> words)
    {
        var parts = words[0].Split('-');
        if (parts is [var tens, var unit])
            return EnglishTens.TryGetValue(tens, out var of) && EnglishUnits.TryGetValue(unit, out var and) ? new(of + and, 1) : null;
        if (EnglishUnits.TryGetValue(words[0], out var small) || English.TryGetValue(words[0], out small))
            return new(small, 1);
        if (!EnglishTens.TryGetValue(words[0], out var ten))
            return null;
        return words.Length > 1 && EnglishUnits.TryGetValue(words[1], out var more) ? new(ten + more, 2) : new(ten, 1);
    }

    private static SpokenNumber? OfWelsh(ReadOnlySpan<string> words)
    {
        var next = words.Length > 1 ? words[1] : "";
        if (words[0] is "hanner" && next is "cant" or "gant")
            return new(50, 2);
        if (Scores.TryGetValue(words[0], out var score))
            return new(score, 1);
        if (!Welsh.TryGetValue(words[0], out var unit))
            return null;
        var third = words.Length > 2 ? words[2] : "";
        return next switch
        {
            "deg" or "ddeg" when unit < 10 => Welsh.TryGetValue(third, out var more) && more < 10
                ? new((unit * 10) + more, 3)
                : new(unit * 10, 2),
            "ugain" when unit == 4 => new(80, 2),
            "ar" or "a" when Above.TryGetValue(third, out var above) => new(above + unit, 3),
            _ => new(unit, 1),
        };
    }

    private static FrozenDictionary<string, int> Counted(string words, int from, int by) =>
        words.Split(' ').Index().ToFrozenDictionary(static w => w.Item, w => from + (w.Index * by), StringComparer.Ordinal);

    private static FrozenDictionary<string, int> Several(params ReadOnlySpan<(int Number, string Forms)> numbers)
    {
        var all = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (number, forms) in numbers)
        {
            foreach (var form in forms.Split(' '))
                all.Add(form, number);
        }
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
