using System.Collections.Immutable;
using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>A fact about a person, with everything that was ever said about it. <see cref="Current"/> is the one to go by.</summary>
/// <param name="Said">Oldest first.</param>
public sealed record PersonFact(string Label, Statement Current, ImmutableArray<Statement> Said)
{
    /// <summary>Each other value that was said: who said it last, and how often it was said.</summary>
    public IEnumerable<(Statement Latest, int Times)> Others =>
        Said.Where(s => !string.Equals(s.Value, Current.Value, StringComparison.Ordinal))
            .GroupBy(static s => s.Value, StringComparer.Ordinal)
            .Select(static same => (same.Last(), same.Count()));
}

/// <summary>One value of a fact: who says so, how sure, and who wrote it down when.</summary>
public sealed record Statement(string Value, Source Source, Confidence Confidence, DateTimeOffset At, Guid Actor, bool Correction);

/// <summary>
/// A person as the entries about them tell, now or up to a moment. What to go by, <see cref="PersonRules"/> say: unless a force says otherwise, the first
/// statement of a fact stands until it is corrected, so that no later report can change what is known of somebody without a person's decision.
/// </summary>
public sealed record NominalPicture(string Name, ImmutableArray<PersonFact> Facts)
{
    private static readonly (string Key, string Label, Func<PersonDetails, string?> Value)[] Kinds =
    [
        ("name", "Name", static p => p.Name),
        ("title", "Title", static p => p.Title),
        ("known-as", "Known as", static p => p.KnownAs),
        ("other-names", "Other names", static p => Line(p.Aliases)),
        ("date-of-birth", "Date of birth", static p => p.Born?.ToString()),
        ("looks-aged", "Looks aged", static p => p.Looks is { } looks ? $"{looks.From} to {looks.To}" : null),
        ("sex", "Sex", static p => p.Sex),
        ("ethnicity", "Ethnicity (self-defined)", static p => p.Ethnicity),
        ("description", "Description", static p => p.Description),
        ("address", "Address", static p => p.Address?.Address),
        ("phone", "Phone", static p => Line([.. p.Phones.Select(PhoneNumber.Shown)])),
        ("e-mail", "E-mail", static p => Line(p.Emails)),
        ("account", "Account", static p => Line([.. p.Accounts.Select(static a => a.Shown)])),
        ("language", "Language", static p => LanguageName(p.Language)),
        ("safe-contact", "Safe contact", static p => p.SafeContact),
    ];

    /// <summary>The facts, as definitions name them.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. Kinds.Select(static k => k.Key)];

    /// <summary>What a person without a name is called.</summary>
    public const string Nameless = "Person, name not known";

    /// <summary>The picture that entries make, oldest first.</summary>
    public static NominalPicture Of(IReadOnlyCollection<Entry> entries, PersonRules rules)
    {
        var facts = Kinds.Select(k => Fact(k.Key, k.Label, k.Value, entries, rules)).OfType<PersonFact>().ToImmutableArray();
        var name = facts.FirstOrDefault(static f => f.Label is "Name")?.Current.Value;
        return new(name ?? Nameless, facts);
    }

    /// <summary>The answers of forms as words; what an officer typed stands as it is.</summary>
    private static string? LanguageName(string? language) =>
        language switch
        {
            "en" => "English",
            "cy" => "Welsh",
            "bsl" => "British Sign Language",
            "other" => "Another language",
            _ => language,
        };

    public PersonFact? Of(string label) => Facts.FirstOrDefault(f => string.Equals(f.Label, label, StringComparison.Ordinal));

    private static PersonFact? Fact(
        string key,
        string label,
        Func<PersonDetails, string?> value,
        IEnumerable<Entry> entries,
        PersonRules rules
    )
    {
        var said = entries.Select(e => Statement(e, value)).OfType<Statement>().ToImmutableArray();
        return said.IsEmpty ? null : new(label, rules.Choose(key, said), said);
    }

    private static Statement? Statement(Entry entry, Func<PersonDetails, string?> value) =>
        entry.Event switch
        {
            PersonDescribed e when value(e.Said) is { Length: > 0 } text => new(
                text,
                e.Source,
                e.Confidence,
                entry.At,
                entry.Actor,
                Correction: false
            ),
            PersonCorrected e when value(e.Now) is { Length: > 0 } text => new(
                text,
                e.Source,
                e.Confidence,
                entry.At,
                entry.Actor,
                Correction: true
            ),
            _ => null,
        };

    private static string? Line(ImmutableArray<string> many) => many.IsDefaultOrEmpty ? null : string.Join(", ", many);
}
