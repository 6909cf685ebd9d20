using Bluelamp.Linkage.Cleaning;

namespace Bluelamp.Records;

/// <summary>Text as it is compared: small letters without accents and punctuation, one space between words.</summary>
internal static class PlainText
{
    private static readonly Func<string, string?> Cleaned = Cleaners.Of([
        new("", CleaningOperation.Lower),
        new("", CleaningOperation.Unaccent),
        new("", CleaningOperation.Punctuation),
        new("", CleaningOperation.NullIf),
    ]);

    /// <summary>Nothing when nothing was said, or only that it is not known.</summary>
    public static string? Of(string? text) => Cleaned(text ?? "");
}
