using System.Collections.Immutable;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Expressions;

namespace Bluelamp.Risk;

/// <summary>
/// A way to judge threat, harm and risk from facts (<c>definitions/risk/</c>). It proposes; a person decides. Points only order what waits: the letters and
/// the sentences are the assessment.
/// </summary>
public sealed record RiskModel(
    Bilingual About,
    ImmutableArray<FactDeclared> Facts,
    ImmutableArray<Letter> Letters,
    ImmutableArray<Factor> Factors,
    ImmutableArray<HardRule> Rules,
    ImmutableArray<Band> Bands,
    ImmutableArray<Route> Routes,
    ImmutableArray<ModelTest> Tests
)
{
    /// <summary>The most that an assessment can score.</summary>
    public const int MostScore = 100;

    /// <summary>What factors and rules may look at: the facts.</summary>
    internal CelScope Scope { get; } = new(Facts.Select(static f => KeyValuePair.Create(f.Id, f.Type)));
}

/// <summary>
/// A fact that the model may be given, and what it takes when nobody gave it. <paramref name="Values"/> are the words for its values where they are codes.
/// </summary>
public sealed record FactDeclared(
    string Id,
    CelType Type,
    Bilingual Label,
    CelValue Default,
    ImmutableDictionary<string, Bilingual> Values
);

/// <summary>A letter of THRIVE+A. From so many points of its factors on, its risk is medium, or high; with any at all it is low.</summary>
public sealed record Letter(string Id, Bilingual Title, Bilingual Question, Bilingual Nothing, int Medium, int High);

/// <summary>One thing that raises (or lowers) the risk, the sentence that says so, and the sentence for when it does not hold.</summary>
public sealed record Factor(string Id, string Letter, CelExpression When, int Weight, Phrase Sentence, Phrase Otherwise);

/// <summary>A rule that sets the least grade, whatever the score: a threat to life is an emergency.</summary>
public sealed record HardRule(string Id, CelExpression When, string Grade, Phrase Sentence);

/// <summary>Scores from <paramref name="From"/> on, and the grade that they come to.</summary>
public sealed record Band(string Id, int From, string Grade, Bilingual Title);

/// <summary>Who should deal with it; the first that holds counts. Its expression may also use <c>score</c>, <c>band</c> and <c>grade</c>.</summary>
public sealed record Route(string Id, CelExpression When, Bilingual Title);

/// <summary>A case with its known answer, kept beside the model and run whenever it is loaded.</summary>
public sealed record ModelTest(
    string Name,
    Kernel.Definitions.Place Place,
    CelMap Facts,
    string Grade,
    string? Band,
    string? Route,
    ImmutableArray<string> Fires,
    ImmutableArray<string> Silent,
    ImmutableDictionary<string, RiskLevel> Letters
);

/// <summary>The risk of one letter.</summary>
public enum RiskLevel
{
    None,
    Low,
    Medium,
    High,
}
