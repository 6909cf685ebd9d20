using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Bluelamp.Linkage.Cleaning;

/// <summary>What the values of a column are.</summary>
public enum ColumnKind
{
    /// <summary>There is no value.</summary>
    Empty,
    Forename,
    Surname,

    /// <summary>Forename and surname together, in either order.</summary>
    FullName,

    /// <summary>A day, month or year, in whatever order.</summary>
    Date,
    Postcode,
    Phone,
    Email,

    /// <summary>A town or address, known by the name of the column.</summary>
    Place,

    /// <summary>A quantity or a short number, such as that of a house.</summary>
    Number,

    /// <summary>One of few values that come again and again, such as a gender or an occupation.</summary>
    Category,

    /// <summary>A mark of letters and digits that means one thing, such as a licence or record number.</summary>
    Code,

    /// <summary>Words about anything.</summary>
    FreeText,
}

/// <summary>What a column holds, and how sure that is, from 0 to 1.</summary>
public readonly record struct ColumnGuess(ColumnKind Kind, double Confidence);

/// <summary>Guesses what a column holds from a sample of its values, and from its name as a hint. Made for the first look at a file; a person may overrule it.</summary>
public static class LooksLike
{
    private const double Enough = 0.75;

    /// <summary>The guess for a sample, of which some hundred values are enough; missing values may be among them.</summary>
    public static ColumnGuess Of(IEnumerable<string?> values, string column = "")
    {
        var said = values.OfType<string>().Select(static value => value.Trim()).Where(static value => value.Length > 0).ToArray();
        if (said.Length == 0)
            return new(ColumnKind.Empty, 1);
        var sample = new Sample(said);
        var hint = Hint(column);
        return Shaped(sample, hint) ?? Named(sample, hint) ?? Plain(sample, hint);
    }

    /// <summary>Kinds that the shape of their values shows.</summary>
    private static ColumnGuess? Shaped(Sample sample, ColumnKind? hint)
    {
        foreach (var (kind, share) in sample.Shapes())
        {
            if (share >= (hint == kind ? 0.4 : Enough))
                return new(kind, hint == kind ? (1 + share) / 2 : share);
        }

        // Another country's postcodes and telephone numbers have the shape of any code.
        return hint is ColumnKind.Postcode or ColumnKind.Phone && sample.Coded >= Enough ? new(hint.Value, 0.6) : null;
    }

    /// <summary>Names of people and places: words, of which the hint or the table of forenames says more.</summary>
    private static ColumnGuess? Named(Sample sample, ColumnKind? hint)
    {
        if (hint is ColumnKind.Place)
            return sample.Lettered >= 0.5 ? new(ColumnKind.Place, 0.8) : null;
        if (sample.Lettered < Enough)
            return null;
        if (hint is ColumnKind.Forename or ColumnKind.Surname && sample.Words < 1.6)
            return new(hint.Value, 0.9);
        if (hint is ColumnKind.Category)
            return null;
        if (sample.Words is >= 1.6 and < 5 && (hint == ColumnKind.FullName || sample.WithForename >= 0.4))
            return new(ColumnKind.FullName, hint == ColumnKind.FullName ? 0.9 : sample.WithForename);
        if (sample.Words >= 1.6 || sample.IsFew)
            return null;
        if (sample.Forenames >= 0.35)
            return new(ColumnKind.Forename, Math.Min(1, sample.Forenames + 0.3));
        return sample.Surnames >= 0.15 ? new(ColumnKind.Surname, Math.Min(1, sample.Surnames + 0.4)) : null;
    }

    private static ColumnGuess Plain(Sample sample, ColumnKind? hint)
    {
        if (sample.IsFew || (hint == ColumnKind.Category && sample.Repeated >= 0.5))
            return new(ColumnKind.Category, hint == ColumnKind.Category ? 0.95 : 0.8);
        if (sample.Numbers >= 0.9 && !(hint == ColumnKind.Code || sample.HasOneLength))
            return new(ColumnKind.Number, sample.Numbers);
        if (sample.Coded >= Enough)
            return new(ColumnKind.Code, hint == ColumnKind.Code ? 0.95 : 0.8);
        return new(hint == ColumnKind.Surname && sample.Words < 1.6 ? ColumnKind.Surname : ColumnKind.FreeText, 0.5);
    }

    /// <summary>What the name of a column says, in English or Welsh: the first line of which any phrase is in it.</summary>
    private static readonly (ColumnKind Kind, string[] Phrases)[] Hints =
    [
        (ColumnKind.Postcode, ["postcode", "post code", "postal code", "zip", "cod post"]),
        (ColumnKind.Email, ["email", "e mail", "ebost", "e bost"]),
        (ColumnKind.Phone, ["phone", "telephone", "mobile", "msisdn", "tel", "ffon", "symudol"]),
        (ColumnKind.Date, ["date", "dob", "born", "birthday", "birth year", "year of birth", "dyddiad"]),
        (ColumnKind.Code, ["id", "urn", "ref", "reference", "code", "nhs", "nino", "vrm", "serial", "cluster"]),
        (ColumnKind.FullName, ["full name", "fullname", "first and surname", "enw llawn"]),
        (ColumnKind.Forename, ["forename", "forenames", "given", "first name", "firstname", "middle name", "christian name", "enw cyntaf"]),
        (ColumnKind.Surname, ["surname", "last name", "lastname", "family name", "maiden name", "cyfenw"]),
        (
            ColumnKind.Category,
            ["gender", "sex", "ethnicity", "occupation", "status", "state", "type", "category", "nationality", "title", "rhyw"]
        ),
        (
            ColumnKind.Place,
            ["city", "town", "suburb", "village", "county", "place", "address", "street", "tref", "dinas", "cyfeiriad", "man geni"]
        ),
        (ColumnKind.FullName, ["name", "enw"]),
    ];

