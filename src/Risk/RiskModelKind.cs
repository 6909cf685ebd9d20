using System.Collections.Immutable;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Expressions;

namespace Bluelamp.Risk;

/// <summary>Reads <c>definitions/risk/*.yaml</c>, and runs the test cases that stand in each.</summary>
public sealed class RiskModelKind : IDefinitionKind<RiskModel>
{
    public string Folder => "risk";

    public RiskModel Read(Fields file)
    {
        var about = file.Bilingual("about");
        var facts = file.List("facts", static i => ReadFact(i.AsFields()));
        ReportTwins(file["facts"], facts.Select(static f => f.Id));
        var types = facts
            .DistinctBy(static f => f.Id, StringComparer.Ordinal)
            .Select(static f => KeyValuePair.Create(f.Id, f.Type))
            .ToList();
        var scope = new CelScope(types);
        var letters = file.List("letters", static i => ReadLetter(i.AsFields()));
        var factors = file.List("factors", i => ReadFactor(i.AsFields(), scope, letters));
        ReportTwins(file["factors"], factors.Select(static f => f.Id));
        var rules = file.List("rules", i => ReadRule(i.AsFields(), scope));
        var bands = file.List("bands", static i => ReadBand(i.AsFields()));
        if (bands.All(static b => b.From != 0))
            file.Error("bands", "The lowest band starts at 0. Add 'from: 0' to one.");
        var results = new CelScope([.. types, new("score", CelType.Int), new("band", CelType.String), new("grade", CelType.String)]);
        var routes = file.List("routes", i => ReadRoute(i.AsFields(), results));
        if (routes is [.., { When.Source: not "true" }])
            file.Error("routes", "The last route takes whatever is left. Give it 'when: \"true\"'.");
        var tests = file.List("tests", static i => ReadTest(i.AsFields()));
        return new(about, [.. facts.DistinctBy(static f => f.Id, StringComparer.Ordinal)], letters, factors, rules, bands, routes, tests);
    }

    public void Check(Defined<RiskModel> definition, DefinitionSet set, Problems problems)
    {
        foreach (var test in definition.Value.Tests)
        {
            foreach (var wrong in ModelTests.Run(definition, test))
                problems.Add(test.Place, $"The test case '{test.Name}' fails: {wrong}");
        }
    }

    private static FactDeclared ReadFact(Fields fact)
    {
        var type = CelType.Named(fact.Text("type")) ?? CelType.Dyn;
        if (type.Kind is CelKind.Dyn)
            fact.Error("type", "This is not a type of fact. Write bool, int, double, string or list(string).");
        var otherwise = fact["default"].AsValue();
        if (Facts.Fit(otherwise, type) is not { } fitting)
            fact.Error("default", $"The default is not of type {type}. Change one of the two.");
        else
            otherwise = fitting;
        var values = fact.SectionOrNull("values")
            ?.All()
            .ToImmutableDictionary(static v => v.Key, static v => v.Value.AsBilingual(), StringComparer.Ordinal);
        return new(fact.Text("id"), type, fact.Bilingual("label"), otherwise, values ?? ImmutableDictionary<string, Bilingual>.Empty);
    }

    private static Letter ReadLetter(Fields letter) =>
        new(
            letter.Text("id"),
            letter.Bilingual("title"),
            letter.Bilingual("question"),
            letter.Bilingual("nothing"),
            letter.Whole("medium", 1, RiskModel.MostScore),
            letter.Whole("high", 1, RiskModel.MostScore)
        );

    private static Factor ReadFactor(Fields factor, CelScope scope, ImmutableArray<Letter> letters)
    {
        var letter = factor.Text("letter");
        if (letter.Length > 0 && letters.All(l => !string.Equals(l.Id, letter, StringComparison.Ordinal)))
            factor.Error("letter", $"There is no letter '{letter}'. Write one of: {string.Join(", ", letters.Select(static l => l.Id))}.");
        return new(
            factor.Text("id"),
            letter,
            factor.Expression("when", scope, CelType.Bool),
            factor.Whole("weight", -RiskModel.MostScore, RiskModel.MostScore),
            ReadPhrase(factor, "sentence", scope),
            ReadPhrase(factor, "otherwise", scope)
        );
    }

    private static HardRule ReadRule(Fields rule, CelScope scope) =>
        new(rule.Text("id"), rule.Expression("when", scope, CelType.Bool), ReadGrade(rule), ReadPhrase(rule, "sentence", scope));

    private static Band ReadBand(Fields band) =>
        new(band.Text("id"), band.Whole("from", 0, RiskModel.MostScore), ReadGrade(band), band.Bilingual("title"));

    private static Route ReadRoute(Fields route, CelScope results) =>
        new(route.Text("id"), route.Expression("when", results, CelType.Bool), route.Bilingual("title"));

    private static string ReadGrade(Fields at)
    {
        var grade = at.Text("grade");
        if (grade.Length > 0 && (grade.Length > 1 || Assessor.Rank(grade) < 0))
            at.Error("grade", $"'{grade}' is not a grade. Write one of: {string.Join(", ", Assessor.Grades.AsEnumerable())}.");
        return grade;
    }

    private static Phrase ReadPhrase(Fields at, string key, CelScope scope)
    {
        var phrase = new Phrase(at.Bilingual(key));
        foreach (var fact in phrase.Facts.Except(scope.Names, StringComparer.Ordinal))
            at.Error(key, $"The sentence speaks of '{fact}', which is not a fact. Declare it under 'facts', or correct the name.");
        return phrase;
    }

    private static ModelTest ReadTest(Fields test)
    {
        var facts = test.Has("facts") ? test["facts"].AsValue() : CelValue.Of(CelMap.Empty);
        var expect = test.Section("expect");
        return new(
            test.Text("name"),
            test.Place,
            facts.Kind is CelKind.Map ? facts.AsMap() : CelMap.Empty,
            ReadGrade(expect),
            expect.TextOrNull("band"),
            expect.TextOrNull("route"),
            expect.TextsOrEmpty("fires"),
            expect.TextsOrEmpty("silent"),
            expect
                .SectionOrNull("letters")
                ?.All()
                .ToImmutableDictionary(static l => l.Key, static l => l.Value.AsChoice<RiskLevel>(), StringComparer.Ordinal)
                ?? ImmutableDictionary<string, RiskLevel>.Empty
        );
    }

    private static void ReportTwins(Item list, IEnumerable<string> ids)
    {
        foreach (var twin in ids.GroupBy(static id => id, StringComparer.Ordinal).Where(static g => g.Key.Length > 0 && g.Skip(1).Any()))
            list.Error($"'{twin.Key}' stands here more than once. Rename one.");
    }
}
