using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Linkage.Text;

namespace Bluelamp.Records;

/// <summary>
/// A person as somebody on the phone describes them: <c>Shan Jones, about 40, Heol Fawr</c>; <c>a man of about thirty called Geraint, High Street</c>;
/// <c>menyw o'r enw Siân Jones, tua 40, o Aberystwyth</c>. What cannot be read so is no description.
/// </summary>
internal sealed partial class PersonWords
{
    private const int MostNames = 5;
    private const int Oldest = 110;
    private const int LongestNumber = 5;
    private const int MostHouse = 4;

    /// <summary>The longest that a pattern is looked for, in milliseconds.</summary>
    private const int Wait = 1000;

    private static readonly FrozenSet<string> About = Of("about around roughly approximately approx circa c tua oddeutu rhyw gwmpas");
    private static readonly FrozenSet<string> Aged = Of("aged age oed oedran");
    private static readonly FrozenSet<string> Years = Of("years year yrs yr old yo oed mlwydd blwydd");
    private static readonly FrozenSet<string> Born = Of("born b dob ganed ganwyd geni");
    private static readonly FrozenSet<string> At = Of("of from in at near by o yn ym yng ger lives living byw");
    private static readonly FrozenSet<string> Called = Of("called named name enw");
    private static readonly FrozenSet<string> Numbered = Of("number no no. rhif");
    private static readonly FrozenSet<string> Silent = Of(
        "a an the person who is her his their ei eu or so or'r o'r sydd years year old and elderly dr doctor rev reverend sir syr perhaps maybe possibly"
    );
    private static readonly FrozenSet<string> Male = Of("man male boy gentleman gent bloke lad mr mister he dyn gwryw bachgen gwr");
    private static readonly FrozenSet<string> Female = Of("woman female girl lady mrs miss missus ms she menyw dynes benyw gwraig");

    private readonly List<string> _names = [];
    private readonly List<string> _places = [];
    private readonly string[] _written;
    private readonly string[] _plain;
    private readonly DateOnly _today;
    private readonly bool _early;
    private string? _sex;
    private string? _postcode;
    private string? _district;
    private string? _house;
    private string? _phone;
    private PartialDate? _born;
    private AgeRange? _age;
    private bool _where;
    private bool _aged;
    private bool _surnameFirst;

    /// <summary>About to read a text.</summary>
    /// <param name="early">Whether a place begins wherever it may, or only where it must.</param>
    private PersonWords(string[] written, DateOnly today, bool early)
    {
        (_written, _today, _early) = (written, today, early);
        _plain = Array.ConvertAll(written, Plain);
    }

    /// <summary>Reads a description.</summary>
    /// <param name="today">For ages.</param>
    /// <returns>
    /// The ways in which it can be meant: <c>Bowen, about 85, Penrallt</c> is of Penrallt, or called Penrallt Bowen. None when it says no more than a name,
    /// or no name, or something that describes nobody.
    /// </returns>
    public static IReadOnlyList<PersonWords> Read(string text, DateOnly today)
    {
        var ways = Ways(text, today);
        return ways.Exists(static w => w.SaysMore && !w.Guesses) ? ways : [];
    }

    /// <summary>As <see cref="Read"/> of what is most likely a name, but may be a name and a place: <c>Jones, Llwynlamp</c>.</summary>
    public static IReadOnlyList<PersonWords> ReadAsPlaced(string text, DateOnly today) => Ways(text, today).FindAll(static w => w.SaysMore);

