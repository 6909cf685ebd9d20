using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Linkage.Text;

namespace Bluelamp.Records;

/// <summary>
/// A person as somebody on the phone describes them: <c>Shan Jones, about 40, Heol Fawr</c>; <c>Rhys Hywel born 1985 of Llwynlamp</c>;
/// <c>menyw o'r enw Siân Jones, tua 40, o Aberystwyth</c>. What cannot be read so is no description.
/// </summary>
internal sealed partial class PersonWords
{
    private const int MostNames = 5;
    private const int Oldest = 110;

    /// <summary>The longest that a pattern is looked for, in milliseconds.</summary>
    private const int Wait = 1000;

    private static readonly FrozenSet<string> About = Of("about around roughly approximately approx circa c tua oddeutu rhyw");
    private static readonly FrozenSet<string> Aged = Of("aged age oed");
    private static readonly FrozenSet<string> Years = Of("years year yrs yr old yo oed mlwydd blwydd");
    private static readonly FrozenSet<string> Born = Of("born b dob ganed ganwyd geni");
    private static readonly FrozenSet<string> At = Of("of from in at near by o yn ym yng ger");
    private static readonly FrozenSet<string> Silent = Of(
        "a the called named person who is her his their or or'r o'r enw sydd years year old and"
    );
    private static readonly FrozenSet<string> Male = Of("man male boy gentleman bloke lad mr dyn gwryw bachgen");
    private static readonly FrozenSet<string> Female = Of("woman female girl lady mrs miss ms menyw dynes benyw");
    private static readonly FrozenDictionary<string, (int From, int To)> Part = new Dictionary<string, (int, int)>(StringComparer.Ordinal)
    {
        ["early"] = (0, 3),
        ["mid"] = (4, 6),
        ["late"] = (7, 9),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly List<string> _names = [];
    private readonly List<string> _places = [];
    private readonly DateOnly _today;
    private string? _sex;
    private string? _postcode;
    private string? _district;
    private string? _phone;
    private PartialDate? _born;
    private AgeRange? _age;
    private bool _where;
    private bool _aged;

    private PersonWords(DateOnly today) => _today = today;

    /// <summary>Reads a description.</summary>
    /// <param name="today">For ages.</param>
    /// <returns>Nothing when it says no more than a name, or no name, or something that describes nobody.</returns>
    public static PersonWords? Read(string text, DateOnly today)
    {
        var words = new PersonWords(today);
        return words.ReadAll(Tokens().Matches(text).Select(static m => m.Value).ToArray()) ? words : null;
    }

    /// <summary>What they are called, in the order in which it was said.</summary>
    public string Name => string.Join(' ', _names);

    /// <summary>As what it was read, for whoever typed it.</summary>
    public string Said
    {
        get
        {
            var who = _sex switch
            {
                "M" => "a man called ",
                "F" => "a woman called ",
                _ => "",
            };
            var born = _born is { } day ? $"born {day}" : null;
            var aged = _age is { } age ? $"aged {age.From} to {age.To}" : null;
            var where = SaysWhere ? "of " + string.Join(' ', [.. _places, .. new[] { _postcode, _district }.OfType<string>()]) : null;
            return string.Join(", ", new[] { who + Name, born, aged, where, _phone }.Where(static p => p is not null));
        }
    }

    /// <summary>The years in which somebody of that age may be born, of which each is looked up: eleven or so; none when a birth was told.</summary>
    public IEnumerable<int> BirthYears =>
        _age is { } age && _born is null ? Enumerable.Range(_today.Year - age.To - 1, age.To - age.From + 2) : [];

    /// <summary>It says "about 40", "born 1985", "30 oed": whatever else it may be, it is no address. A number alone may be that of a house.</summary>
    public bool TellsAge => _aged;

    /// <summary>As what it can be compared: one word may be a forename or a surname.</summary>
    public IReadOnlyList<PersonValues> Values(DateTimeOffset now)
    {
        var all = new PersonDetails
        {
            Forenames = string.Join(' ', _names.SkipLast(1)),
            Surname = _names[^1],
            Born = _born,
            Looks = _age,
            Sex = _sex,
            Phones = _phone is null ? [] : [_phone],
            Address = new() { Postcode = _postcode, Words = string.Join(' ', _places) },
        };
        var ways = _names.Count > 1 ? [all] : new[] { all, all with { Forenames = _names[0], Surname = null } };
        return
        [
            .. ways.SelectMany(w => PersonValues.Of(w, now))
                .Select(v => _district is null ? v : v with { Postcode = _district.ToLowerInvariant() }),
        ];
    }

    private bool SaysWhere => _places.Count > 0 || _postcode is not null || _district is not null;

    private bool ReadAll(string[] tokens)
    {
        for (var at = 0; at < tokens.Length; )
        {
            var read = Next(tokens.AsSpan(at));
            if (read == 0)
                return false;
            at += read;
        }
        var says = SaysWhere || _age is not null || _born is not null || _phone is not null || _sex is not null;
        return says && _names.Count is > 0 and <= MostNames;
    }

    /// <summary>Reads what comes next.</summary>
    /// <returns>How many tokens it was; 0 for what describes nobody.</returns>
    private int Next(ReadOnlySpan<string> left)
    {
        var word = Plain(left[0]);
        if (word is ",")
        {
            _where |= _names.Count > 1;
            return 1;
        }
        if (InWords(word, left) is > 0 and var inWords)
        {
            _aged = true;
            return inWords;
        }
        if (BornOn(left[0]) || Decade(word, (0, 9)))
            return 1;
        if (PhoneAt(left) is > 0 and var phone)
            return phone;
        if (PostcodeAt(left) is > 0 and var postcode)
            return postcode;
        if (char.IsAsciiDigit(word[0]))
            return Number(left);
        return Word(left[0], word);
    }

    /// <summary>An age or a birth behind a word that says so.</summary>
    private int InWords(string word, ReadOnlySpan<string> left)
    {
        if (left.Length == 1)
            return 0;
        if (About.Contains(word) && AgeAt(left[1..], give: 5) is > 0 and var about)
            return 1 + about;
        if (Aged.Contains(word) && AgeAt(left[1..], give: 2) is > 0 and var aged)
            return 1 + aged;
        if (Part.TryGetValue(word, out var part) && Decade(Plain(left[1]), part))
            return 2;
        return Born.Contains(word) && BornOn(left[1]) ? 2 : 0;
    }

    private int Word(string written, string word)
    {
        if (word.Any(static c => char.IsAsciiDigit(c) || c is '@'))
            return 0; // a plate, a reference, an e-mail
        if (At.Contains(word) && _names.Count > 0)
            _where = true;
        else if (_sex is null && (Male.Contains(word) || Female.Contains(word)))
            _sex = Male.Contains(word) ? "M" : "F";
        else if (!Silent.Contains(word) && !(word.Length > 1 && Born.Contains(word))) // of a birth that cannot be; B is an initial
            (_where ? _places : _names).Add(written);
        return 1;
    }

    /// <summary>A number by itself is an age, unless a place is being told or begins with it: <c>12 Heol Fawr</c>.</summary>
    private int Number(ReadOnlySpan<string> left)
    {
        var isLast = left.Length == 1 || Plain(left[1]) is "," || Years.Contains(Plain(left[1])) || At.Contains(Plain(left[1]));
        if (isLast && !(_where && _places.Count > 0) && AgeAt(left, give: 2) is > 0 and var age)
            return age;
        if (left[0].Length > 5 || _names.Count == 0)
            return 0;
        _where = true;
        return 1; // the number of a house is in no index
    }

    /// <summary>An age, with what may stand after it.</summary>
    private int AgeAt(ReadOnlySpan<string> left, int give)
    {
        if (Decade(Plain(left[0]), (0, 9)))
            return 1;
        if (!int.TryParse(left[0], NumberStyles.None, CultureInfo.InvariantCulture, out var age) || age is < 1 or > Oldest)
            return 0;
        _age = new(Math.Max(0, age - give), age + give);
        var read = 1;
        while (read < left.Length && Years.Contains(Plain(left[read])))
            read++;
        _aged |= read > 1 && Plain(left[1]) is not "old"; // 12 Old Street
        return read;
    }

    private bool Decade(string word, (int From, int To) part)
    {
        if (Decades().Match(word) is not { Success: true } match)
            return false;
        var tens = int.Parse(match.Groups["tens"].ValueSpan, CultureInfo.InvariantCulture);
        _age = new(tens + part.From, tens + part.To);
        return true;
    }

    private bool BornOn(string word)
    {
        if (
            DateOnly.TryParseExact(
                word,
                ["d/M/yyyy", "d.M.yyyy", "d-M-yyyy"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
            _born = PartialDate.Of(day);
        else if (PartialDate.TryParse(word, out var date))
            _born = date;
        else
            return false;
        if (_born.Value.Year >= _today.Year - Oldest && _born.Value.First <= _today)
            return true;
        _born = null;
        return false;
    }

    private int PhoneAt(ReadOnlySpan<string> left)
    {
        var count = 0;
        while (count < left.Length && left[count].All(static c => char.IsAsciiDigit(c) || c is '+' or '(' or ')' or '-'))
            count++;
        for (; count > 0; count--)
        {
            if (CommunicationDetails.Phone(string.Concat(left[..count])) is not { } phone)
                continue;
            _phone = phone.Value;
            return count;
        }
        return 0;
    }

    private int PostcodeAt(ReadOnlySpan<string> left)
    {
        for (var count = Math.Min(2, left.Length); count > 0; count--)
        {
            if (!Postcode.TryParse(string.Join(' ', left[..count]), out var postcode))
                continue;
            _postcode = postcode.ToString();
            return count;
        }
        if (!OutwardCode().IsMatch(left[0]) || _names.Count == 0)
            return 0;
        _district = left[0].ToUpperInvariant();
        return 1;
    }

    private static string Plain(string word) => Accents.Removed(word).ToLowerInvariant();

    private static FrozenSet<string> Of(string words) => [.. words.Split(' ')];

    [GeneratedRegex(@",|[^\s,;]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Wait)]
    private static partial Regex Tokens();

    [GeneratedRegex("^(?<tens>[1-9]0)'?s$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Wait)]
    private static partial Regex Decades();

    [GeneratedRegex(
        "^[A-Z]{1,2}[0-9][0-9A-Z]?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        Wait
    )]
    private static partial Regex OutwardCode();
}
