using System.Collections.Immutable;
using System.Globalization;
using Bluelamp.Linkage;
using Bluelamp.Linkage.Cleaning;
using Bluelamp.Linkage.Text;

namespace Bluelamp.Records;

/// <summary>What can be compared of a description of a person, in one form whoever wrote it: small letters without accents, titles and punctuation.</summary>
/// <param name="Born">The day, when all of it is known: <c>1987-03-21</c>.</param>
/// <param name="BornFrom">The first year in which they may be born; from an age that they looked when nothing else is known.</param>
/// <param name="House">The number of the house, with its letter.</param>
/// <param name="Places">How each word of where they live sounds: streets, villages, towns.</param>
/// <param name="Phones">In E.164, with <c>|</c> between them; so are e-mails.</param>
public sealed record PersonValues(
    string? FirstName,
    string? MiddleNames,
    string? Surname,
    string? Born,
    int? BornFrom,
    int? BornTo,
    string? Sex,
    string? Postcode,
    string? Address,
    string? House,
    string? Places,
    string? Phones,
    string? Emails
)
{
    private static readonly Func<string, string?> Plain = Cleaners.Of([
        new("", CleaningOperation.Titles),
        new("", CleaningOperation.Lower),
        new("", CleaningOperation.Unaccent),
        new("", CleaningOperation.Punctuation),
        new("", CleaningOperation.NullIf),
    ]);

    private static readonly Func<string, string?> PlainPostcode = Cleaners.Of([
        new("", CleaningOperation.Postcode) { Unreadable = Unreadable.Empty },
        new("", CleaningOperation.Lower),
    ]);

    /// <summary>So many texts were kept before there were houses.</summary>
    private const int Texts = 12;

    /// <summary>What a definition may compare or find by.</summary>
    public static ImmutableArray<string> Columns { get; } =
    [
        "first_name",
        "first_root",
        "first_sound",
        "first_heard",
        "middle_names",
        "surname",
        "surname_sound",
        "surname_heard",
        "sounds",
        "born",
        "born_from",
        "born_to",
        "birth_year",
        "birthday",
        "birth_digits",
        "sex",
        "postcode",
        "district",
        "address",
        "house",
        "place_sounds",
        "place_heard",
        "phones",
        "emails",
    ];

    /// <summary>Those that hold several values.</summary>
    public static ImmutableArray<string> Lists { get; } = ["place_sounds", "place_heard", "phones", "emails"];

    public string? this[string column] =>
        column switch
        {
            "first_name" => FirstName,
            "first_root" => FirstName is null ? null : Root(FirstName),
            "first_sound" => FirstSound,
            "first_heard" => Heard(FirstSound),
            "middle_names" => MiddleNames,
            "surname" => Surname,
            "surname_sound" => SurnameSound,
            "surname_heard" => Heard(SurnameSound),
            "sounds" => Together(FirstSound, SurnameSound),
            "born" => Born,
            "born_from" => Year(BornFrom),
            "born_to" => Year(BornTo),
            "birth_year" => BornFrom == BornTo ? Year(BornFrom) : null,
            "birthday" => Born?[5..],
            "birth_digits" => BirthDigits,
            "sex" => Sex,
            "postcode" => Postcode,
            "district" => Postcode?.Split(' ')[0].NullIfEmpty(),
            "address" => Address,
            "house" => House,
            "place_sounds" => Places,
            "place_heard" => Heard(Places),
            "phones" => Phones,
            "emails" => Emails,
            _ => throw new ArgumentOutOfRangeException(nameof(column), column, "Nothing is compared by this."),
        };

    /// <summary>
    /// Many descriptions as the linkage engine takes them, in the order of <see cref="Columns"/>. Those that are compared share a few names, so what
    /// follows from a name is worked out once for each.
    /// </summary>
    public static IReadOnlyList<string?>[] Rows(IEnumerable<PersonValues> all)
    {
        var sounds = new Dictionary<string, string?>(StringComparer.Ordinal);
        var roots = new Dictionary<string, string?>(StringComparer.Ordinal);
        return [.. all.Select(Row)];

        IReadOnlyList<string?> Row(PersonValues v)
        {
            var (first, last) = (Once(sounds, v.FirstName, Sound), Once(sounds, v.Surname, Sound));
            var row = new string?[Columns.Length];
            for (var c = 0; c < row.Length; c++)
            {
                row[c] = Columns[c] switch
                {
                    "first_root" => Once(roots, v.FirstName, Root),
                    "first_sound" => first,
                    "first_heard" => Heard(first),
                    "surname_sound" => last,
                    "surname_heard" => Heard(last),
                    "sounds" => Together(first, last),
                    var column => v[column],
                };
            }
            return row;
        }
    }

    private static string? Once(Dictionary<string, string?> known, string? name, Func<string, string?> work)
    {
        if (name is null)
            return null;
        if (!known.TryGetValue(name, out var worked))
            known.Add(name, worked = work(name));
        return worked;
    }

    private static string Root(string name) => string.Join('/', Nicknames.Of(name));

    private string? FirstSound => Sound(FirstName);

    private string? SurnameSound => Sound(Surname);

    /// <summary>Both names together, whichever comes first.</summary>
    private static string? Together(string? first, string? last) =>
        first is null || last is null ? null
        : string.CompareOrdinal(first, last) <= 0 ? $"{first} {last}"
        : $"{last} {first}";

    /// <summary>The day of birth, the smaller of month and day first.</summary>
    private string? BirthDigits =>
        Born is null ? null
        : string.CompareOrdinal(Born, 5, Born, 8, 2) <= 0 ? Born
        : $"{Born[..5]}{Born[8..]}-{Born[5..7]}";

    /// <summary>A description as it can be compared: once by its name, and once by each other name that they go by.</summary>
    /// <param name="at">When it was said, for an age that they looked.</param>
    public static IReadOnlyList<PersonValues> Of(PersonDetails said, DateTimeOffset at)
    {
        var (first, middle) = Parted(Plain(said.Forenames ?? ""));
        var contacts = said.Communications.ToLookup(static c => c.Kind, static c => c.Value);
        var own = new PersonValues(
            first,
            middle,
            Plain(said.Surname ?? ""),
            said.Born is { IsExact: true } day ? day.ToString() : null,
            said.Born?.First.Year ?? at.Year - said.Looks?.To - 1,
            said.Born?.Last.Year ?? at.Year - said.Looks?.From,
            said.Sex is "M" or "F" ? said.Sex : null,
            PlainPostcode(said.Address?.Postcode ?? ""),
            said.Address?.AddressKey,
            PlaceWords.House(said.Address),
            Listed(PlaceWords.Sounds(said.Address)),
            Listed(contacts[CommunicationKind.Phone]),
            Listed(contacts[CommunicationKind.Email])
        );
        var others = said.Aliases.Append(said.KnownAs).OfType<string>().Select(alias => own.Called(Plain(alias)));
        return [.. others.Prepend(own).Where(static v => !v.SaysNothing).Distinct()];
    }

    /// <summary>As another module keeps them beside its own record; nothing said is an empty text.</summary>
    public string[] ToTexts() =>
        [
            .. new[]
            {
                FirstName,
                MiddleNames,
                Surname,
                Born,
                Year(BornFrom),
                Year(BornTo),
                Sex,
                Postcode,
                Address,
                Places,
                Phones,
                Emails,
                House,
            }.Select(static v => v ?? ""),
        ];

    /// <summary>What <see cref="ToTexts"/> made; what was kept before houses were has none.</summary>
    public static PersonValues OfTexts(string[] texts)
    {
        var said = Array.ConvertAll(texts, static t => t.NullIfEmpty());
        return new(
            said[0],
            said[1],
            said[2],
            said[3],
            ToYear(said[4]),
            ToYear(said[5]),
            said[6],
            said[7],
            said[8],
            said.Length > Texts ? said[Texts] : null,
            said[9],
            said[10],
            said[11]
        );
    }

    /// <summary>With what is known besides of how to reach them.</summary>
    public PersonValues With(IEnumerable<CommunicationDetails> contacts, string? address)
    {
        var more = contacts.ToLookup(static c => c.Kind, static c => c.Value);
        return this with
        {
            Phones = Listed((Phones?.Split(RecordKeys.Separator) ?? []).Concat(more[CommunicationKind.Phone])),
            Emails = Listed((Emails?.Split(RecordKeys.Separator) ?? []).Concat(more[CommunicationKind.Email])),
            Address = address ?? Address,
        };
    }

    private bool SaysNothing => (FirstName ?? Surname ?? Born ?? Postcode ?? Address ?? Phones ?? Emails) is null && BornFrom is null;

    /// <summary>By a name of one word somebody is known as, and keeps the rest of theirs; by more words they are called all of it.</summary>
    private PersonValues Called(string? alias) =>
        alias?.LastIndexOf(' ') switch
        {
            null => this,
            -1 => this with { FirstName = alias },
            var last and { } => Parted(alias[..last.Value]) is var (first, middle)
                ? this with
                {
                    FirstName = first,
                    MiddleNames = middle ?? MiddleNames,
                    Surname = alias[(last.Value + 1)..],
                }
                : this,
        };

    private static (string? First, string? Middle) Parted(string? names) =>
        names?.Split(' ', 2) switch
        {
            [var first, var middle] => (first, middle),
            [var only] => (only, null),
            _ => (null, null),
        };

    private static string? Heard(string? sound) => sound is null ? null : NameSound.Blurred(sound);

    private static string? Sound(string? name) => name is null ? null : NameSound.Code(name).NullIfEmpty();

    private static string? Listed(IEnumerable<string> values) =>
        string.Join(RecordKeys.Separator, values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)).NullIfEmpty();

    private static int? ToYear(string? year) => year is null ? null : int.Parse(year, CultureInfo.InvariantCulture);

    private static string? Year(int? year) => year?.ToString(CultureInfo.InvariantCulture);
}
