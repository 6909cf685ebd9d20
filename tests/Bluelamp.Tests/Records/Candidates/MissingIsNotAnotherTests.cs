using Bluelamp.Kernel.Definitions;
using Bluelamp.Linkage;
using Bluelamp.Records;
using Shouldly;
using Xunit;
using static Bluelamp.Tests.Records.Burglary;

namespace Bluelamp.Tests.Records.Candidates;

/// <summary>
/// Whatever two people leave out of what they say of one and the same person or thing, the reasons never tell of another one: what is missing is not known.
/// </summary>
public sealed class MissingIsNotAnotherTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Against = ["another", "different", "other ", "does not fit", "somebody else"];

    private static readonly DefinitionSet Definitions = DefinitionSet
        .Load(DefinitionFolder.Find(configured: null), [new PersonRulesKind(), new ThingRulesKind()], strict: false)
        .Set;

    private static IEnumerable<PlaceDetails> Places =>
        from number in new[] { null, "12", "12, Bryn Coch", "Flat 2, 12" }
        from street in new[] { null, "Heol Fawr" }
        from town in new[] { null, "Llwynlamp" }
        from postcode in new[] { null, "LL99 1AA" }
        select new PlaceDetails
        {
            Number = number,
            Street = street,
            Town = town,
            Postcode = postcode,
        };

    [Fact]
    public void Of_where_a_person_lives()
    {
        foreach (var besides in new[] { "Bryn Coch", "Flat" }) // in one of the two the name of the house or the flat is missing, not one in each
        {
            var said = Places.Where(p => p.Number?.Contains(besides, StringComparison.Ordinal) != true).Append(null);
            Never(said.Select(static p => new PersonDetails { Surname = "Jones", Address = p }));
        }
    }

    [Fact]
    public void Of_when_a_person_was_born() =>
        Never(
            new PersonDetails[]
            {
                new() { Born = Date("1987-03-21") },
                new() { Born = Date("1987-03") },
                new() { Born = Date("1987") },
                new() { Looks = new(35, 45) },
                new(),
            }.Select(static p => p with { Surname = "Jones" })
        );

    [Fact]
    public void Of_names_and_how_to_reach_a_person() =>
        Never(
            from forenames in new[] { null, "Siân", "Siân Mair" }
            from surname in new[] { null, "Jones" }
            from phone in new[] { null, "07700 900123" }
            from email in new[] { null, "sian@example.com" }
            from sex in new[] { null, "F" }
            select new PersonDetails
            {
                Forenames = forenames,
                Surname = surname,
                Sex = sex,
                Phones = phone is null ? [] : [phone],
                Emails = email is null ? [] : [email],
            }
        );

    [Fact]
    public void Of_a_place() => Never(ThingKinds.Place, Places);

    [Fact]
    public void Of_an_organisation() =>
        Never(
            ThingKinds.Organisation,
            from number in new[] { null, "01234567" }
            from place in Places.Append(null)
            select new OrganisationDetails("Siop Llanlamp", number, At: place)
        );

    [Fact]
    public void Of_a_vehicle() =>
        Never(
            ThingKinds.Vehicle,
            from plate in new[] { null, "LB07 SEQ", "B07S" }
            from make in new[] { null, "Ford" }
            from model in new[] { null, "Focus" }
            from colour in new[] { null, "Blue" }
            select new VehicleDetails
            {
                Vrm = plate,
                Make = make,
                Model = model,
                Colour = colour,
            }
        );

    [Theory]
    [InlineData("3 High Terrace, Porth Lamp, LP3 1TB", "3 High Terrace, Porth Lamp", false)]
    [InlineData("1987-03-21", "1987", false)]
    [InlineData("1987-03-21", null, false)]
    [InlineData("SIAN JONES", "Sian Jones", false)]
    [InlineData("3 High Terrace, Porth Lamp, LP3 1TB", "4 High Terrace, Porth Lamp", true)]
    [InlineData("1987-03-21", "1978", true)]
    [InlineData("Sian Jones", "Sian", true)]
    public void Side_by_side_only_what_cannot_be_the_same_differs(string one, string? other, bool differs)
    {
        new SideBySide("Fact", one, other).Differs.ShouldBe(differs);
        new SideBySide("Fact", other, one).Differs.ShouldBe(differs);
    }

    private static void Never(IEnumerable<PersonDetails> said)
    {
        var model = Definitions.Latest<PersonRules>(PersonRules.Id).Value.Model.Model;
        var values = said.SelectMany(static p => PersonValues.Of(p, Now)).ToList();
        Never(model, PersonValues.Columns, [.. values.Select(static v => PersonValues.Columns.Select(c => v[c]).ToArray())]);
    }

    private static void Never<T>(ThingKind<T> kind, IEnumerable<T> said)
        where T : class
    {
        var model = Definitions.Latest<ThingRules>(kind.Id).Value.Model.Model;
        Never(model, kind.Columns, [.. said.Select(s => kind.Of(s).Values.Select(static v => v.Length == 0 ? null : v).ToArray())]);
    }

    private static void Never(LinkageModel model, System.Collections.Immutable.ImmutableArray<string> columns, List<string?[]> said)
    {
        var resolver = new Resolver(model, columns, static (_, _) => null);
        foreach (var one in said)
        {
            var weighed = resolver.Weigh([one], said);
            for (var i = 0; i < said.Count; i++)
            {
                weighed
                    .Why(i)
                    .Parts.Where(static p => p.Gamma >= 0)
                    .Select(static p => p.Said)
                    .ShouldNotContain(
                        static s => Against.Any(a => s.StartsWith(a, StringComparison.Ordinal) || s.EndsWith(a, StringComparison.Ordinal)),
                        $"{string.Join(", ", one)} beside {string.Join(", ", said[i])}"
                    );
            }
        }
    }
}
