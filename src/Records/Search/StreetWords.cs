using System.Collections.Frozen;

namespace Bluelamp.Records;

/// <summary>The words by which a listener knows that a street or a house is being named: in Welsh the first, in English the last.</summary>
internal static class StreetWords
{
    private static readonly FrozenSet<string> First =
    [
        .. "heol hewl ffordd stryd lon rhodfa clos teras cwrt maes cae gerddi llys plas parc tyddyn fferm bwthyn ty tyn tan pen flat fflat number no rhif".Split(
            ' '
        ),
    ];

    private static readonly FrozenSet<string> Last =
    [
        .. "street st road rd avenue ave lane close drive way court place terrace crescent gardens grove walk square row hill park green view rise farm cottage".Split(
            ' '
        ),
    ];

    /// <summary>Whether a place begins here: with <c>Heol</c>, or with <c>number</c>.</summary>
    /// <param name="words">In small letters without accents; so far as the next comma they are one.</param>
    public static bool Begin(ReadOnlySpan<string> words) => words.Length > 1 && words[1] is not "," && First.Contains(words[0]);

    /// <summary>Whether the number of a house begins here: <c>12 Heol Fawr</c>, <c>twelve Heol Fawr</c>, <c>12a Heol Fawr</c>.</summary>
    public static bool Numbered(ReadOnlySpan<string> words) =>
        words.Length > 1
        && (
            char.IsAsciiDigit(words[0][0])
            || (SpokenNumber.Of(words) is { } number && words.Length > number.Read && words[number.Read] is not ",")
        );

    /// <summary>Whether all up to the next comma is a street: <c>High Street</c>.</summary>
    public static bool End(ReadOnlySpan<string> words)
    {
        var segment = words.IndexOf(",") is >= 0 and var comma ? words[..comma] : words;
        return segment.Length > 1 && Last.Contains(segment[^1]);
    }

    /// <summary>Whether the next word is <c>Street</c> or the like.</summary>
    public static bool IsBefore(ReadOnlySpan<string> words) => words.Length > 1 && Last.Contains(words[1]);
}
