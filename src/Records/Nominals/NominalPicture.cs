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
/// A person as the entries of their stream tell, now or up to a moment. The rule for what to go by: the first statement of a fact stands until
/// it is corrected, so that no later report can change what is known of somebody without a person's decision.
/// </summary>
public sealed record NominalPicture(string Name, ImmutableArray<PersonFact> Facts, int Version)
{
    private static readonly (string Label, Func<PersonDetails, string?> Value)[] Kinds =
    [
        ("Name", static p => p.Name),
        ("Title", static p => p.Title),
        ("Known as", static p => p.KnownAs),
        ("Other names", static p => Line(p.Aliases)),
        ("Date of birth", static p => p.Born?.ToString()),
        ("Looks aged", static p => p.Looks is { } looks ? $"{looks.From} to {looks.To}" : null),
        ("Sex", static p => p.Sex),
        ("Ethnicity (self-defined)", static p => p.Ethnicity),
        ("Description", static p => p.Description),
        ("Address", static p => p.Address?.Address),
        ("Phone", static p => Line([.. p.Phones.Select(PhoneNumber.Shown)])),
        ("E-mail", static p => Line(p.Emails)),
        ("Account", static p => Line([.. p.Accounts.Select(static a => a.Shown)])),
        ("Language", static p => p.Language),
        ("Safe contact", static p => p.SafeContact),
    ];

    /// <summary>What a person without a name is called.</summary>
    public const string Nameless = "Person, name not known";

    /// <summary>The picture, or nothing when there is no such person.</summary>
    public static NominalPicture? Of(IReadOnlyList<Entry> entries)
    {
        if (entries.Count == 0)
            return null;
        var facts = Kinds.Select(k => Fact(k.Label, k.Value, entries)).OfType<PersonFact>().ToImmutableArray();
        var name = facts.FirstOrDefault(static f => f.Label is "Name")?.Current.Value;
        return new(name ?? Nameless, facts, entries[^1].Version);
    }

    public PersonFact? Of(string label) => Facts.FirstOrDefault(f => string.Equals(f.Label, label, StringComparison.Ordinal));

    private static PersonFact? Fact(string label, Func<PersonDetails, string?> value, IEnumerable<Entry> entries)
    {
        var said = entries.Select(e => Statement(e, value)).OfType<Statement>().ToImmutableArray();
        return said.IsEmpty ? null : new(label, said.LastOrDefault(static s => s.Correction) ?? said[0], said);
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
