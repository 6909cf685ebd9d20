using System.Text.RegularExpressions;

namespace Bluelamp.Evidence.Versions;

/// <summary>Finds what looks like the name of a person by a <see cref="NameRule"/>, in English and in Welsh. It proposes; a person decides about each.</summary>
internal sealed class PeopleNames
{
    private const RegexOptions Plain = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const string Part = @"\p{Lu}[\p{L}'’-]{1,30}";

    /// <summary>A name goes over the end of a line, never into the next paragraph.</summary>
    private const string Gap = @"([ \t\u00a0]{1,3}|[ \t\u00a0]{0,2}\r?\n[ \t\u00a0]{0,2})";
    private const string Initial = @"\p{Lu}\.?";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2); // for one rule and one document
    private readonly NameRule _rule;
    private readonly Regex _titled;
    private readonly Regex _introduced;
    private readonly Regex _row;

    public PeopleNames(NameRule rule)
    {
        _rule = rule;
        var between = string.Join('|', rule.Between.Select(Regex.Escape));
        var more = $@"([ \t]+(({between})[ \t]+)?{Part})";
        var name = $@"({Part}|{Initial}(?=[ \t]*\p{{Lu}}))([ \t]*{Initial}(?=[ \t]*\p{{Lu}}))?([ \t]*{Part})?{more}{{0,2}}";
        _titled = Of($@"\b({Any(rule.Titles)})\.?[ \t]+(\d{{1,6}}[ \t]+)?(?<it>{name})");
        _introduced = Of($@"(?<![\p{{L}}])(?i:{Any(rule.Before)})[ \t]*[:.]?[ \t]*(?<it>{Part}({more}{{1,3}}))");
        _row = Of($@"(?<![\p{{L}}'’-])(?<it>{Part}({Gap}(({between}){Gap})?{Part}){{0,2}})");
    }

    /// <summary>What is found, in the order of the rules.</summary>
    public IEnumerable<Phrase> In(string text) =>
        Matches(_titled, text).Concat(Matches(_introduced, text)).Concat(Listed(text)).Select(static t => new Phrase("name", t));

    private static IEnumerable<string> Matches(Regex regex, string text) =>
        regex.Matches(text).Select(static m => Spaced(m.Groups["it"].Value));

    /// <summary>Words in a row with capitals, from the first that is a first name of the list; or two before a surname of the list.</summary>
    private IEnumerable<string> Listed(string text)
    {
        foreach (Match match in _row.Matches(text))
        {
            var words = Spaced(match.Value).Split(' ');
            var first = Array.FindIndex(words, _rule.First.Contains);
            var alone = first == words.Length - 1 && (_rule.Ambiguous.Contains(words[first]) || words[first].All(char.IsUpper));
            if (first >= 0 && !alone)
                yield return string.Join(' ', words[first..]);
            else if (words.Length > 1 && Array.FindLastIndex(words, _rule.Last.Contains) is > 0 and var last && !IsWord(words[last - 1]))
                yield return string.Join(' ', words[(last - 1)..(last + 1)]);
        }
    }

    /// <summary>A small word with a capital because it begins a sentence is no first name.</summary>
    private static bool IsWord(string word) => word.Length < 4;

    private static Regex Of(string pattern) => new(pattern, Plain, Patience);

    private static string Any(IEnumerable<string> words) =>
        string.Join(
            '|',
            words
                .OrderByDescending(static w => w.Length)
                .Select(static w => Regex.Escape(w).Replace("\\ ", @"[ \t]+", StringComparison.Ordinal))
        );

    private static string Spaced(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
