using System.Collections.Frozen;
using System.Globalization;

namespace Bluelamp.Linkage.Cleaning;

/// <summary>
/// Dates as people write them, whole or in part, in English and Welsh, as ISO 8601: <c>1971-06-24</c>, <c>1971-06</c>, <c>1971</c>. Years before Christ count as
/// ISO counts them: 44 BC is <c>-0043</c>. A zero for an unknown day or month makes the date partial.
/// </summary>
internal static class Dates
{
    private const int LatestPossible = 2999;

    private static readonly FrozenDictionary<string, int> Months = Names(
        "january ionawr jan ion",
        "february chwefror feb chwef chw",
        "march mawrth fawrth mar maw",
        "april ebrill apr ebr",
        "may mai fai",
        "june mehefin fehefin jun meh",
        "july gorffennaf orffennaf jul gor gorff",
        "august awst aug aws",
        "september medi fedi sep sept med",
        "october hydref oct hyd",
        "november tachwedd dachwedd nov tach tac",
        "december rhagfyr ragfyr dec rhag rha"
    );

    private static readonly FrozenSet<string> Passed = (
        "st nd rd th af il ail ydd fed ed eg ain of o y the circa c ca about abt tua born b date dob ad ce oc "
        + "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
        + "dydd llun mawrth mercher iau gwener sadwrn sul"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The date in ISO 8601; nothing where the text is no date or the date never was.</summary>
    public static string? Iso(string text, DateOrder order, int latestYear)
    {
        if (text.Length > 100 || Written.Of(text) is not { } written)
            return null;
        var reading = new DateReading(order, latestYear, written.BeforeChrist);
        return written.Month is { } month
            ? reading.WithMonth(written.Numbers, month)
            : written.Numbers switch
            {
                [var only] => reading.Single(only),
                [var first, var second] => reading.MonthAndYear(first, second),
                [var first, var second, var third] => reading.Three(first, second, third),
                _ => null,
            };
    }

    private static FrozenDictionary<string, int> Names(params string[] months) =>
        months
            .SelectMany(static (names, i) => names.Split(' ').Select(name => KeyValuePair.Create(name, i + 1)))
            .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The numbers of a date as their digits, its month where that is a word, and its era.</summary>
    private sealed record Written(List<string> Numbers, int? Month, bool BeforeChrist)
    {
        /// <summary>Nothing where there is a word that belongs to no date.</summary>
        public static Written? Of(string text)
        {
            var plain = WithoutTime(Accents.Removed(text).ToLowerInvariant().Trim());
            var before = plain.StartsWith('-') && plain.Length > 4 && plain.AsSpan(1, 4).IndexOfAnyExceptInRange('0', '9') < 0;
            var written = new Written([], null, before);
            for (var at = 0; at < plain.Length; )
            {
                var length = RunLength(plain.AsSpan(at));
                if (written.With(plain.Substring(at, length)) is not { } more)
                    return null;
                written = more;
                at += length;
            }

            return written.Numbers.Count == 0 ? null : written;
        }

        private static int RunLength(ReadOnlySpan<char> text)
        {
            var length = 1;
            while (length < text.Length && Kind(text[length]) == Kind(text[0]) && Kind(text[0]) > 0)
                length++;
            return length;
        }

        private static int Kind(char sign) =>
            char.IsAsciiDigit(sign) ? 1
            : char.IsLetter(sign) ? 2
            : 0;

        private Written? With(string run)
        {
            if (char.IsAsciiDigit(run[0]))
            {
                Numbers.Add(run);
                return this;
            }

            if (run is "bc" or "bce" or "cc")
                return this with { BeforeChrist = true };
            // Mawrth is March and Tuesday: another month beside it makes it Tuesday.
            if (Months.TryGetValue(run, out var month) && (Month is null || (Month == 3 && month != 3)))
                return this with { Month = month };
            return
                Passed.Contains(run)
                || (char.IsLetter(run[0]) ? run is "x" or "xx" or "xxxx" : " -/.,?'’()\u2013".Contains(run[0], StringComparison.Ordinal))
                ? this
                : null;
        }

        private static string WithoutTime(string text)
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
                return text;
            var start = text.AsSpan(0, colon).LastIndexOfAnyExceptInRange('0', '9');
            return start <= 0 ? text : text[..start];
        }
    }

    /// <summary>The ways to read the numbers of one date.</summary>
    private readonly record struct DateReading(DateOrder Order, int LatestYear, bool BeforeChrist)
    {
        public string? WithMonth(List<string> numbers, int month) =>
            numbers switch
            {
                [var year] when IsYear(year) || Number(year) > 31 => Date(year, month, 0),
                [var year, var day] when IsYear(year) => Date(year, month, Number(day)),
                [var day, var year] => Date(year, month, Number(day)),
                _ => null,
            };

        public string? Single(string number) =>
            number.Length switch
            {
                8 when Order != DateOrder.Mdy => Date(number[..4], number[4..6], number[6..])
                    ?? Ordered(number[..2], number[2..4], number[4..]),
                8 => Ordered(number[..2], number[2..4], number[4..]) ?? Date(number[..4], number[4..6], number[6..]),
                6 => Ordered(number[..2], number[2..4], number[4..]) ?? Date(number[..4], number[4..], "0"),
                4 => Date(number, 0, 0),
                < 4 when BeforeChrist => Date(number.PadLeft(4, '0'), 0, 0),
                _ => null,
            };

        public string? MonthAndYear(string first, string second) =>
            IsYear(first) ? Date(first, second, "0")
            : IsYear(second) ? Date(second, first, "0")
            : null;

        public string? Three(string first, string second, string third) =>
            IsYear(first) ? Date(first, second, third) ?? Date(first, third, second)
            : IsYear(second) ? null
            : Ordered(first, second, third);

        /// <summary>Three numbers in the declared order, or where no such day was, with the day and month changed about.</summary>
        private string? Ordered(string first, string second, string third) =>
            Order switch
            {
                DateOrder.Mdy => Date(third, first, second) ?? Date(third, second, first),
                DateOrder.Ymd when !IsYear(third) => Date(first, second, third) ?? Date(third, second, first),
                _ => Date(third, second, first) ?? Date(third, first, second),
            };

        private static bool IsYear(string number) => number.Length is 3 or 4;

        private static int Number(string digits) =>
            digits.Length > 4 ? -1 : int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

        private string? Date(string year, string month, string day) => Date(year, Number(month), Number(day));

        private string? Date(string yearDigits, int month, int day)
        {
            var year = Number(yearDigits);
            if (yearDigits.Length < 3 && !BeforeChrist)
                year += (LatestYear - year) / 100 * 100; // the last year with these two digits
            if (year is < 1 or > LatestPossible || month is < 0 or > 12 || day < 0)
                return null;
            if (BeforeChrist)
                year = 1 - year;
            if (month > 0 && day > DaysInMonth(year, month))
                return null;
            if (month == 0 && day > 31)
                return null;
            var iso = year < 0 ? $"-{-year:0000}" : $"{year:0000}";
            return month == 0 ? iso
                : day == 0 ? $"{iso}-{month:00}"
                : $"{iso}-{month:00}-{day:00}";
        }

        // The leap years repeat every 400 years, so a year before Christ is as long as one after.
        private static int DaysInMonth(int year, int month) => DateTime.DaysInMonth(year < 1 ? 4000 + year : year, month);
    }
}
