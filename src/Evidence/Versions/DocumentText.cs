using System.Globalization;
using System.Text;
using System.Xml;

namespace Bluelamp.Evidence.Versions;

/// <summary>A place on a page as it is shown, in points (a 72nd of an inch) from its left upper corner.</summary>
internal sealed record WordPlace(double Left, double Top, double Right, double Bottom);

/// <summary>A word on a page, and where it stands.</summary>
internal sealed record PlacedWord(string Text, WordPlace At);

/// <summary>A page of a document.</summary>
internal sealed record DocumentPage(IReadOnlyList<PlacedWord> Words)
{
    /// <summary>Its words in the order in which they are read.</summary>
    public string Text { get; } = string.Join(' ', Words.Select(static w => w.Text));

    /// <summary>Where words stand on it: every word that one of them touches, whole.</summary>
    public IEnumerable<WordPlace> Where(string phrase)
    {
        var found = Phrases.In(Text, phrase).ToList();
        var start = 0;
        foreach (var word in Words)
        {
            var end = start + word.Text.Length;
            if (found.Exists(f => f.Start < end && f.Start + f.Length > start))
                yield return word.At;
            start = end + 1;
        }
    }
}

/// <summary>Finds words as people mean them: large or small letters, with or without accents, over the end of a line; never inside of another word.</summary>
internal static class Phrases
{
    private const CompareOptions Loosely = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace;

    public static IEnumerable<(int Start, int Length)> In(string text, string phrase)
    {
        var (even, places) = Evened(text);
        var (sought, _) = Evened(phrase.Trim());
        for (var from = 0; sought.Length > 0 && from < even.Length; )
        {
            var at = CultureInfo.InvariantCulture.CompareInfo.IndexOf(even.AsSpan(from), sought, Loosely, out var length);
            if (at < 0 || length == 0)
                yield break;
            var start = from + at;
            if (IsApart(even, start, start + length))
                yield return (places[start], places[start + length - 1] + 1 - places[start]);
            from = start + 1;
        }
    }

    /// <summary>Those phrases that stand on none of the pages.</summary>
    public static IReadOnlyList<string> Missing(IEnumerable<string> phrases, IReadOnlyList<string> pages) =>
        [.. phrases.Where(phrase => !pages.Any(page => In(page, phrase).Any()))];

    private static bool IsApart(string text, int start, int end) =>
        !(start > 0 && char.IsLetterOrDigit(text[start - 1]) && char.IsLetterOrDigit(text[start]))
        && !(end < text.Length && char.IsLetterOrDigit(text[end]) && char.IsLetterOrDigit(text[end - 1]));

    /// <summary>The text with one space where there was any white, and where each of its characters stood.</summary>
    private static (string Text, List<int> Places) Evened(string text)
    {
        var (even, places) = (new StringBuilder(text.Length), new List<int>(text.Length));
        for (var i = 0; i < text.Length; i++)
        {
            var white = char.IsWhiteSpace(text[i]);
            if (white && even.Length > 0 && even[^1] is ' ')
                continue;
            even.Append(white ? ' ' : text[i]);
            places.Add(i);
        }

        return (even.ToString(), places);
    }
}

/// <summary>Reads what <c>pdftotext -bbox</c> says of a document.</summary>
internal static class PlacedText
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        CheckCharacters = false,
        MaxCharactersInDocument = 200_000_000,
    };

    public static IReadOnlyList<DocumentPage> Read(Stream said)
    {
        List<List<PlacedWord>> pages = [];
        using var reader = XmlReader.Create(said, Settings);
        while (reader.Read())
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "page" })
                pages.Add([]);
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "word" } && pages.Count > 0)
                pages[^1].Add(Word(reader));
        }

        return [.. pages.Select(static words => new DocumentPage(words))];
    }

    private static PlacedWord Word(XmlReader reader)
    {
        var at = new WordPlace(Number(reader, "xMin"), Number(reader, "yMin"), Number(reader, "xMax"), Number(reader, "yMax"));
        return new(reader.ReadElementContentAsString(), at);
    }

    private static double Number(XmlReader reader, string name) =>
        double.TryParse(reader.GetAttribute(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
