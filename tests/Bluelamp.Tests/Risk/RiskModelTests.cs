using System.Text.Json;
using System.Text.Json.Nodes;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Expressions;
using Bluelamp.Risk;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Risk;

/// <summary>The THRIVE+A model as delivered, and what every assessment promises.</summary>
public sealed class RiskModelTests
{
    private static readonly DefinitionSet Set = Load();
    private static readonly Defined<RiskModel> Thrive = Set.Latest<RiskModel>("thrive");

    public static TheoryData<string> Cases => [.. Thrive.Value.Tests.Select(static t => t.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_test_case_in_the_model_passes(string name) =>
        ModelTests.Run(Thrive, Thrive.Value.Tests.Single(t => string.Equals(t.Name, name, StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void Every_factor_and_rule_is_tried_both_ways()
    {
        var results = Thrive.Value.Tests.Select(static t => Assess(t.Facts)).ToList();
        foreach (var factor in Thrive.Value.Factors.Select(static f => f.Id).Except(OnlyHere))
            results.Select(r => Factor(r, factor).Fired).Distinct().Count().ShouldBe(2, factor);
        foreach (var rule in Thrive.Value.Rules.Select(static r => r.Id))
            results
                .Select(r => r.Rules.Single(f => string.Equals(f.Id, rule, StringComparison.Ordinal)).Fired)
                .Distinct()
                .Count()
                .ShouldBe(2, rule);
    }

    /// <summary>Factors that are a single fact each, tried in <see cref="A_single_fact_raises_its_own_factor"/>.</summary>
    private static readonly string[] OnlyHere =
    [
        "children-present",
        "disability",
        "mental-health",
        "pregnant",
        "interpreter",
        "health-service",
        "weapon-threatened",
        "repeat-place",
    ];

    [Theory]
    [InlineData("childrenPresent", "true", "children-present")]
    [InlineData("disability", "true", "disability")]
    [InlineData("mentalHealth", "true", "mental-health")]
    [InlineData("mentalHealth", "true", "health-service")]
    [InlineData("pregnant", "true", "pregnant")]
    [InlineData("needsInterpreter", "true", "interpreter")]
    [InlineData("anonymous", "true", "anonymous")]
    [InlineData("weapon", "\"threatened\"", "weapon-threatened")]
    [InlineData("repeatPlaceCount12m", "1", "repeat-place")]
    public void A_single_fact_raises_its_own_factor(string fact, string value, string factor) =>
        Factor(Assess((fact, value)), factor).Fired.ShouldBeTrue();

    [Fact]
    public void Who_does_not_want_to_be_contacted_is_not_said_to() =>
        Factor(Assess(("wantsContact", "false")), "wants-contact").Fired.ShouldBeFalse();

    [Fact]
    public void Whoever_is_anonymous_can_be_asked_and_may_want_to_hear_from_us()
    {
        var assessed = Assess(("anonymous", "true"), ("wantsContact", "true"));
        Factor(assessed, "wants-contact").Fired.ShouldBeTrue();
        Factor(assessed, "anonymous").Sentence.En.ShouldBe("The reporter is anonymous: ask them through their report.");
    }

    [Fact]
    public void What_was_assessed_under_an_earlier_version_can_be_made_again() =>
        Set.Find<RiskModel>("thrive", version: 1).ShouldNotBeNull();

    [Fact]
    public void A_sentence_speaks_of_the_facts_in_both_languages()
    {
        var factor = Factor(Assess(("kind", "\"burglary\""), ("repeatPlaceCount12m", "2")), "repeat-burglary");
        factor.Sentence.En.ShouldBe("Crimes here before this burglary: 2 reports in the last 12 months.");
        factor.Sentence.Cy.ShouldBe("Troseddau yma cyn y fwrgleriaeth hon: 2 adroddiad yn y 12 mis diwethaf.");
    }

    [Fact]
    public void One_is_one_and_two_are_several() =>
        Assess(("repeatVictimCount12m", "1")).Fired.First().Sentence.En.ShouldBe("A victim before: 1 crime in the last 12 months.");

    [Fact]
    public void Codes_are_shown_as_words() =>
        Factor(Assess(("suspectWarningMarkers", "[\"VI\",\"XX\"]")), "suspect-warnings")
            .Sentence.En.ShouldBe("Warning markers of a possible suspect: violent, XX.");

    [Fact]
    public void Every_factor_is_in_the_result_whether_it_held_or_not()
    {
        var result = Assess(("threats", "true"));
        result.Factors.Select(static f => f.Id).ShouldBe(Thrive.Value.Factors.Select(static f => f.Id));
        result.Factors.ShouldAllBe(static f => f.Sentence.En.EndsWith('.') && f.Sentence.Cy.EndsWith('.'));
    }

    [Fact]
    public void An_assessment_survives_the_ledger_and_can_be_made_again()
    {
        var kept = JsonSerializer.Serialize(
            Assess(("kind", "\"hate\""), ("fearLevel", "\"afraid\""), ("hateStrands", "[\"race\"]")).ToJson()
        );
        var read = Assessment.FromJson(JsonSerializer.Deserialize<JsonElement>(kept)).ShouldNotBeNull();
        Assessor.Replay(Set, read).Result.ShouldBe(ReplayResult.Same);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"P\"")]
    [InlineData("letters", "null")]
    [InlineData("letters", "[null]")]
    [InlineData("letters", "{}")]
    [InlineData("factors", "[{}]")]
    [InlineData("band", "\"high\"")]
    [InlineData("band", "{ \"id\": \"high\", \"title\": null }")]
    [InlineData("score", "\"many\"")]
    [InlineData("model", "7")]
    public void An_assessment_of_another_shape_is_nothing_that_can_be_read(string part, string? other = null)
    {
        var kept = JsonNode.Parse(JsonSerializer.Serialize(Assess(("injury", "\"serious\"")).ToJson()))!;
        if (other is null)
            kept = JsonNode.Parse(part);
        else
            kept[part] = JsonNode.Parse(other);
        Assessment.FromJson(JsonSerializer.SerializeToElement(kept)).ShouldBeNull();
    }

    [Fact]
    public void What_is_not_there_at_all_cannot_be_read_either() => Assessment.FromJson(default).ShouldBeNull();

    [Fact]
    public void An_altered_assessment_is_found_out()
    {
        var altered = Assess(("injury", "\"serious\"")) with { Grade = "N" };
        Assessor.Replay(Set, altered).Result.ShouldBe(ReplayResult.Different);
    }

    [Fact]
    public void A_model_that_was_changed_or_taken_away_says_so()
    {
        var made = Assess();
        Assessor.Replay(Set, made with { Model = made.Model with { Hash = "0" } }).Result.ShouldBe(ReplayResult.ModelWasChanged);
        Assessor.Replay(Set, made with { Model = made.Model with { Version = 99 } }).Result.ShouldBe(ReplayResult.ModelIsGone);
    }

    [Fact]
    public void A_fact_of_the_wrong_type_is_named_and_the_assessment_is_not_complete()
    {
        var result = Assess(("happeningNow", "\"perhaps\""), ("kind", "\"theft\""));
        result.Complete.ShouldBeFalse();
        result.RefusedFacts.ShouldBe(["happeningNow"]);
        Assessor.Replay(Set, result).Result.ShouldBe(ReplayResult.Same);
    }

    [Fact]
    public void A_fact_that_nobody_gave_or_that_the_model_does_not_know_changes_nothing() =>
        Assess(("threats", "null"), ("favouriteColour", "\"blue\"")).ToJson().ToString().ShouldBe(Assess().ToJson().ToString());

    [Fact]
    public void More_danger_never_gives_a_lesser_grade() =>
        Prop.ForAll(
                Gen.SubListOf(Dangers).Two().ToArbitrary(),
                static pair =>
                {
                    var some = Assess([.. pair.Item1]);
                    var more = Assess([.. pair.Item1.Concat(pair.Item2).DistinctBy(static d => d.Fact)]);
                    return "EPSRON".IndexOf(more.Grade, StringComparison.Ordinal) <= "EPSRON".IndexOf(some.Grade, StringComparison.Ordinal);
                }
            )
            .QuickCheckThrowOnFailure();

    private static readonly (string Fact, string Value)[] Dangers =
    [
        ("happeningNow", "true"),
        ("threatToLife", "true"),
        ("inDanger", "true"),
        ("cannotCall", "true"),
        ("threatsToKill", "true"),
        ("selfHarm", "true"),
        ("suspectPresent", "true"),
        ("weapon", "\"used\""),
        ("injury", "\"serious\""),
        ("threats", "true"),
        ("childrenPresent", "true"),
        ("victimAgeBand", "\"child\""),
        ("disability", "true"),
        ("domesticRelation", "\"partner\""),
        ("repeatReported", "true"),
        ("fearLevel", "\"very-afraid\""),
        ("premisesInsecure", "true"),
        ("repeatVictimCount12m", "4"),
        ("suspectWarningMarkers", "[\"FI\"]"),
    ];

    private static FactorAssessed Factor(Assessment assessment, string id) =>
        assessment.Factors.Single(f => string.Equals(f.Id, id, StringComparison.Ordinal));

    private static Assessment Assess(params (string Fact, string Value)[] facts) =>
        Assessor.Assess(
            Thrive,
            Facts.Of(Thrive.Value, facts.Select(static f => KeyValuePair.Create(f.Fact, JsonSerializer.Deserialize<JsonElement>(f.Value))))
        );

    private static Assessment Assess(CelMap facts) =>
        Assess([.. facts.Keys.Select(k => (k.AsString(), facts.TryGet(k, out var v) ? v.ToString() : "null"))]);

    private static DefinitionSet Load()
    {
        var (set, problems) = DefinitionSet.Load(DefinitionFolder.Find(configured: null), [new RiskModelKind()], strict: false);
        problems.ShouldBeEmpty();
        return set;
    }
}
