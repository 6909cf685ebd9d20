using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Bluelamp.Linkage.Text;

namespace Bluelamp.Records;

/// <summary>The parts of an address as they are compared, whoever wrote it.</summary>
/// <param name="Flat">Which flat, or <see cref="Whole"/> where the building is named and no flat of it.</param>
/// <param name="House">The number of the building, with its letter.</param>
/// <param name="Building">Its name.</param>
/// <param name="Street">With what kind of street it is written out: <c>high street</c>.</param>
internal sealed partial record AddressParts(
    string? Flat,
    string? House,
    string? Building,
    string? Street,
    string? Town,
    string? Postcode,
    string? District
)
{
    /// <summary>No flat was named.</summary>
    public const string Whole = "whole";

    private const int LongestMilliseconds = 1000;

    private static readonly FrozenDictionary<string, string> Kinds = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["st"] = "street",
        ["str"] = "street",
        ["rd"] = "road",
        ["ave"] = "avenue",
        ["av"] = "avenue",
        ["ln"] = "lane",
        ["cl"] = "close",
        ["dr"] = "drive",
        ["ct"] = "court",
        ["cres"] = "crescent",
        ["gdns"] = "gardens",
        ["gr"] = "grove",
        ["pl"] = "place",
        ["sq"] = "square",
        ["terr"] = "terrace",
        ["ter"] = "terrace",
        ["ffrd"] = "ffordd",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public string? StreetSound => Sound(Street);

    public string? BuildingSound => Sound(Building);

    /// <summary>Reads a place; what it does not say stays empty.</summary>
    public static AddressParts Of(PlaceDetails place)
    {
        var number = PlainText.Of(place.Number);
        var flat = FlatPattern.Match(number ?? "") is { Success: true } named ? named.Groups["flat"].Value : null;
        var rest = flat is null ? number : PlainText.Of(FlatPattern.Replace(number!, " ")); // a match was found in it
        var house = HousePattern.Match(rest ?? "") is { Success: true } found
            ? found.Value.Replace(" ", "", StringComparison.Ordinal)
            : null;
        var building = house is null ? rest : PlainText.Of(HousePattern.Replace(rest!, " ", 1)); // a match was found in it
        var postcode = Kernel.Identifiers.Postcode.TryParse(place.Postcode, out var read) ? read.ToString() : PlainText.Of(place.Postcode);
        return new(
            flat ?? ((house ?? building) is null ? null : Whole),
            house,
            building,
            StreetOf(place.Street),
            PlainText.Of(place.Town),
            postcode,
            postcode?.Split(' ')[0]
        );
    }

    /// <summary>Only the last word tells what kind of street it is: St Mary's Rd is no Street Mary's Road.</summary>
    private static string? StreetOf(string? street)
    {
        if (PlainText.Of(street)?.Split(' ') is not { } words)
            return null;
        words[^1] = Kinds.GetValueOrDefault(words[^1], words[^1]);
        return string.Join(' ', words);
    }

    private static string? Sound(string? text) => text is null ? null : NameSound.Code(text).NullIfEmpty() ?? text;

    [GeneratedRegex(
        @"\b(flat|apartment|apt|fflat|unit|uned)\s*(?<flat>[0-9]+( ?[a-z])?|[a-z])\b",
        RegexOptions.ExplicitCapture,
        LongestMilliseconds
    )]
    private static partial Regex FlatPattern { get; }

    [GeneratedRegex(@"\b[0-9]+( ?[a-z])?\b", RegexOptions.ExplicitCapture, LongestMilliseconds)]
    private static partial Regex HousePattern { get; }
}
