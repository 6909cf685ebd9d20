namespace Bluelamp.Evidence.Exhibits;

/// <summary>What the bars on the label of an exhibit say: short enough for a bag, and typed into the search box by whatever reads them.</summary>
internal static class LabelText
{
    private const int Digits = 12;

    /// <summary>Its reference, or the last twelve digits of its id while it has none.</summary>
    public static string Of(ExhibitLine line) => line.Reference ?? line.Exhibit.ToString()[^Digits..].ToUpperInvariant();

    /// <summary>Whether a text can be the end of an id.</summary>
    public static bool IsShort(string text) => text.Length == Digits && text.All(char.IsAsciiHexDigit);
}
