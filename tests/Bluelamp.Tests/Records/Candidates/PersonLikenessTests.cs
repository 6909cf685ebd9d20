using Bluelamp.Kernel.Definitions;
using Bluelamp.Linkage;
using Bluelamp.Records;
using Bluelamp.Tests.Host;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Records.Candidates;

/// <summary>What <c>definitions/linkage/person.yaml</c> makes of two descriptions, without a database. All invented.</summary>
public sealed class PersonLikenessTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
    private static readonly LikenessModel Model = DefinitionSet
        .Load(DefinitionFolder.Find(configured: null), [new PersonRulesKind()], strict: false)
        .Set.Latest<PersonRules>(PersonRules.Id)
        .Value.Model;

    private static PersonDetails Megan { get; } =
        new()
        {
            Forenames = "Megan Eluned",
            Surname = "ap Rhys",
            Born = Burglary.Date("1987-03-21"),
            Sex = "F",
            Address = new()
            {
                Number = "4",
                Street = "Stryd y Ffynnon",
                Postcode = "LL99 2BB",
            },
            Phones = ["07700 900456"],
        };

    [Theory]
    [InlineData("megan", "AP RHYS", "1987-03-21", null, 0.99, 1)]
    [InlineData("Meganne", "Price", "1987-03-21", "LL99 2BB", 0.9, 1)] // as it is heard: ap Rhys became Price
    [InlineData("Megan", "ap Rhys", "1987-03-12", "LL99 2BB", 0.9, 1)]
    [InlineData("Rhys", "Megan", "1987-03-21", "LL99 2BB", 0.9, 1)]
    [InlineData("M", "ap Rhys", "1987", "LL99 2BB", 0.5, 1)]
    [InlineData("Megan", "ap Rhys", null, null, 0.00001, 0.5)] // a name is not a person
    [InlineData("Owain", "Vaughan", "1987-03-21", null, 0, 0.01)]
    [InlineData("Megan", "ap Rhys", "1951-11-30", null, 0, 0.01)]
    public void What_is_alike_and_what_is_not_makes_a_probability(
        string forename,
        string surname,
        string? born,
        string? postcode,
        double least,
        double most
    )
    {
        var said = new PersonDetails
        {
            Forenames = forename,
            Surname = surname,
            Born = born is null ? null : Burglary.Date(born),
            Address = postcode is null ? null : new() { Postcode = postcode },
        };
        Why(said).Probability.ShouldBeInRange(least, most, Why(said).ToString());
    }

    [Fact]
    public void A_phone_and_a_forename_are_enough_to_propose() =>
        Why(new() { Forenames = "Meg", Phones = ["+44 7700 900456"] }).Probability.ShouldBeGreaterThan(0.2);

    [Fact]
    public void An_age_as_it_looked_fits_a_date_of_birth() =>
        Why(new() { Forenames = "Megan", Looks = new(35, 45) }).Parts.ShouldContain(static p => p.Said == "age fits");

    [Fact]
    public void The_parts_of_a_reason_add_up_to_the_weight()
    {
        var asked = PersonValues.Of(Megan, Now);
        var weighed = new Resolver(Model.Model, PersonValues.Columns, static (_, _) => 0.01).Weigh(
            [.. asked.Select(Values)],
            [.. asked.Select(Values)]
        );
        ((double)weighed[0]).ShouldBe(weighed.Why(0).Weight, 1e-4);
    }

    [Theory]
    [InlineData("Megan", "Price", "1987-03-21", null)]
    [InlineData("Price", "Megan", "1987-06-01", null)] // names swapped, the year is right
    [InlineData("Owain", "Price", "1987-03-21", null)]
    [InlineData("Megan", "Vaughan", null, "LL99 2BB")]
    [InlineData("Maegan", "ab Rhys", null, null)]
    public void Who_is_alike_shares_a_key(string forename, string surname, string? born, string? postcode)
    {
        var said = new PersonDetails
        {
            Forenames = forename,
            Surname = surname,
            Born = born is null ? null : Burglary.Date(born),
            Address = postcode is null ? null : new() { Postcode = postcode },
        };
        Keys(said).Intersect(Keys(Megan)).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_nickname_is_a_way_of_its_own_to_be_found()
    {
        var ways = PersonValues.Of(Megan with { KnownAs = "Meg", Aliases = ["Carys Vaughan"] }, Now);
        ways.Select(static w => (w.FirstName, w.Surname)).ShouldBe([("megan", "ap rhys"), ("carys", "vaughan"), ("meg", "ap rhys")]);
    }

    [Fact]
    public void Whoever_says_nothing_that_can_be_compared_has_no_way() =>
        PersonValues
            .Of(
                new()
                {
                    Description = "tall",
                    Title = "Mr",
                    Sex = "M",
                },
                Now
            )
            .ShouldBeEmpty();

    [Theory]
    [InlineData("when: surname_l = surname_r,", "when: surnam_l = surnam_r,", "'surnam' is nothing that descriptions are compared by")]
    [InlineData("when: surname_l = surname_r,", "when: surname_l = ,", "it ends too early")]
    [InlineData("m: 0.83, u: 0.0011", "m: 0.83, u: 0", "above 0, at most 1")]
    [InlineData("[sounds, birth-year]", "[sounds, birth-yea]", "'birth_yea' is nothing")]
    [InlineData("when: otherwise, says: another surname", "when: \"surname_l <> surname_r\", says: another surname", "when: otherwise")]
    public void A_fault_of_the_model_is_told_with_its_line(string good, string bad, string words)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(DefinitionFolder.Find(configured: null), "linkage", "person.yaml");
        var text = File.ReadAllText(file);
        text.ShouldContain(good);
        File.WriteAllText(folder["person.yaml"], text.Replace(good, bad, StringComparison.Ordinal));
        var (rules, problems) = DefinitionSet.ReadOne(folder["person.yaml"], new PersonRulesKind());
        rules.ShouldBeNull();
        problems.ShouldContain(p => p.Message.Contains(words, StringComparison.Ordinal) && p.Place.Line > 30, string.Join('\n', problems));
    }

    private static Explanation Why(PersonDetails said) =>
        new Resolver(Model.Model, PersonValues.Columns, static (_, _) => null)
            .Weigh([.. PersonValues.Of(said, Now).Select(Values)], [.. PersonValues.Of(Megan, Now).Select(Values)])
            .Why(0);

    private static IEnumerable<long> Keys(PersonDetails said) => PersonValues.Of(said, Now).SelectMany(static v => Model.KeysOf(c => v[c]));

    private static string?[] Values(PersonValues values) => [.. PersonValues.Columns.Select(c => values[c])];
}
