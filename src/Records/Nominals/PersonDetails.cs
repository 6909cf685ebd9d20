using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Bluelamp.Records;

/// <summary>
/// What somebody said about a person, once: an appearance. As much or as little as they knew; nothing is inferred. Codes are those of
/// <c>definitions/codes</c>.
/// </summary>
public sealed record PersonDetails
{
    public string? Title { get; init; }

    public string? Forenames { get; init; }

    public string? Surname { get; init; }

    /// <summary>A nickname, or the name they go by.</summary>
    public string? KnownAs { get; init; }

    public ImmutableArray<string> Aliases { get; init; } = [];

    public PartialDate? Born { get; init; }

    /// <summary>How old they looked, when no date of birth is known.</summary>
    public AgeRange? Looks { get; init; }

    /// <summary><c>M</c>, <c>F</c> or <c>U</c>, as on the Police National Computer.</summary>
    public string? Sex { get; init; }

    /// <summary>Self-defined, 18+1 code; only when the person said it.</summary>
    public string? Ethnicity { get; init; }

    /// <summary>As a witness saw them: height, build, hair, clothes.</summary>
    public string? Description { get; init; }

    public ImmutableArray<string> Phones { get; init; } = [];

    public ImmutableArray<string> Emails { get; init; } = [];

    /// <summary>The accounts that they use, online or at a bank.</summary>
    public ImmutableArray<AccountDetails> Accounts { get; init; } = [];

    public PlaceDetails? Address { get; init; }

    /// <summary>The language that they want to be spoken to in: <c>en</c>, <c>cy</c>, or another code of ISO 639.</summary>
    public string? Language { get; init; }

    /// <summary>When and how it is safe to contact them.</summary>
    public string? SafeContact { get; init; }

    /// <summary><c>Siân Jones</c>; else what they are known as; empty for somebody without any name.</summary>
    [JsonIgnore]
    public string Name
    {
        get
        {
            var name = string.Join(
                ' ',
                new[] { Forenames, Surname }.Where(static p => !string.IsNullOrWhiteSpace(p)).Select(static p => p!.Trim())
            );
            return name.Length > 0 ? name : KnownAs?.Trim() ?? "";
        }
    }

    /// <summary>Every name by which they may be searched.</summary>
    [JsonIgnore]
    public IEnumerable<string> Names =>
        Aliases
            .Append(KnownAs)
            .Prepend(Name)
            .Where(static n => !string.IsNullOrWhiteSpace(n))
            .Select(static n => n!.Trim())
            .Distinct(StringComparer.Ordinal);

    /// <summary>The same, as somebody put it right: what they gave stands for what was said.</summary>
    public PersonDetails CorrectedBy(PersonDetails now) =>
        this with
        {
            Forenames = now.Forenames ?? Forenames,
            Surname = now.Surname ?? Surname,
            KnownAs = now.KnownAs ?? KnownAs,
            Aliases = now.Aliases.IsDefaultOrEmpty ? Aliases : now.Aliases,
            Born = now.Born ?? Born,
            Looks = now.Born is null ? now.Looks ?? Looks : null,
            Sex = now.Sex ?? Sex,
            Phones = now.Phones.IsDefaultOrEmpty ? Phones : now.Phones,
            Emails = now.Emails.IsDefaultOrEmpty ? Emails : now.Emails,
            Address = now.Address ?? Address,
        };

    /// <summary>It says enough for somebody to be told from others: a name, a birth or a number of theirs. A description alone fits many.</summary>
    [JsonIgnore]
    public bool IsOfSomebody => Names.Any() || Born is not null || Communications.Any();

    /// <summary>The phones and e-mails that could be read.</summary>
    [JsonIgnore]
    public IEnumerable<CommunicationDetails> Communications =>
        Phones
            .Select(CommunicationDetails.Phone)
            .Concat(Emails.Select(CommunicationDetails.Email))
            .OfType<CommunicationDetails>()
            .Distinct();
}

/// <summary>How old a person looked, in full years.</summary>
public sealed record AgeRange(int From, int To)
{
    private const int Oldest = 130;

    /// <summary>Reads <c>30</c> or <c>25-35</c>; nothing when it is no age.</summary>
    public static AgeRange? Of(string typed) =>
        typed.Split('-', StringSplitOptions.TrimEntries) switch
        {
            [var age] => Between(age, age),
            [var from, var to] => Between(from, to),
            _ => null,
        };

    private static AgeRange? Between(string from, string to) =>
        int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var youngest)
        && int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var oldest)
        && youngest <= oldest
        && oldest <= Oldest
            ? new(youngest, oldest)
            : null;
}
