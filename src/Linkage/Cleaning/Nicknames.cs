using System.Collections.Frozen;

namespace Bluelamp.Linkage.Cleaning;

/// <summary>
/// For which forenames a short, familiar or other-language form may stand: Bob for Robert, Ted for Edward or Theodore, Wil for William, Ianto for Evan or
/// Ioan. Many to many, from <c>nicknames.csv</c>, which is written from common knowledge in England and Wales and is there to be added to.
/// </summary>
public static class Nicknames
{
    private const int MostForms = 16;
    private static readonly FrozenDictionary<string, string[]> Names = Read();

    /// <summary>Every forename of the table, short or long, in small letters without accents.</summary>
    public static IReadOnlyCollection<string> All { get; } = Names.Keys;

    /// <summary>The forenames that one may stand for, in order; the name itself is among them unless it is only ever a short form.</summary>
    public static IReadOnlyList<string> Of(string forename)
    {
        var plain = Accents.Removed(forename.Trim()).ToLowerInvariant();
        return Names.TryGetValue(plain, out var names) ? names : [plain];
    }

    /// <summary>
    /// The names for which one of some words may stand, each once: "Ted Jones" may be "edmund jones", "edward jones" or "theodore jones". Where there would be too
    /// many, words stand for themselves.
    /// </summary>
    internal static string[] Forms(string name)
    {
        string[] forms = [""];
        foreach (var word in name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var names = Of(word);
            if (forms.Length * names.Count > MostForms)
                names = [word];
            forms = [.. forms.SelectMany(before => names.Select(after => before.Length == 0 ? after : $"{before} {after}"))];
        }
        return forms;
    }

    /// <summary>The names for each word, with <c>/</c> between those of one word: "Ted Jones" becomes "edmund/edward/theodore jones".</summary>
    internal static string? Canonical(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : string.Join(' ', words.Select(static word => string.Join('/', Of(word))));
    }

    private static FrozenDictionary<string, string[]> Read()
    {
        using var stream = typeof(Nicknames).Assembly.GetManifestResourceStream("nicknames.csv")!; // embedded by the project file
        using var reader = new StreamReader(stream);
        var rows = reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(static line => line.Split(','))
            .ToArray();
        var pairs = rows.Select(static row => (Short: row[0], Name: row[1])).ToArray();
        return pairs
            .Concat(pairs.Select(static pair => (Short: pair.Name, pair.Name)))
            .GroupBy(static pair => pair.Short, static pair => pair.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(
                static names => names.Key,
                static names => names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray(),
                StringComparer.Ordinal
            );
    }
}
