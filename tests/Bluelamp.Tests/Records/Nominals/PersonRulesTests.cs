using System.Collections.Frozen;
using System.Collections.Immutable;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Records.Nominals;

/// <summary>Four sources say what somebody is called.</summary>
public sealed class PersonRulesTests
{
    private static readonly ImmutableArray<Statement> Said =
    [
        Says("Jon", SourceKind.Report, 1),
        Says("Jonathan", SourceKind.OtherSystem, 2),
        Says("John", SourceKind.Officer, 3),
        Says("JOHN", SourceKind.Report, 4),
    ];

    [Theory]
    [InlineData(SurvivorRule.First, "Jon")]
    [InlineData(SurvivorRule.Latest, "JOHN")]
    [InlineData(SurvivorRule.MostTrusted, "John")]
    [InlineData(SurvivorRule.MostOften, "John")]
    [InlineData(SurvivorRule.Longest, "Jonathan")]
    public void A_fact_goes_by_its_rule(SurvivorRule rule, string goesBy) => By(rule).Choose("name", Said).Value.ShouldBe(goesBy);

    [Theory]
    [InlineData(SurvivorRule.First)]
    [InlineData(SurvivorRule.Latest)]
    [InlineData(SurvivorRule.MostTrusted)]
    [InlineData(SurvivorRule.MostOften)]
    [InlineData(SurvivorRule.Longest)]
    public void A_correction_comes_first_whatever_the_rule(SurvivorRule rule) =>
        By(rule).Choose("name", Said.Insert(2, Says("Jo", SourceKind.Person, 2) with { Correction = true })).Value.ShouldBe("Jo");

    [Fact]
    public void Unless_a_force_says_otherwise_the_first_statement_stands_and_nobody_is_joined_without_a_person()
    {
        var rules = DefinitionSet
            .Load(DefinitionFolder.Find(configured: null), [new PersonRulesKind()], strict: false)
            .Set.Latest<PersonRules>(PersonRules.Id)
            .Value;
        rules.FirstStands.ShouldBeTrue();
        rules.AutomaticFrom.ShouldBeNull();
        rules.Facts.Keys.ShouldBe(NominalPicture.Keys, ignoreOrder: true);
    }

    [Theory]
    [InlineData("name: first", "shoe-size: first", "person.yaml:16:", "is no fact about a person")]
    [InlineData("name: first", "name: newest", "person.yaml:16:", "'newest' is not known here")]
    [InlineData("automatic: never", "automatic: 0.6", "person.yaml:7:", "surer than what a person reviews")]
    [InlineData("strong: 0.9", "strong: 0.1", "person.yaml:12:", "cannot be below")]
    [InlineData("review: 0.5", "review: 0", "person.yaml:11:", "Nothing is certain")]
    [InlineData("review: 0.5", "propose: 0.5", "person.yaml:11:", "propose")]
    [InlineData("show: 0.0005", "show: 0.6", "person.yaml:11:", "cannot be below 'show'")]
    [InlineData("review: 0.5", "review: 5", "person.yaml:11:", "between 0 and 1")]
    public void A_bad_rule_says_what_is_wrong_on_which_line(string good, string bad, string place, string words)
    {
        var folder = Directory.CreateTempSubdirectory("bluelamp-rules-");
        var path = Path.Combine(folder.FullName, "person.yaml");
        var file = Path.Combine(DefinitionFolder.Find(configured: null), "linkage", "person.yaml");
        File.WriteAllText(path, File.ReadAllText(file).Replace(good, bad, StringComparison.Ordinal));
        var (rules, problems) = DefinitionSet.ReadOne(path, new PersonRulesKind());
        folder.Delete(recursive: true);
        rules.ShouldBeNull();
        problems.ShouldContain(p =>
            p.ToString().Contains(place, StringComparison.Ordinal) && p.Message.Contains(words, StringComparison.Ordinal)
        );
    }

    private static PersonRules By(SurvivorRule rule) =>
        new(
            AutomaticFrom: null,
            Show: 0.01,
            Review: 0.5,
            Strong: 0.9,
            Again: 7,
            Together: -6,
            new Dictionary<string, SurvivorRule>(StringComparer.Ordinal) { ["name"] = rule }.ToFrozenDictionary(StringComparer.Ordinal),
            [SourceKind.Officer, SourceKind.Person],
            new(new(1e-6, [], []), new([]), new([]), new([]), new([]), FrozenSet<string>.Empty)
        );

    private static Statement Says(string value, SourceKind source, int day) =>
        new(value, new(source, "somebody"), Confidence.Believed, Burglary.Now.AddDays(day), Given.Somebody, Correction: false);
}
