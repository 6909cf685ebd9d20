using Bluelamp.Kernel.Definitions;
using Bluelamp.Risk;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Risk;

/// <summary>What the author of a risk model is told.</summary>
public sealed class RiskModelKindTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bluelamp-risk-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_small_model_is_fine() => Check(Small).ShouldBeEmpty();

    [Theory]
    [InlineData("when: threats", "when: threads", "risk/small.yaml:17:11: 'threads' is not known. Did you mean 'threats'?")]
    [InlineData("when: threats", "when: threats + 1", "'+' does not work between bool and int.")]
    [InlineData("when: threats", "when: \"'yes'\"", "This gives string, but bool is wanted here.")]
    [InlineData(", cy: Bu bygythiadau. }", " }", "'cy' is missing. Add it.")]
    [InlineData("Threats were made.", "'Threats: {{treats}}.'", "The sentence speaks of 'treats', which is not a fact.")]
    [InlineData("letter: T", "letter: X", "There is no letter 'X'. Write one of: T.")]
    [InlineData("default: false", "default: 7", "The default is not of type bool.")]
    [InlineData("type: bool", "type: boolean", "This is not a type of fact.")]
    [InlineData("from: 0", "from: 5", "The lowest band starts at 0.")]
    [InlineData("grade: S", "grade: Z", "'Z' is not a grade. Write one of: E, P, S, R, O, N.")]
    [InlineData("when: 'true'", "when: 'score > 1'", "The last route takes whatever is left.")]
    [InlineData("grade: P }", "grade: R }", "The test case 'Threats' fails: the grade is P (score 30), not R.")]
    [InlineData("weight: 30", "wieght: 30", "Unknown key 'wieght'. Did you mean 'weight'?")]
    public void A_fault_is_named_with_its_place_and_what_to_do(string right, string wrong, string told) =>
        string.Join('\n', Check(Small.Replace(right, wrong, StringComparison.Ordinal))).ShouldContain(told);

    private const string Small = """
        id: small
        version: 1
        title: { en: Small, cy: Bach }
        about: { en: For a test, cy: Ar gyfer prawf }
        facts:
          - { id: threats, type: bool, default: false, label: { en: Threats, cy: Bygythiadau } }
        letters:
          - id: T
            title: { en: Threat, cy: Bygythiad }
            question: { en: Who?, cy: Pwy? }
            nothing: { en: Nobody., cy: Neb. }
            medium: 10
            high: 20
        factors:
          - id: threats
            letter: T
            when: threats
            weight: 30
            sentence: { en: Threats were made., cy: Bu bygythiadau. }
            otherwise: { en: No threats., cy: Dim bygythiadau. }
        rules:
          - { id: rule, when: threats, grade: P, sentence: { en: Threats have priority., cy: Mae bygythiadau yn cael blaenoriaeth. } }
        bands:
          - { id: low, from: 0, grade: S, title: { en: Low, cy: Isel } }
        routes:
          - { id: desk, when: 'true', title: { en: Desk, cy: Desg } }
        tests:
          - { name: Threats, facts: { threats: true }, expect: { grade: P } }
        """;

    private List<string> Check(string text)
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "risk"));
        File.WriteAllText(Path.Combine(_folder.FullName, "risk", "small.yaml"), text);
        return [.. DefinitionSet.Check(_folder.FullName, [new RiskModelKind()]).Select(static p => p.ToString())];
    }
}
