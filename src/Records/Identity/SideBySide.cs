namespace Bluelamp.Records;

/// <summary>A fact as two people's records have it, side by side.</summary>
/// <param name="One">Nothing where nobody said it.</param>
public sealed record SideBySide(string Label, string? One, string? Other)
{
    /// <summary>Both were said, and neither is a part of the other: an address without its postcode, or the year of a date of birth, is no other one.</summary>
    public bool Differs => One is not null && Other is not null && !IsPart(One, Other) && !IsPart(Other, One);

    private static bool IsPart(string part, string whole) =>
        Parts(part).All(p => Parts(whole).Contains(p, StringComparer.OrdinalIgnoreCase))
        || whole.StartsWith($"{part}-", StringComparison.Ordinal);

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public static IReadOnlyList<SideBySide> Of(NominalPicture one, NominalPicture other) =>
        [
            .. one
                .Facts.Concat(other.Facts)
                .Select(static f => f.Label)
                .Distinct(StringComparer.Ordinal)
                .Select(label => new SideBySide(label, one.Of(label)?.Current.Value, other.Of(label)?.Current.Value)),
        ];
}