    private static ColumnKind? Hint(string column)
    {
        var words = $" {Words(column)} ";
        foreach (var (kind, phrases) in Hints)
        {
            if (Array.Exists(phrases, phrase => words.Contains($" {phrase} ", StringComparison.Ordinal)))
                return kind;
        }

        return null;
    }

    /// <summary>The words of a name such as <c>date_of_birth</c> or <c>dateOfBirth</c>, in small letters.</summary>
    private static string Words(string column)
    {
        var words = new StringBuilder(column.Length + 8);
        var before = ' ';
        foreach (var letter in Accents.Removed(column))
        {
            if (char.IsUpper(letter) && char.IsLower(before))
                words.Append(' ');
            words.Append(char.IsLetter(letter) ? char.ToLowerInvariant(letter) : ' ');
            before = letter;
        }

        return Cleaners.Spaces(words.ToString()) ?? "";
    }

    /// <summary>The values, measured: each property is the share of values for which it holds.</summary>
    private sealed class Sample(string[] values)
    {
        // The commonest of England and Wales and of Scotland, as any telephone book shows.
        private static readonly FrozenSet<string> KnownSurnames = (
            "smith jones williams taylor brown davies evans wilson thomas johnson roberts robinson thompson wright walker white edwards hughes green hall "
            + "lewis harris clarke clark patel jackson wood turner martin cooper hill ward morris moore king baker morgan harrison allen scott watson parker "
            + "bennett young griffiths kelly cook mitchell richardson shaw bell collins carter phillips cox lee rogers murphy price miller davis adams khan "
            + "anderson campbell macdonald stewart reid murray ross hunter owen powell pugh parry rees lloyd jenkins howells bowen bevan probert pritchard "
            + "singh kaur ahmed ali hussain begum ryan white webb foster russell marshall simpson butler barnes wilkinson graham fisher mills holmes"
        )
            .Split(' ')
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

        private static readonly FrozenSet<string> KnownForenames = Nicknames.All.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        private readonly string[] _values = values;
        private readonly string[][] _words =
        [
            .. values.Select(static value => value.Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries)),
        ];

        public double Words => _words.Average(static words => words.Length);

        public double Lettered =>
            Share(static value =>
                value.EnumerateRunes().All(static r => Rune.IsLetter(r) || r.Value is ' ' or '-' or '\'' or '’' or '.' or ',')
            );

        public double Numbers => Share(static value => double.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _));

        /// <summary>Digits, or letters and digits mixed, in one word.</summary>
        public double Coded => Share(static value => value.Any(char.IsDigit) && !value.Contains(' ', StringComparison.Ordinal));

        public double Forenames => ShareOfWords(static words => KnownForenames.Contains(words[0]));

        public double WithForename => ShareOfWords(static words => words.Any(KnownForenames.Contains));

        public double Surnames => ShareOfWords(static words => KnownSurnames.Contains(words[^1]));

        public double Repeated =>
            1.0
            * _values
                .CountBy(static value => value, StringComparer.OrdinalIgnoreCase)
                .Where(static v => v.Value > 1)
                .Sum(static v => v.Value)
            / _values.Length;

        public bool HasOneLength =>
            _values.Length > 1 && _values[0].Length >= 5 && Share(value => value.Length == _values[0].Length) >= 0.95;

        /// <summary>At most a dozen values, or one in twenty, which make up nearly everything.</summary>
        public bool IsFew
        {
            get
            {
                var most = Math.Max(2, Math.Min(_values.Length / 4, Math.Max(12, _values.Length / 20)));
                return _values
                        .CountBy(static value => value, StringComparer.OrdinalIgnoreCase)
                        .OrderByDescending(static v => v.Value)
                        .Take(most)
                        .Sum(static v => v.Value)
                        >= 0.95 * _values.Length
                    && Numbers < 0.5;
            }
        }

        public IEnumerable<(ColumnKind Kind, double Share)> Shapes()
        {
            yield return (ColumnKind.Email, Share(static value => Emails.Canonical(value) is not null));
            yield return (ColumnKind.Postcode, Share(static value => Postcodes.Canonical(value) is not null));
            yield return (
                ColumnKind.Date,
                Share(static value => value.Length >= 6 && Dates.Iso(value, DateOrder.Dmy, 2026) is not null && !IsSixDigits(value))
            );
            yield return (ColumnKind.Phone, Share(static value => value[0] is '0' or '+' or '(' && Phones.E164(value, "44") is not null));
        }

        private static bool IsSixDigits(string value) => value.Length is 6 or 7 && value.All(char.IsAsciiDigit);

        private double Share(Func<string, bool> holds) => (double)_values.Count(holds) / _values.Length;

        private double ShareOfWords(Func<string[], bool> holds) =>
            (double)_words.Count(words => words.Length > 0 && holds(words)) / _words.Length;
    }
}
