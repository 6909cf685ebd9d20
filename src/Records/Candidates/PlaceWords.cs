using System.Collections.Frozen;
using Bluelamp.Linkage.Text;

namespace Bluelamp.Records;

/// <summary>The words of an address by which somebody says where a person lives: of <c>Flat 2, 12 Heol Fawr, Llwynlamp</c>, <c>fawr</c> and <c>llwynlamp</c>.</summary>
internal static class PlaceWords
{
    private const int Most = 8;

    /// <summary>What so many addresses hold that it says nothing, in English and Welsh.</summary>
    private static readonly FrozenSet<string> Common =
    [
        .. "flat apartment fflat house the and of near street st road rd avenue ave lane close drive way court place terrace crescent gardens grove walk".Split(
            ' '
        ),
        .. "heol ffordd stryd lon rhodfa clos maes teras y yr a ger".Split(' '),
    ];

    /// <summary>How each word sounds, so that what was heard finds what was written; each once.</summary>
    public static IEnumerable<string> Sounds(PlaceDetails? place) =>
        place is null ? [] : Sounds($"{place.Number} {place.Street} {place.Locality} {place.Town} {place.Words}");

    /// <summary>The number of the house, with its letter, wherever it was written: <c>12</c> in a field of its own, or before the street.</summary>
    public static string? House(PlaceDetails? place) =>
        place is null
            ? null
            : AddressParts.Of(place).House ?? AddressParts.Of(new() { Number = FirstPart(place.Street) ?? FirstPart(place.Words) }).House;

    /// <summary>What begins with a digit, up to the first comma.</summary>
    private static string? FirstPart(string? text) => text?.Trim() is [>= '0' and <= '9', ..] line ? line.Split(',')[0] : null;

    /// <inheritdoc cref="Sounds(PlaceDetails?)"/>
    public static IEnumerable<string> Sounds(string text) =>
        Accents
            .Removed(text)
            .ToLowerInvariant()
            .Split([' ', ',', '-', '.', ';', '/'], StringSplitOptions.RemoveEmptyEntries)
            .Where(static w => !Common.Contains(w) && !w.Any(char.IsDigit))
            .Select(NameSound.Code)
            .Where(static s => s.Length > 0 && !s.Contains(' ', StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .Take(Most);
}
