using System.Globalization;
using System.Text;

namespace Bluelamp.Linkage.Cleaning;

/// <summary>Turns declared steps into functions of one value; a missing value stays missing, and what is left empty counts as missing.</summary>
public static class Cleaners
{
    /// <summary>The function of one step. It is pure: the same value gives the same result, on any thread.</summary>
    public static Func<string, string?> Of(CleaningStep step) =>
        step.Operation switch
        {
            CleaningOperation.Lower => static text => text.ToLowerInvariant(),
            CleaningOperation.Unaccent => static text => Accents.Removed(text),
            CleaningOperation.Punctuation => text => Punctuation(text, step.Apostrophes, step.Hyphens),
            CleaningOperation.Spaces => static text => Spaces(text),
            CleaningOperation.Titles => static text => Titles.Removed(text),
            CleaningOperation.Patronymic => static text => Patronymics.Split(text).Name,
            CleaningOperation.Postcode => Reading(step, static text => Postcodes.Canonical(text)),
            CleaningOperation.Phone => Reading(step, text => Phones.E164(text, step.Country)),
            CleaningOperation.Date => Reading(step, text => Dates.Iso(text, step.Order, step.LatestYear)),
            CleaningOperation.Email => Reading(step, static text => Emails.Canonical(text)),
            CleaningOperation.Nickname => static text => Nicknames.Canonical(text),
            CleaningOperation.Digits => static text => Digits(text),
            CleaningOperation.NullIf => NullIf(step.Values),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step.Operation, "No such cleaning operation."),
        };

    /// <summary>The function of several steps of one column, one after the other, until nothing is left.</summary>
    public static Func<string, string?> Of(IEnumerable<CleaningStep> steps)
    {
        var cleaners = steps.Select(Of).ToArray();
        return text =>
        {
            var value = text;
            foreach (var clean in cleaners)
            {
                if (string.IsNullOrEmpty(value))
                    return null;
                value = clean(value);
            }

            return string.IsNullOrEmpty(value) ? null : value;
        };
    }

    private static Func<string, string?> Reading(CleaningStep step, Func<string, string?> read) =>
        text => read(text) ?? (step.Unreadable == Unreadable.Keep ? Spaces(text) : null);

    private static Func<string, string?> NullIf(IEnumerable<string> values)
    {
        var missing = values.Select(static value => value.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return text => string.IsNullOrWhiteSpace(text) || missing.Contains(text.Trim()) ? null : text;
    }

    internal static string? Spaces(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (!IsBlank(letter))
                plain.Append(letter);
            else if (plain.Length > 0 && plain[^1] != ' ')
                plain.Append(' ');
        }

        return Ended(plain);
    }

    private static bool IsBlank(char letter) =>
        char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '\u200B' or '\u2060' or '\uFEFF';

    private static string? Punctuation(string text, SignUse apostrophes, SignUse hyphens)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (IsOfWord(category))
                plain.Append(rune.ToString());
            else if (rune.Value is '\'' or '’' or '‘' or '`' or '´' or 'ʼ' or '′')
                Use(plain, apostrophes, '\'');
            else if (category == UnicodeCategory.DashPunctuation)
                Use(plain, hyphens, '-');
            else if (category != UnicodeCategory.Format)
                Use(plain, SignUse.Space, ' ');
        }

        return Ended(plain);
    }

    private static bool IsOfWord(UnicodeCategory category) =>
        category
            is UnicodeCategory.UppercaseLetter
                or UnicodeCategory.LowercaseLetter
                or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.OtherLetter
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.LetterNumber;

    private static void Use(StringBuilder plain, SignUse use, char sign)
    {
        if (use == SignUse.Keep)
            plain.Append(sign);
        else if (use == SignUse.Space && plain.Length > 0 && plain[^1] != ' ')
            plain.Append(' ');
    }

    private static string? Digits(string text)
    {
        var digits = new StringBuilder(text.Length);
        foreach (
            var rune in text.EnumerateRunes().Where(static rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
        )
            digits.Append((int)Rune.GetNumericValue(rune));
        return Ended(digits);
    }

    /// <summary>What was written, without a space at its end; nothing where nothing was.</summary>
    private static string? Ended(StringBuilder plain)
    {
        if (plain.Length > 0 && plain[^1] == ' ')
            plain.Length--;
        return plain.Length == 0 ? null : plain.ToString();
    }
}
