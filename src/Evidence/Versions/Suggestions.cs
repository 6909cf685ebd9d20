using System.Text.RegularExpressions;
using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Evidence.Versions;

/// <summary>Something in a document that may have to go: a person decides.</summary>
/// <param name="Reason">A code of <c>redaction-reasons</c>.</param>
/// <param name="Times">How often it stands there.</param>
/// <param name="Around">Its first place, with the words around it.</param>
public sealed record Suggestion(string Reason, string Text, int Times, string Around);

/// <summary>Finds what usually must go: ways to reach somebody, addresses, days of birth, plates, accounts, the names of the case, and what looks like a name.</summary>
internal static partial class Suggestions
{
    private const int Around = 40;
    private const RegexOptions Plain = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int Patience = 2_000; // milliseconds for one rule and one document

    /// <summary>All suggestions of a document, what stands there most often first within each reason.</summary>
    /// <param name="known">What is known of the case: reason and words.</param>
    /// <param name="people">Finds names of people of whom nothing is known.</param>
    public static IReadOnlyList<Suggestion> In(string text, IEnumerable<Phrase> known, PeopleNames people) =>
        [
            .. Found(text)
                .Concat(known.SelectMany(p => Phrases.In(text, p.Text).Take(1).Select(_ => p)))
                .Concat(people.In(text).Where(static p => p.Text.Length is >= Phrase.Shortest and <= Phrase.Longest))
                .DistinctBy(static p => p.Text, StringComparer.OrdinalIgnoreCase)
                .Select(p => Told(text, p))
                .OrderBy(static s => s.Reason, StringComparer.Ordinal)
                .ThenByDescending(static s => s.Times),
        ];

    private static IEnumerable<Phrase> Found(string text) =>
        Of("contact", Email().Matches(text))
            .Concat(Of("contact", Phone().Matches(text)).Where(static p => PhoneNumber.TryParse(p.Text, out _)))
            .Concat(Of("address", Street().Matches(text)))
            .Concat(Of("address", Post().Matches(text)).Where(static p => Postcode.TryParse(p.Text, out _)))
            .Concat(Of("birth", Born().Matches(text)))
            .Concat(Of("plate", Plate().Matches(text)))
            .Concat(Of("account", Account().Matches(text)))
            .Concat(Of("account", Card().Matches(text)).Where(static p => IsCard(p.Text)))
            .Concat(Of("other", Insurance().Matches(text)));

    private static IEnumerable<Phrase> Of(string reason, IEnumerable<Match> matches) =>
        matches.Select(m => new Phrase(reason, (m.Groups["it"] is { Success: true } it ? it.Value : m.Value).Trim()));

    private static Suggestion Told(string text, Phrase phrase)
    {
        var places = Phrases.In(text, phrase.Text).ToList();
        if (places.Count == 0)
            return new(phrase.Reason, phrase.Text, 1, phrase.Text);
        var (start, length) = places[0];
        var (from, until) = (Math.Max(0, start - Around), Math.Min(text.Length, start + length + Around));
        var around = string.Join(' ', text[from..until].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return new(phrase.Reason, phrase.Text, places.Count, $"{(from > 0 ? "…" : "")}{around}{(until < text.Length ? "…" : "")}");
    }

    /// <summary>The check of Luhn (ISO/IEC 7812-1, annex B).</summary>
    private static bool IsCard(string text)
    {
        var digits = text.Where(char.IsAsciiDigit).Select(static c => c - '0').Reverse().ToList();
        var sum = digits.Select(static (d, i) => i % 2 == 0 ? d : (d * 2 % 10) + (d * 2 / 10)).Sum();
        return digits.Count is >= 13 and <= 19 && sum % 10 == 0;
    }

    [GeneratedRegex(@"[\w.+-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63}){1,5}", Plain, Patience)]
    private static partial Regex Email();

    [GeneratedRegex(@"(?<![\d+])(\+\d|00\d|0\d|\(0\d)[\d ().-]{7,18}\d(?!\d)", Plain, Patience)]
    private static partial Regex Phone();

    /// <summary>A number and a street, English or Welsh.</summary>
    [GeneratedRegex(
        @"\b\d{1,4}[A-Za-z]?,?\s+(([A-ZÂÊÎÔÛŴŶ][\w'’-]+\s+){1,4}(Street|St|Road|Rd|Avenue|Ave|Lane|Close|Drive|Crescent|Terrace|Way|Place|Court|Gardens|Grove|Hill|Row|Square|Walk|View|Parade|Mews)\b|(Stryd|Heol|Ffordd|Rhodfa|Lôn|Maes|Clos|Teras|Rhes)(\s+(y|yr|[A-ZÂÊÎÔÛŴŶ][\w'’-]+)){1,4})",
        Plain,
        Patience
    )]
    private static partial Regex Street();

    [GeneratedRegex(@"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", Plain, Patience)]
    private static partial Regex Post();

    /// <summary>A day that is said to be one of birth, English or Welsh.</summary>
    [GeneratedRegex(
        @"\b(dob|d\.o\.b\.?|dates? of birth|born( on)?|ganwyd( ar)?|ganed( ar)?|dyddiad geni)\W{0,4}(?<it>\d{1,2}(st|nd|rd|th)?[\s./-]+(\d{1,2}|[A-Za-z]{3,10})[\s./-]+\d{2,4}|\d{4}-\d{2}-\d{2})",
        Plain | RegexOptions.IgnoreCase,
        Patience
    )]
    private static partial Regex Born();

    /// <summary>Number plates of today, and those with the year before or after (DOMAIN §3.6).</summary>
    [GeneratedRegex(@"\b([A-Z]{2}\d{2}\s?[A-Z]{3}|[A-Z]\d{1,3}\s?[A-Z]{3}|[A-Z]{3}\s?\d{1,3}[A-Z])\b", Plain, Patience)]
    private static partial Regex Plate();

    /// <summary>A sort code, with the account after it when it is there.</summary>
    [GeneratedRegex(@"\b\d{2}-\d{2}-\d{2}(\s+\d{8})?\b", Plain, Patience)]
    private static partial Regex Account();

    [GeneratedRegex(@"\b\d{4}([ -]?\d{2,6}){2,4}\b", Plain, Patience)]
    private static partial Regex Card();

    /// <summary>A National Insurance number.</summary>
    [GeneratedRegex(@"\b[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", Plain, Patience)]
    private static partial Regex Insurance();
}
