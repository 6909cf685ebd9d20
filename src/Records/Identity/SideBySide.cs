namespace Bluelamp.Records;

/// <summary>A fact as two people's records have it, side by side.</summary>
/// <param name="One">Nothing where nobody said it.</param>
public sealed record SideBySide(string Label, string? One, string? Other)
{
    /// <summary>Both were said, and they are not the same.</summary>
    public bool Differs => One is not null && Other is not null && !string.Equals(One, Other, StringComparison.OrdinalIgnoreCase);

    public static IReadOnlyList<SideBySide> Of(NominalPicture one, NominalPicture other) =>
        [
            .. one
                .Facts.Concat(other.Facts)
                .Select(static f => f.Label)
                .Distinct(StringComparer.Ordinal)
                .Select(label => new SideBySide(label, one.Of(label)?.Current.Value, other.Of(label)?.Current.Value)),
        ];
}
