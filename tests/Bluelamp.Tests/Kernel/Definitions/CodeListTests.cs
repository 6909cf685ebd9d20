using Bluelamp.Kernel.Definitions;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Definitions;

/// <summary>The code lists as delivered.</summary>
public sealed class CodeListTests
{
    private static readonly DefinitionSet Set = Load();

    [Theory]
    [InlineData("home-office-outcomes", 25)]
    [InlineData("offence-codes", 133)]
    [InlineData("response-grades", 6)]
    [InlineData("warning-markers", 26)]
    [InlineData("vulnerability-markers", 12)]
    [InlineData("ethnicity", 20)]
    [InlineData("ethnicity-observed", 7)]
    [InlineData("force-codes", 53)]
    [InlineData("purposes", 10)]
    [InlineData("markings", 2)]
    public void Every_list_is_complete(string list, int codes) => List(list).All.Length.ShouldBe(codes);

    [Theory]
    [InlineData("28E", 2023, 3, 31, true)]
    [InlineData("28E", 2023, 4, 1, false)]
    [InlineData("28I", 2023, 3, 31, false)]
    [InlineData("28I", 2023, 4, 1, true)]
    public void A_burglary_of_a_home_is_classed_by_the_rules_of_its_day(string code, int year, int month, int day, bool inForce) =>
        (List("offence-codes").Find(code, new(year, month, day)) is not null).ShouldBe(inForce);

    [Fact]
    public void A_code_that_has_ended_still_has_its_meaning() =>
        List("offence-codes").Find("28E").ShouldNotBeNull().Title.En.ShouldStartWith("Burglary");

    [Fact]
    public void Diversion_became_an_outcome_in_April_2019()
    {
        List("home-office-outcomes").Find("22", new(2019, 3, 31)).ShouldBeNull();
        List("home-office-outcomes").Find("22", new(2019, 4, 1)).ShouldNotBeNull()["group"].ShouldBe("diversion");
    }

    [Theory]
    [InlineData("home-office-outcomes")]
    [InlineData("ethnicity")]
    [InlineData("response-grades")]
    [InlineData("purposes")]
    public void What_the_public_may_see_is_in_Welsh(string list) =>
        List(list).All.ShouldAllBe(static c => c.HasWelsh && c.Title.Cy != "" && c.Title.Cy != c.Title.En);

    [Fact]
    public void A_code_from_elsewhere_is_shown_as_it_is() => List("warning-markers").TitleOf("QQ").En.ShouldBe("QQ");

    [Fact]
    public void The_demo_force_is_marked_as_fictional() => List("force-codes").Find("99").ShouldNotBeNull()["kind"].ShouldBe("fictional");

    private static CodeList List(string id) => Set.Latest<CodeList>(id).Value;

    private static DefinitionSet Load()
    {
        var (set, problems) = DefinitionSet.Load(DefinitionFolder.Find(configured: null), [new CodeListKind()], strict: false);
        problems.ShouldBeEmpty();
        return set;
    }
}
