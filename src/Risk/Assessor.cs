using System.Collections.Immutable;
using System.Text.Json;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Expressions;

namespace Bluelamp.Risk;

/// <summary>Applies a model to facts. Pure: it is given everything and asks nobody.</summary>
public static class Assessor
{
    /// <summary>Grades of <c>definitions/codes/response-grades</c>, the most urgent first.</summary>
    internal const string Grades = "EPSRON";

    public static Assessment Assess(Defined<RiskModel> model, Facts facts)
    {
        var values = model.Value.Scope.Bind(facts.Values);
        var factors = model.Value.Factors.Select(f => Judge(f, values, facts)).ToImmutableArray();
        var rules = model.Value.Rules.Select(r => Judge(r, values, facts)).ToImmutableArray();
        var score = Math.Clamp(factors.Where(static f => f.Fired).Sum(static f => f.Weight), 0, RiskModel.MostScore);
        var band = model.Value.Bands.Where(b => score >= b.From).MaxBy(static b => b.From)!; // the lowest band starts at 0
        var grade = rules.Where(static r => r.Fired).Select(static r => r.Grade).Append(band.Grade).MinBy(Rank)!; // the band's is always there
        var route = RouteOf(model.Value, facts, score, band.Id, grade);
        return new(
            model.Ref,
            score,
            new(band.Id, band.Title),
            grade,
            new(route.Id, route.Title),
            Complete: facts.Refused.IsEmpty && factors.All(static f => f.Fault is null) && rules.All(static r => r.Fault is null),
            [.. model.Value.Letters.Select(l => Judge(l, factors))],
            rules,
            factors,
            AsJson(facts),
            facts.Refused
        );
    }

    /// <summary>Makes an assessment again, from what it says of itself, under the very file that it was made under.</summary>
    public static Replay Replay(DefinitionSet definitions, Assessment assessment)
    {
        var model = definitions.Find<RiskModel>(assessment.Model.Id, assessment.Model.Version);
        if (model is null)
            return new(ReplayResult.ModelIsGone, Again: null);
        if (!string.Equals(model.Hash, assessment.Model.Hash, StringComparison.Ordinal))
            return new(ReplayResult.ModelWasChanged, Again: null);
        var again = Assess(model, Facts.Of(model.Value, assessment.Facts)) with
        {
            RefusedFacts = assessment.RefusedFacts,
            Complete = assessment.Complete,
        };
        return new(JsonElement.DeepEquals(again.ToJson(), assessment.ToJson()) ? ReplayResult.Same : ReplayResult.Different, again);
    }

    internal static int Rank(string grade) => Grades.IndexOf(grade, StringComparison.Ordinal);

    private static FactorAssessed Judge(Factor factor, CelValue[] values, Facts facts)
    {
        var holds = factor.When.Evaluate(values);
        var sentence = (holds.IsTrue ? factor.Sentence : factor.Otherwise).Say(facts);
        return new(factor.Id, factor.Letter, holds.IsTrue, factor.Weight, sentence, holds.IsError ? holds.ErrorMessage : null);
    }

    private static RuleAssessed Judge(HardRule rule, CelValue[] values, Facts facts)
    {
        var holds = rule.When.Evaluate(values);
        return new(rule.Id, holds.IsTrue, rule.Grade, rule.Sentence.Say(facts), holds.IsError ? holds.ErrorMessage : null);
    }

    private static LetterAssessed Judge(Letter letter, ImmutableArray<FactorAssessed> factors)
    {
        var fired = factors
            .Where(f => f.Fired && string.Equals(f.Letter, letter.Id, StringComparison.Ordinal))
            .OrderByDescending(static f => f.Weight)
            .ToList();
        var points = fired.Sum(static f => f.Weight);
        var risk =
            fired.Count == 0 || points <= 0 ? RiskLevel.None
            : points >= letter.High ? RiskLevel.High
            : points >= letter.Medium ? RiskLevel.Medium
            : RiskLevel.Low;
        return new(letter.Id, letter.Title, letter.Question, fired.Count == 0 ? letter.Nothing : Together(fired), risk, points);
    }

    private static Bilingual Together(List<FactorAssessed> fired) =>
        new(string.Join(' ', fired.Select(static f => f.Sentence.En)), string.Join(' ', fired.Select(static f => f.Sentence.Cy)));

    private static Route RouteOf(RiskModel model, Facts facts, int score, string band, string grade)
    {
        var values = new Dictionary<string, CelValue>(facts.Values, StringComparer.Ordinal)
        {
            ["score"] = score,
            ["band"] = band,
            ["grade"] = grade,
        };
        return model.Routes.FirstOrDefault(r => r.When.Evaluate(values).IsTrue) ?? model.Routes[^1];
    }

    private static ImmutableSortedDictionary<string, JsonElement> AsJson(Facts facts) =>
        facts.Values.ToImmutableSortedDictionary(
            static f => f.Key,
            static f => JsonSerializer.Deserialize<JsonElement>(f.Value.ToString()),
            StringComparer.Ordinal
        );
}

/// <summary>What became of an assessment that was made again.</summary>
public sealed record Replay(ReplayResult Result, Assessment? Again);

public enum ReplayResult
{
    /// <summary>The same to the letter.</summary>
    Same,

    /// <summary>Another result from the same model and facts: the assessment, or the program, was altered.</summary>
    Different,

    /// <summary>The file of that version is no longer the one that was used.</summary>
    ModelWasChanged,

    /// <summary>That version is not in the definitions folder.</summary>
    ModelIsGone,
}
