using System.Collections.Frozen;
using System.Collections.Immutable;
using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Records;

/// <summary>By which of several statements a fact goes. A correction comes first, whatever the rule: it is a person's decision.</summary>
public enum SurvivorRule
{
    /// <summary>What was said first.</summary>
    First,

    /// <summary>What was said last.</summary>
    Latest,

    /// <summary>What comes from the source that is trusted most, of several the latest.</summary>
    MostTrusted,

    /// <summary>What was said most often, of several the first.</summary>
    MostOften,

    /// <summary>What says most in letters, of several the first.</summary>
    Longest,
}

/// <summary>How one record is made of all that was said of a person, and what linkage may do with people: <c>definitions/linkage/person.yaml</c>.</summary>
/// <param name="AutomaticFrom">The probability from which people may be joined without a person; nothing for never.</param>
/// <param name="Show">The probability from which a candidate is shown at all.</param>
/// <param name="Review">The probability from which a pair is put before people: in the queue, and on the pages of both.</param>
/// <param name="Strong">The probability from which somebody counts for what is known of a person before anybody has looked.</param>
/// <param name="Again">How many bits more than whoever judged a pair had before them put it before people again.</param>
/// <param name="Together">The least that must speak for two parts of one person, in bits beyond what speaks for two people met by chance.</param>
/// <param name="Facts">The rule of each fact; one that is not here goes by <see cref="SurvivorRule.First"/>.</param>
/// <param name="Trust">The kinds of source, the most trusted first.</param>
/// <param name="Model">How likely two descriptions are of one person.</param>
public sealed record PersonRules(
    double? AutomaticFrom,
    double Show,
    double Review,
    double Strong,
    double Again,
    double Together,
    FrozenDictionary<string, SurvivorRule> Facts,
    ImmutableArray<SourceKind> Trust,
    LikenessModel Model
)
{
    /// <summary>The name of the definition.</summary>
    public const string Id = "person";

    /// <summary>Every fact goes by what was said first, as the rows of <c>records.nominal</c> do.</summary>
    public bool FirstStands => Facts.Values.All(static r => r is SurvivorRule.First);

    /// <summary>The statement to go by.</summary>
    /// <param name="said">Oldest first; at least one.</param>
    public Statement Choose(string fact, ImmutableArray<Statement> said)
    {
        if (said.Any(static s => s.Correction))
            return RecordFact.FirstStands(said);
        return Facts.GetValueOrDefault(fact) switch
        {
            SurvivorRule.Latest => said[^1],
            SurvivorRule.MostTrusted => said.Reverse().MinBy(Distrust)!,
            SurvivorRule.MostOften => said.GroupBy(static s => s.Value, StringComparer.OrdinalIgnoreCase)
                .MaxBy(static g => g.Count())!
                .First(),
            SurvivorRule.Longest => said.MaxBy(static s => s.Value.Length)!,
            _ => said[0],
        };
    }

    private int Distrust(Statement said) => Trust.IndexOf(said.Source.Kind) is >= 0 and var place ? place : Trust.Length;
}

/// <summary>Reads <c>definitions/linkage/person.yaml</c>.</summary>
public sealed class PersonRulesKind : IDefinitionKind<PersonRules>
{
    private const double AgainUnlessSaid = 7;
    private const double TogetherUnlessSaid = -6;

    public string Folder => "linkage";

    public bool Reads(string id) => id is PersonRules.Id;

    public PersonRules Read(Fields file)
    {
        var automatic = Automatic(file["automatic"]);
        var (show, review, strong) = (Probability(file["show"]), Probability(file["review"]), Probability(file["strong"]));
        if (review < show)
            file.Error("review", "What is put before people is shown too: 'review' cannot be below 'show'.");
        if (review is <= 0 or >= 1)
            file.Error("review", "Nothing is certain: 'review' lies between 0 and 1.");
        if (strong < review)
            file.Error("strong", "What counts before anybody has looked is put before people too: 'strong' cannot be below 'review'.");
        if (file.Has("again") && file.Number("again") <= 0)
            file.Error("again", "It takes more to ask again. Write how many bits more, above 0.");
        if (automatic < strong)
            file.Error("automatic", "What is joined without a person must be surer than what a person reviews. Raise it, or write never.");
        var facts = file.Section("facts").All().Select(static f => (f.Key, Rule: Rule(f.Key, f.Value))).ToList();
        return new(
            automatic,
            show,
            review,
            strong,
            file.Has("again") ? file.Number("again") : AgainUnlessSaid,
            file.Has("together") ? file.Number("together") : TogetherUnlessSaid,
            facts.ToFrozenDictionary(static f => f.Key, static f => f.Rule, StringComparer.Ordinal),
            [.. file.ListOrEmpty("trust", static i => i.AsChoice<SourceKind>())],
            LikenessModel.OfPeople(file)
        );
    }

    private static SurvivorRule Rule(string fact, Item item)
    {
        if (!NominalPicture.Keys.Contains(fact, StringComparer.Ordinal))
            item.Error($"'{fact}' is no fact about a person. Write one of: {string.Join(", ", NominalPicture.Keys)}.");
        return item.AsChoice<SurvivorRule>();
    }

    private static double? Automatic(Item item) => item.IsText && item.AsText() is "never" ? null : Probability(item);

    private static double Probability(Item item)
    {
        var value = item.AsNumber();
        if (value is < 0 or > 1)
            item.Error("A probability lies between 0 and 1.");
        return value;
    }
}