    /// <summary>What they are called, in the order in which names are written.</summary>
    public string Name => string.Join(' ', Names);

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
            string?[] parts = [_house, .. _places, _postcode, _district];
            var where = SaysWhere ? "of " + string.Join(' ', parts.OfType<string>()) : null;
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
        var names = Names;
        var all = new PersonDetails
        {
            Forenames = string.Join(' ', names.SkipLast(1)),
            Surname = names[^1],
            Born = _born,
            Looks = _age,
            Sex = _sex,
            Phones = _phone is null ? [] : [_phone],
            Address = new() { Postcode = _postcode, Words = string.Join(' ', _places) },
        };
        var ways = names.Count > 1 ? [all] : new[] { all, all with { Forenames = names[0], Surname = null } };
        return
        [
            .. ways.SelectMany(w => PersonValues.Of(w, now))
                .Select(v => v with { House = _house, Postcode = _district?.ToLowerInvariant() ?? v.Postcode }),
        ];
    }

    private IReadOnlyList<string> Names => _surnameFirst && _names.Count > 1 ? [.. _names.Skip(1), _names[0]] : _names;

    private bool SaysWhere => _places.Count > 0 || (_postcode ?? _district) is not null;

    private bool SaysMore => SaysWhere || _age is not null || _born is not null || _phone is not null || _sex is not null;

    /// <summary>Nothing but a comma says that there is a place at all: it may as well be a surname and forenames.</summary>
    private bool Guesses { get; set; }

    private static List<PersonWords> Ways(string text, DateOnly today)
    {
        string[] written = [.. Tokens().Matches(text).Select(static m => m.Value.Length > 1 ? m.Value.TrimEnd('.', '!', '?') : m.Value)];
        return
        [
            .. new[] { new PersonWords(written, today, early: true), new(written, today, early: false) }
                .Where(static w => w.ReadAll())
                .DistinctBy(static w => w.Said, StringComparer.Ordinal),
        ];
    }

    private bool ReadAll()
    {
        for (var at = 0; at < _written.Length; )
        {
            var read = Next(at);
            if (read == 0)
                return false;
            at += read;
        }
        Guesses = Guesses && _age is null && _born is null && _phone is null && _sex is null;
        return _names.Count is > 0 and <= MostNames;
    }

    /// <summary>Reads what comes next.</summary>
    /// <returns>How many tokens it was; 0 for what describes nobody.</returns>
    private int Next(int at)
    {
        var word = _plain[at];
        if (word is ",")
            return Comma(at);
        if (InWords(at) is > 0 and var inWords)
            return inWords;
        if (BornOn(_written[at]))
            return 1;
        if (SpokenAge.Surely(Left(at)) is { } surely)
            return Told(surely, inWords: true);
        if (PhoneAt(at) is > 0 and var phone)
            return phone;
        if (PostcodeAt(at) is > 0 and var postcode)
            return postcode;
        if (HouseAt(at) is > 0 and var house)
            return house;
        return SpokenNumber.Of(Left(at)) is { Value: > 9 } || char.IsAsciiDigit(word[0]) ? Number(at) : Word(at);
    }

    /// <summary>The one name so far is in capitals and what follows is not: <c>PARRY, Gwen</c>.</summary>
    private bool IsShouted =>
        _names[0].Length > 1 && _names[0].All(char.IsUpper) && Array.Exists(_written, static w => w.Any(char.IsLower));

    private ReadOnlySpan<string> Left(int at) => _plain.AsSpan(Math.Min(at, _plain.Length));

    private string Follows(int at) => at < _plain.Length ? _plain[at] : ",";

    /// <summary>What follows is a place where two names were told before; after one it may be forenames.</summary>
    private int Comma(int at)
    {
        if (_where || _names.Count == 0)
            return 1;
        if (
            _names.Count > 1
            || _surnameFirst
            || Left(at + 1) is var next && (StreetWords.Begin(next) || StreetWords.Numbered(next) || StreetWords.End(next))
        )
            _where = true;
        else if (_early && !IsShouted)
            Guesses = _where = true;
        else
            _surnameFirst = true;
        return 1;
    }

    /// <summary>An age or a birth behind a word that says so.</summary>
    private int InWords(int at)
    {
        var (word, read) = (_plain[at], 0);
        if (About.Contains(word) && SpokenAge.Of(Left(at + 1), give: 5) is { } about)
            read = 1 + Told(about, inWords: true);
        else if (Aged.Contains(word) && SpokenAge.Of(Left(at + 1), give: 2) is { } aged)
            read = 1 + Told(aged, inWords: true);
        else if (word is "between" or "rhwng" && SpokenAge.Of(Left(at), give: 0) is { } between)
            read = Told(between, inWords: true);
        else if (Born.Contains(word) && at + 1 < _written.Length && BornOn(_written[at + 1]))
            (_aged, read) = (true, 2);
        else
            return 0;
        return read + YearsAfter(at + read);
    }

    private int YearsAfter(int at)
    {
        var read = 0;
        while (at + read < _plain.Length && Years.Contains(_plain[at + read]))
            read++;
        return read;
    }

    /// <summary>Whoever goes on after an age tells where they live; after one name, perhaps the other.</summary>
    private int Told(SpokenAge age, bool inWords)
    {
        _age = new(age.From, age.To);
        _aged |= inWords;
        _where |= _names.Count > (_early ? 0 : 1);
        return age.Read;
    }

    private int Word(int at)
    {
        var word = _plain[at];
        if (word.Any(static c => char.IsAsciiDigit(c) || c is '@'))
            return 0; // a plate, a reference, an e-mail
        if (Called.Contains(word))
            _where = false;
        else if (At.Contains(word))
            _where |= _names.Count > 0 || Array.Exists(_plain, Called.Contains);
        else if (_sex is null && (Male.Contains(word) || Female.Contains(word)))
            _sex = Male.Contains(word) ? "M" : "F";
        else if (!Silent.Contains(word) && !(word.Length > 1 && (Aged.Contains(word) || About.Contains(word) || Born.Contains(word)))) // C is an initial
        {
            BeginStreet(at);
            (_where ? _places : _names).Add(_written[at]);
        }
        return 1;
    }

    /// <summary>After a name <c>Heol</c> begins a place, and so does a word before <c>Street</c>.</summary>
    private void BeginStreet(int at) =>
        _where |= _names.Count > 0 && (StreetWords.Begin(Left(at)) || (_early && StreetWords.IsBefore(Left(at))));

    /// <summary>A number by itself is an age, unless a place is being told or begins with it: <c>12 Heol Fawr</c>.</summary>
    private int Number(int at)
    {
        var number = SpokenNumber.Of(Left(at));
        var next = Follows(at + (number?.Read ?? 1));
        var isLast = next is "," || Years.Contains(next) || At.Contains(next);
        if (isLast && !(_where && _places.Count > 0) && SpokenAge.Of(Left(at), give: 2) is { } age)
        {
            var years = YearsAfter(at + age.Read);
            return Told(age, inWords: years > 0 && _plain[at + age.Read] is not "old") + years; // 12 Old Street
        }
        if (!char.IsAsciiDigit(_plain[at][0]))
            return Word(at);
        if (_written[at].Length > LongestNumber || _names.Count == 0)
            return 0;
        _where = true;
        return _plain[at].Length < MostHouse ? House(_plain[at], 1) : 1; // a year that nobody alive was born in
    }

    /// <summary>The number of a house where it can be nothing else: <c>12a</c>, <c>number twelve</c>, and <c>twelve Heol Fawr</c> after a comma.</summary>
    private int HouseAt(int at)
    {
        if (_names.Count == 0 || _house is not null)
            return 0;
        if (HousePattern().IsMatch(_plain[at]))
            return House(_plain[at], 1);
        var begins = Numbered.Contains(_plain[at]) ? 1 : 0;
        if (begins == 0 && (char.IsAsciiDigit(_plain[at][0]) || Follows(at - 1) is not ","))
            return 0;
        if (SpokenNumber.Of(Left(at + begins)) is not { } number)
            return 0;
        var next = Follows(at + begins + number.Read);
        return begins == 0 && (next is "," || Years.Contains(next) || At.Contains(next) || SpokenAge.Of(Left(at), 0)?.Read > number.Read)
            ? 0
            : House(number.Value.ToString(CultureInfo.InvariantCulture), begins + number.Read);
    }

    private int House(string number, int read)
    {
        (_where, _house) = (true, number);
        return read;
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

    private int PhoneAt(int at)
    {
        var left = _written.AsSpan(at);
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

    /// <summary>A postcode or, after a name, half of one: <c>LL99 1AA</c>, <c>LL99 1</c>, <c>LL99</c>, <c>1AA</c>.</summary>
    private int PostcodeAt(int at)
    {
        var left = _written.AsSpan(at);
        for (var count = Math.Min(2, left.Length); count > 0; count--)
        {
            if (!Postcode.TryParse(string.Join(' ', left[..count]), out var postcode))
                continue;
            _postcode = postcode.ToString();
            return count;
        }
        if (_names.Count == 0)
            return 0;
        if (InwardCode().IsMatch(left[0]))
        {
            _district = " " + left[0].ToUpperInvariant();
            return 1;
        }
        if (!OutwardCode().IsMatch(left[0]))
            return 0;
        _district = left[0].ToUpperInvariant();
        if (left.Length < 2 || left[1] is not [>= '0' and <= '9'] || Follows(at + 2) is not ",")
            return 1;
        _district += $" {left[1]}";
        return 2;
    }

    private static string Plain(string word) => Accents.Removed(word).ToLowerInvariant();

    private static FrozenSet<string> Of(string words) => [.. words.Split(' ')];

    [GeneratedRegex(@",|[^\s,;]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Wait)]
    private static partial Regex Tokens();

    [GeneratedRegex("^[0-9]{1,4}[a-z]$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Wait)]
    private static partial Regex HousePattern();

    [GeneratedRegex("^[0-9][A-Z]{2}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Wait)]
    private static partial Regex InwardCode();

    [GeneratedRegex(
        "^[A-Z]{1,2}[0-9][0-9A-Z]?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        Wait
    )]
    private static partial Regex OutwardCode();
}
