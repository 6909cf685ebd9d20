using System.Collections.Immutable;
using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>
/// A person as the entries about them tell, now or up to a moment. What to go by, <see cref="PersonRules"/> say: unless a force says otherwise, the first
/// statement of a fact stands until it is corrected, so that no later report can change what is known of somebody without a person's decision.
/// </summary>
public sealed record NominalPicture(string Name, ImmutableArray<RecordFact> Facts)
{
    private static readonly FactSheet<PersonDetails> Sheet = new(
        static e =>
            e switch
            {
                PersonDescribed d => new(d.Said, d.Source, d.Confidence),
                PersonCorrected c => new(c.Now, c.Source, c.Confidence, Correction: true),
                _ => null,
            },
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
        ("safe-contact", "Safe contact", static p => p.SafeContact)
    );

    /// <summary>The facts, as definitions name them.</summary>
    public static IReadOnlyList<string> Keys => Sheet.Keys;

    /// <summary>What a person without a name is called.</summary>
    public const string Nameless = "Person, name not known";

    /// <summary>The picture that entries make, oldest first.</summary>
    public static NominalPicture Of(IReadOnlyCollection<Entry> entries, PersonRules rules)
    {
        var facts = Sheet.Of(entries, rules.Choose);
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

    public RecordFact? Of(string label) => Facts.FirstOrDefault(f => string.Equals(f.Label, label, StringComparison.Ordinal));

    private static string? Line(ImmutableArray<string> many) => many.IsDefaultOrEmpty ? null : string.Join(", ", many);
}
