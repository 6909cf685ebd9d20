using System.Globalization;

namespace Bluelamp.Records;

/// <summary>What somebody typed into the search box, and what it can be taken for.</summary>
public sealed class SearchText
{
    private const int Longest = 200;
    private const int MostWords = 8;

    private SearchText(string text) => (Text, Words) = (text, WordsOf(text));

    public string Text { get; }

    /// <summary>Letters and digits between anything else; apostrophes stay in their word.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>How many of a kind are wanted.</summary>
    public int Show { get; private init; } = SearchGroup.Shown;

    /// <summary>The same, for whoever wants to see more of one kind.</summary>
    public SearchText Wide => new(Text) { Show = SearchGroup.Wide };

    /// <summary>A part of what was typed, searched as widely.</summary>
    public SearchText Only(string part) => new(part) { Show = Show };

    public bool HasLetters => Text.Any(char.IsLetter);

    public bool HasDigits => Text.Any(char.IsAsciiDigit);

    public string Digits => string.Concat(Text.Where(char.IsAsciiDigit));

    /// <summary>Letters and digits only, in capitals: a number plate, or a part of one.</summary>
    public string Packed => string.Concat(Text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    /// <summary>The text, or nothing when it holds nothing to search by.</summary>
    public static SearchText? Of(string? typed)
    {
        var text = (typed ?? "").Trim();
        var search = new SearchText(text.Length > Longest ? text[..Longest] : text);
        return search.Words.Count == 0 ? null : search;
    }

    public static IReadOnlyList<string> WordsOf(string text) =>
        [
            .. new string([
                .. text.Select(static c =>
                    char.IsLetterOrDigit(c) || char.IsHighSurrogate(c) || char.IsLowSurrogate(c) || c is '\'' or '’' || IsMark(c) ? c : ' '
                ),
            ])
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Where(static w => w.Any(char.IsLetterOrDigit))
                .Take(MostWords),
        ];

    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark;
}
