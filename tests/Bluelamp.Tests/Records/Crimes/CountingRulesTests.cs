using Bluelamp.Kernel.Definitions;
using Bluelamp.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Records.Crimes;

public sealed class CountingRulesTests
{
    private static readonly CodeList Offences = DefinitionSet
        .Load(DefinitionFolder.Find(configured: null), [new CodeListKind()], strict: false)
        .Set.Latest<CodeList>("offence-codes")
        .Value;

    [Theory]
    [InlineData("105A", "common assault")]
    [InlineData("8N", "assault with injury")]
    [InlineData("8L", "harassment")]
    [InlineData("20A", "sexual assault")]
    [InlineData("34B", "robbery of personal property")]
    [InlineData("39", "theft from the person")]
    [InlineData("35", "blackmail")]
    public void An_offence_against_the_person_is_one_crime_for_each_victim(string offence, string what) =>
        CountingRules.Crimes(Offences.Find(offence)!, people: 3).ShouldBe(3, what);

    [Theory]
    [InlineData("28I", "burglary of a home")]
    [InlineData("30C", "burglary of a business")]
    [InlineData("58D", "criminal damage")]
    [InlineData("49", "theft")]
    [InlineData("48", "theft of a vehicle")]
    [InlineData("34A", "robbery of business property")]
    public void An_offence_against_property_that_its_victims_share_is_one_crime(string offence, string what) =>
        CountingRules.Crimes(Offences.Find(offence)!, people: 3).ShouldBe(1, what);

    [Fact]
    public void A_crime_without_a_named_victim_is_one() => CountingRules.Crimes(Offences.Find("105A")!, people: 0).ShouldBe(1);

    [Theory]
    [InlineData("35", 3, "blackmail of two people and their firm")]
    [InlineData("105A", 2, "common assault of two people in a shop")]
    [InlineData("30C", 1, "burglary of a business")]
    public void An_organisation_is_counted_only_where_it_can_be_the_victim(string offence, int crimes, string what) =>
        CountingRules.Crimes(Offences.Find(offence)!, people: 2, organisations: 1).ShouldBe(crimes, what);
}
