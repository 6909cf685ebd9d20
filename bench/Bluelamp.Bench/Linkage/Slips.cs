using System.Globalization;

namespace Bluelamp.Bench.Linkage;

/// <summary>What goes wrong when something is typed. Each answers another value than it was given.</summary>
internal static class Slips
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";

    /// <summary>A letter left out, doubled by another, taken for another, or changed with its neighbour.</summary>
    public static string OfName(string name, Random random)
    {
        while (true)
        {
            var at = random.Next(name.Length);
            var letter = Letters[random.Next(Letters.Length)];
            var slipped = random.Next(4) switch
            {
                0 when name.Length > 2 => name.Remove(at, 1),
                1 => name.Insert(at + 1, letter.ToString()),
                2 when at + 1 < name.Length => Swapped(name, at),
                _ => With(name, at, letter),
            };
            if (!slipped.Equals(name, StringComparison.OrdinalIgnoreCase))
                return AsName(slipped);
        }
    }

    /// <summary>A letter for a letter, a digit for a digit, or two neighbours of one kind changed.</summary>
    public static string OfPostcode(string postcode, Random random)
    {
        while (true)
        {
            var at = random.Next(postcode.Length);
            var slipped = postcode[at] switch
            {
                ' ' => postcode,
                _ when random.Next(4) == 0 && at + 1 < postcode.Length && SameKind(postcode[at], postcode[at + 1]) => Swapped(postcode, at),
                var c when char.IsDigit(c) => With(postcode, at, Digits[random.Next(Digits.Length)]),
                _ => With(postcode, at, char.ToUpperInvariant(Letters[random.Next(Letters.Length)])),
            };
            if (!string.Equals(slipped, postcode, StringComparison.Ordinal))
                return slipped;
        }
    }

    /// <summary>Another digit, day and month changed, off by 1 or 10 days or years, or the first of January: each as often.</summary>
    public static DateOnly OfBirth(DateOnly born, Random random)
    {
        while (true)
        {
            var by = (random.Next(2) == 0 ? 1 : 10) * (random.Next(2) == 0 ? 1 : -1);
            var slipped = random.Next(5) switch
            {
                0 => OtherDigit(born, random),
                1 => born.Day <= 12 ? new(born.Year, born.Day, born.Month) : born,
                2 => born.AddDays(by),
                3 => born.AddYears(by),
                _ => new(born.Year, 1, 1),
            };
            if (slipped != born)
                return slipped;
        }
    }

    private static DateOnly OtherDigit(DateOnly born, Random random)
    {
        // The century stays: yyMMdd.
        var written = born.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var slipped = With(written, random.Next(2, written.Length), Digits[random.Next(Digits.Length)]);
        return DateOnly.TryParseExact(slipped, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : born;
    }

    private static string Swapped(string text, int at) =>
        string.Create(
            text.Length,
            (text, at),
            static (to, s) =>
            {
                s.text.CopyTo(to);
                (to[s.at], to[s.at + 1]) = (to[s.at + 1], to[s.at]);
            }
        );

    private static string With(string text, int at, char c) => string.Concat(text.AsSpan(0, at), [c], text.AsSpan(at + 1));

    private static bool SameKind(char a, char b) => (char.IsDigit(a) && char.IsDigit(b)) || (char.IsLetter(a) && char.IsLetter(b));

    private static string AsName(string name) => char.ToUpperInvariant(name[0]) + name[1..].ToLowerInvariant();
}
