using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bluelamp.Records;

/// <summary>An age as people say it: <c>85</c>, <c>forty five</c>, <c>40-ish</c>, <c>between 40 and 50</c>, <c>late thirties</c>, <c>pedwar deg pump</c>, <c>yn ei bedwardegau</c>.</summary>
/// <param name="Read">How many words it was.</param>
internal readonly partial record struct SpokenAge(int From, int To, int Read)
{
    private const int Oldest = 110;

    /// <summary>How far "-ish" reaches.</summary>
    private const int Ish = 5;

    /// <summary>The longest that a pattern is looked for, in milliseconds.</summary>
    private const int Wait = 1000;

    private static readonly FrozenDictionary<string, (int From, int To)> Parts = Named(
        ("early dechrau nechrau", (0, 3)),
        ("mid middle canol nghanol", (4, 6)),
        ("late diwedd niwedd", (7, 9))
    );

    private static readonly FrozenDictionary<string, int> Decades = Named(
        ("twenties ugeiniau hugeiniau", 20),
        ("thirties tridegau thridegau dridegau", 30),
        ("forties fourties pedwardegau phedwardegau bedwardegau", 40),
        ("fifties pumdegau phumdegau bumdegau", 50),
        ("sixties chwedegau", 60),
        ("seventies saithdegau", 70),
        ("eighties wythdegau hwythdegau", 80),
        ("nineties nawdegau", 90)
    );

    private static readonly FrozenSet<string> Until = ["to", "or", "i", "neu", "and", "a", "ac"];
    private static readonly FrozenSet<string> Between = ["between", "rhwng"];
    private static readonly FrozenSet<string> Whose = ["his", "her", "their", "ei", "eu", "the"];
    private static readonly FrozenSet<string> Teens = ["teens", "teenager", "teenage", "arddegau", "harddegau"];

    /// <summary>Reads an age at the beginning of some words, in small letters without accents.</summary>
    /// <param name="give">How many years either side an age that is told as one number may be wrong.</param>
    public static SpokenAge? Of(ReadOnlySpan<string> words, int give) =>
        Surely(words) ?? (words.Length > 0 && Between.Contains(words[0]) ? Span(words[1..], 1) : Span(words, 0) ?? One(words, give));

    /// <summary>Forties, 40s, late thirties, fortyish, 80 odd: an age, whatever stands around it.</summary>
    public static SpokenAge? Surely(ReadOnlySpan<string> words) => Decade(words) ?? Loosely(words);

    private static SpokenAge? Decade(ReadOnlySpan<string> words)
    {
        if (words.Length == 0)
            return null;
        if (Teens.Contains(words[0]))
            return new(13, 19, 1);
        var dash = words[0].IndexOf('-', StringComparison.Ordinal);
        if (dash > 0 && Parts.TryGetValue(words[0][..dash], out var dashed) && Tens(words[0][(dash + 1)..]) is { } decade)
            return new(decade + dashed.From, decade + dashed.To, 1);
        if (!Parts.TryGetValue(words[0], out var part))
            return Tens(words[0]) is { } tens ? new(tens, tens + 9, 1) : null;
        var next = words.Length > 2 && Whose.Contains(words[1]) ? 2 : 1;
        return words.Length > next && Tens(words[next]) is { } of ? new(of + part.From, of + part.To, next + 1) : null;
    }

    private static int? Tens(string word) =>
        Decades.TryGetValue(word, out var named) ? named
        : DecadePattern.Match(word) is { Success: true } match ? int.Parse(match.Groups["tens"].ValueSpan, CultureInfo.InvariantCulture)
        : null;

    /// <summary>From one number to another.</summary>
    private static SpokenAge? Span(ReadOnlySpan<string> words, int before)
    {
        if (words.Length > 0 && SpanPattern.Match(words[0]) is { Success: true } match)
        {
            var (least, most) = (Number(match, "from"), Number(match, "to"));
            return least < most && most <= Oldest ? new(least, most, before + 1) : null;
        }
        if (SpokenNumber.Of(words) is not { } from || words.Length < from.Read + 2 || !Until.Contains(words[from.Read]))
            return null;
        return SpokenNumber.Of(words[(from.Read + 1)..]) is { } to && from.Value < to.Value && to.Value <= Math.Min(Oldest, from.Value + 30)
            ? new(from.Value, to.Value, before + from.Read + 1 + to.Read)
            : null;
    }

    private static SpokenAge? One(ReadOnlySpan<string> words, int give) =>
        SpokenNumber.Of(words) is { Value: > 0 and <= Oldest } age ? new(Math.Max(0, age.Value - give), age.Value + give, age.Read) : null;

    private static SpokenAge? Loosely(ReadOnlySpan<string> words)
    {
        if (words.Length == 0)
            return null;
        if (LoosePattern.Match(words[0]) is { Success: true } loose)
        {
            var stem = loose.Groups["number"].Value;
            return SpokenNumber.Of([stem]) is { Value: > 0 and <= Oldest } about ? Loose(about.Value, loose.Groups["how"].Value, 1) : null;
        }
        return
            SpokenNumber.Of(words) is { Value: > 0 and <= Oldest } age
            && words.Length > age.Read
            && words[age.Read] is "ish" or "odd" or "something" or "plus"
            ? Loose(age.Value, words[age.Read], age.Read + 1)
            : null;
    }

    private static SpokenAge Loose(int age, string how, int read) =>
        how is "ish" ? new(Math.Max(0, age - Ish), age + Ish, read) : new(age, age + 9, read);

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static FrozenDictionary<string, T> Named<T>(params ReadOnlySpan<(string Words, T Value)> all)
    {
        var named = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (words, value) in all)
        {
            foreach (var word in words.Split(' '))
                named.Add(word, value);
        }
        return named.ToFrozenDictionary(StringComparer.Ordinal);
    }

    [GeneratedRegex("^(?<tens>[1-9]0)'?s$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Wait)]
    private static partial Regex DecadePattern { get; }

    [GeneratedRegex("^(?<from>[0-9]{1,3})[-–](?<to>[0-9]{1,3})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Wait)]
    private static partial Regex SpanPattern { get; }

    [GeneratedRegex(
        "^(?<number>[a-z]{3,}(-[a-z]+)?|[0-9]{1,3})-?(?<how>ish|odd|something|plus)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        Wait
    )]
    private static partial Regex LoosePattern { get; }
}
