using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using Bluelamp.Kernel.Grids;

namespace Bluelamp.Records;

/// <summary>
/// What was said about a place: as much or as little as is known. The address parts are the plain core of BS 7666; the position is on the
/// National Grid, in metres.
/// </summary>
public sealed record PlaceDetails
{
    /// <summary>Flat, number or name of the building: <c>12</c>, <c>Flat 2, Bryn Coch</c>.</summary>
    public string? Number { get; init; }

    public string? Street { get; init; }

    public string? Locality { get; init; }

    public string? Town { get; init; }

    public string? Postcode { get; init; }

    /// <summary>Unique Property Reference Number, up to twelve digits.</summary>
    public string? Uprn { get; init; }

    public double? Easting { get; init; }

    public double? Northing { get; init; }

    /// <summary>Where it is, in words: <c>footpath behind the school</c>.</summary>
    public string? Words { get; init; }

    [JsonIgnore]
    public GridRef? Point => Easting is { } e && Northing is { } n ? new GridRef(e, n) : null;

    [JsonIgnore]
    public bool IsEmpty => Address.Length == 0 && Point is null;

    /// <summary>One line, as an envelope has it: <c>12 Heol Fawr, Llanfair, LL1 1AA</c>; else the words, else the grid reference.</summary>
    [JsonIgnore]
    public string Address
    {
        get
        {
            var first = string.Join(' ', Given(Number, Street));
            var line = string.Join(", ", Given(first, Locality, Town, NormalPostcode));
            return line.Length > 0 ? line : Words?.Trim() ?? Point?.ToString() ?? "";
        }
    }

    /// <summary>
    /// What makes two addresses the same: number, street and postcode (or town), without regard to case, accents and punctuation.
    /// <c>null</c> when these do not name one building.
    /// </summary>
    [JsonIgnore]
    public string? AddressKey =>
        string.IsNullOrWhiteSpace(Number) || string.IsNullOrWhiteSpace(Street + Postcode) || string.IsNullOrWhiteSpace(Postcode + Town)
            ? null
            : $"{Plain(Number)}|{Plain(Street)}|{Plain(string.IsNullOrWhiteSpace(Postcode) ? Town : NormalPostcode)}";

    private string? NormalPostcode =>
        Kernel.Identifiers.Postcode.TryParse(Postcode, out var postcode) ? postcode.ToString() : Postcode?.Trim();

    private static IEnumerable<string> Given(params string?[] parts) =>
        parts.Where(static p => !string.IsNullOrWhiteSpace(p)).Select(static p => p!.Trim());

    private static string Plain(string? text)
    {
        var plain = new StringBuilder();
        foreach (var c in (text ?? "").Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c) && char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                plain.Append(char.ToLowerInvariant(c));
        }

        return plain.ToString();
    }
}
