using System.Globalization;

namespace Bluelamp.Evidence.Bundles;

/// <summary>The names of a bundle's files.</summary>
internal static class BundleNames
{
    public const string Sums = "SHA256SUMS";
    public const string SignedSums = "SHA256SUMS.note";
    public const string Manifest = "manifest.json";
    public const string Checkpoint = "checkpoint";
    public const string Key = "key";
    public const string Page = "index.html";
    public const string Recipe = "VERIFY.md";
    public const string Script = "verify.py";

    private const int Longest = 80;

    /// <summary>
    /// Where an exhibit's bytes lie: <c>items/3-clip.mp4</c>. Of its own name only letters, digits, points, strokes are kept, for it was a stranger's choice
    /// and many file systems must hold it; the manifest tells the whole name.
    /// </summary>
    public static string Item(int number, string name)
    {
        var safe = string.Concat(name.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_')).Trim('.');
        var extension = Path.GetExtension(safe) is { Length: <= 10 } short_ ? short_ : "";
        if (safe.Length > Longest)
            safe = safe[..(Longest - extension.Length)] + extension;
        return string.Create(CultureInfo.InvariantCulture, $"items/{number}-{(safe.Length == 0 ? "unnamed" : safe)}");
    }

    /// <summary>Where the signature lies by which somebody took item <paramref name="number"/>; <paramref name="entry"/> is the place of that hand-over in its chain of custody.</summary>
    public static string Signature(int number, int entry) =>
        string.Create(CultureInfo.InvariantCulture, $"signatures/{number}-{entry}.svg");

    public static string Custody(int number) => string.Create(CultureInfo.InvariantCulture, $"custody/{number}.json");
}
