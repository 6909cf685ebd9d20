using Bluelamp.Kernel;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Linkage;
using Bluelamp.Records;
using Bluelamp.Tests.Host;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Records.Candidates;

/// <summary>What the definitions of things make of two descriptions, without a database. All invented; the marks are of no pattern that was ever issued.</summary>
public sealed class ThingLikenessTests
{
    private static readonly DefinitionSet Definitions = DefinitionSet
        .Load(DefinitionFolder.Find(configured: null), [new ThingRulesKind()], strict: false)
        .Set;

    private static VehicleDetails Focus { get; } =
        new()
        {
            Vrm = "LB07 SEQ",
            Make = "Ford",
            Model = "Focus",
            Colour = "Blue",
        };

    [Theory]
    [InlineData("LBO7 5E0", "blue Ford Focus", 0.9, 1, "number plate alike to the eye")]
    [InlineData("LB70 SEQ", "blue Ford Focus", 0.9, 1, "number plate with two signs swapped")]
    [InlineData("LB07 SPQ", "glas Ford Focus", 0.5, 0.9, "number plate one sign apart")]
    [InlineData("LB?7 SEQ", "blue Ford Focus", 0.5, 0.9, "number plate one sign apart")]
    [InlineData("LB07 SPQ", "red Kia Picanto", 0, 0.001, "another make")] // nearly the same, and another vehicle
    [InlineData("LB07 SPQ", "", 0, 0.05, "number plate one sign apart")]
    [InlineData("B07S", "blue Ford Focus", 0.3, 0.9, "four signs of the number plate fit")]
    [InlineData("SEQ", "blue Ford Focus", 0.02, 0.3, "three signs of the number plate fit")]
    [InlineData("LB07 SE", "navy Ford Fokus", 0.5, 1, "model spelt alike")]
    [InlineData("KX51 ABI", "blue Ford Focus", 0, 0.001, "another number plate")]
    public void A_misread_or_half_read_plate_and_how_a_vehicle_looks_make_a_probability(
        string plate,
        string look,
        double least,
        double most,
        string reason
    )
    {
        var words = look.Split(' ');
        var seen = new VehicleDetails
        {
            Vrm = plate,
            Colour = words[0],
            Make = words.ElementAtOrDefault(1),
            Model = words.ElementAtOrDefault(2),
        };
        var why = Why(ThingKinds.Vehicle, seen, Focus);
        why.Probability.ShouldBeInRange(least, most, why.ToString());
        why.Parts.ShouldContain(p => p.Said == reason);
    }

    [Fact]
    public void What_was_said_once_is_filled_with_what_was_said_besides()
    {
        ThingSaid[] said =
        [
            ThingKinds.Vehicle.Of(new() { Vrm = "LB07 SPQ" }),
            ThingKinds.Vehicle.Of(new() { Vrm = "LB07 SPQ", Make = "Kia" }),
        ];
        Why(ThingKinds.Vehicle, said[0].FillingGaps(said), ThingKinds.Vehicle.Of(Focus))
            .Parts.ShouldContain(static p => p.Said == "another make");
    }

    [Theory]
    [InlineData("LBO7 5E0")] // look-alike signs
    [InlineData("LB70 SEQ")] // swapped
    [InlineData("LB07 SXQ")] // wrong
    [InlineData("LB07 SE")] // missing
    [InlineData("LB007 SEQ")] // too many
    [InlineData("LB?7 SEQ")] // not read
    public void A_misread_plate_shares_a_key_whatever_the_vehicle_looks_like(string plate) =>
        Shared(ThingKinds.Vehicle, new() { Vrm = plate }, Focus).ShouldBeTrue();

    [Theory]
    [InlineData("B07", true)]
    [InlineData("L??7 SE?", true)]
    [InlineData("KX5", false)]
    public void A_part_of_a_plate_shares_one_with_the_colour_or_the_make(string plate, bool shared)
    {
        Shared(ThingKinds.Vehicle, new() { Vrm = plate, Make = "Ford" }, Focus).ShouldBe(shared);
        Shared(ThingKinds.Vehicle, new() { Vrm = plate, Colour = "blue" }, Focus).ShouldBe(shared);
        Shared(ThingKinds.Vehicle, new() { Vrm = plate }, Focus).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Siop Llanlamp Cyf.", "12|High Street|LP1 1AA", 0.9, 1, "same name")]
    [InlineData("Llanlamp Siop & Co Ltd", "12|High St|LP1 1AA", 0.8, 1, "one name within the other")]
    [InlineData("Shop Llanlamp", "12|High Street|LP1 1AA", 0.8, 1, "same address")]
    [InlineData("Siop Llanlamp", "40|Mill Lane|LP7 3BB|Pentrelamp", 0, 0.01, "another place")] // a branch
    [InlineData("Caffi Glas", "12|High Street|LP1 1AA", 0, 0.04, "another name")] // a neighbour upstairs
    public void An_organisation_is_known_by_its_name_without_its_form_and_by_where_it_is(
        string name,
        string at,
        double least,
        double most,
        string reason
    )
    {
        var shop = new OrganisationDetails("Siop Llanlamp Ltd", At: Address("12|High Street|LP1 1AA"));
        var why = Why(ThingKinds.Organisation, new(name, At: Address(at)), shop);
        why.Probability.ShouldBeInRange(least, most, why.ToString());
        why.Parts.ShouldContain(p => p.Said == reason);
        Shared(ThingKinds.Organisation, new(name, At: Address(at)), shop).ShouldBe(true);
    }

    [Fact]
    public void A_company_number_finds_whatever_the_name_is() =>
        Why(ThingKinds.Organisation, new("LL Holdings", "1234567"), new("Siop Llanlamp Ltd", "01234567"))
            .Parts.ShouldContain(static p => p.Said == "same company number");

    [Theory]
    [InlineData("12|High St|LP1 1AA", 0.9, 1, "same number there")]
    [InlineData("12|Hihg Street|LP1 1AA", 0.8, 1, "street spelt nearly the same")]
    [InlineData("12|High Street|", 0.5, 1, "same town")]
    [InlineData("12|High Street|LP1 1AB", 0.5, 1, "postcode one sign apart")]
    [InlineData("12, Flat 2|High Street|LP1 1AA", 0.3, 0.95, "only one names a flat")]
    [InlineData("14|High Street|LP1 1AA", 0, 0.01, "another number")]
    [InlineData("12|High Street|LP9 7XX", 0, 0.05, "another postcode")]
    public void A_place_is_known_by_the_parts_of_its_address(string address, double least, double most, string reason)
    {
        var why = Why(ThingKinds.Place, Address(address), Address("12|High Street|LP1 1AA"));
        why.Probability.ShouldBeInRange(least, most, why.ToString());
        why.Parts.ShouldContain(p => p.Said == reason);
        Shared(ThingKinds.Place, Address(address), Address("12|High Street|LP1 1AA"))
            .ShouldBe(!address.StartsWith("14", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Flat 2, 12", "2", "12", null)]
    [InlineData("12a Fflat B", "b", "12a", null)]
    [InlineData("Bryn Coch", "whole", null, "bryn coch")]
    [InlineData("Unit 4 Bryn Coch", "4", null, "bryn coch")]
    public void A_flat_a_number_and_a_name_are_told_apart(string number, string? flat, string? house, string? building)
    {
        var parts = AddressParts.Of(new() { Number = number });
        (parts.Flat, parts.House, parts.Building).ShouldBe((flat, house, building));
    }

    [Theory]
    [InlineData("+447700900132", "two digits swapped")]
    [InlineData("+447700900124", "one digit apart")]
    public void A_phone_with_a_wrong_digit_is_shown_when_the_same_person_uses_it(string number, string reason)
    {
        const string known = "+447700900123";
        Shared(ThingKinds.Phone, number, known).ShouldBeTrue();
        var sian = new ThingUsers.User(default, Id<Nominal>.New().Value, "Siân Jones");
        var another = new ThingUsers.User(default, Id<Nominal>.New().Value, "Owain Vaughan");
        var (kind, show) = (ThingKinds.Phone, Definitions.Latest<ThingRules>("phone").Value.Show);
        var why = Why(kind, With(kind, number, sian), With(kind, known, sian));
        why.Parts.ShouldContain(p => p.Said == reason);
        why.Probability.ShouldBeGreaterThan(0.9);
        Why(kind, With(kind, number, another), With(kind, known, sian)).Probability.ShouldBeLessThan(show);
        Why(kind, With(kind, number, sian with { Nominal = Id<Nominal>.New().Value, Name = "JONES, Sian" }), With(kind, known, sian))
            .Probability.ShouldBeGreaterThan(show);
    }

    [Theory]
    [InlineData("siandjones@example.com", "only dots and the like differ", true)]
    [InlineData("sian.d.jones@exmaple.com", "what stands behind the @ is nearly the same", true)]
    [InlineData("sian.d.jnes@example.com", "one sign apart", true)]
    [InlineData("sian.d.jones2@example.com", "only the digits differ", false)]
    public void An_e_mail_is_compared_as_it_may_be_misheard(string address, string reason, bool shown)
    {
        Shared(ThingKinds.Email, address, "sian.d.jones@example.com").ShouldBeTrue();
        var why = Why(ThingKinds.Email, address, "sian.d.jones@example.com");
        why.Parts.ShouldContain(p => p.Said == reason);
        (why.Probability >= Definitions.Latest<ThingRules>("e-mail").Value.Show).ShouldBe(shown, why.ToString());
    }

    [Theory]
    [InlineData("organisation", "[word-sounds, postcode]", "[word-sounds, postcod]", "'postcod' is nothing")]
    [InlineData("place", "when: uprn_l = uprn_r", "when: uprn_l = ", "it ends too early")]
    [InlineData("phone", "m: 0.4, u: 0.00003", "m: 0.4, u: 2", "above 0, at most 1")]
    [InlineData("e-mail", "population: 300000", "population: 1", "is out of range")]
    [InlineData("vehicle", "when: make_l = make_r", "when: mark_l = mark_r", "'mark' is nothing that descriptions are compared by")]
    [InlineData("vehicle", "[plate-parts, make]", "[plate-parts, signs-but-one]", "Name one of them here")]
    [InlineData("vehicle", "show: 0.02", "show: 2", "lies above 0, at most at 1")]
    [InlineData("vehicle", "id: vehicle", "id: lorry", "Records of 'lorry' are not compared. Write one of: vehicle")]
    public void A_fault_is_told_with_its_line(string id, string good, string bad, string words)
    {
        using var folder = new TemporaryFolder();
        var text = File.ReadAllText(Path.Combine(DefinitionFolder.Find(configured: null), "linkage", $"{id}.yaml"));
        text.ShouldContain(good);
        var lines = text[..text.IndexOf(good, StringComparison.Ordinal)].Count(static c => c == '\n') + 1;
        File.WriteAllText(folder[$"{id}.yaml"], text.Replace(good, bad, StringComparison.Ordinal));
        var (rules, problems) = DefinitionSet.ReadOne(folder[$"{id}.yaml"], new ThingRulesKind());
        rules.ShouldBeNull();
        problems.ShouldContain(
            p => p.Message.Contains(words, StringComparison.Ordinal) && p.Place.Line == lines,
            string.Join('\n', problems)
        );
    }

    private static LikenessModel Model(ThingKind kind) => Definitions.Latest<ThingRules>(kind.Id).Value.Model;

    private static Explanation Why<T>(ThingKind<T> kind, T asked, T known)
        where T : class => Why(kind, kind.Of(asked), kind.Of(known));

    private static Explanation Why(ThingKind kind, ThingSaid asked, ThingSaid known) =>
        new Resolver(Model(kind).Model, kind.Columns, static (_, _) => null).Weigh([Row(asked)], [Row(known)]).Why(0);

    private static ThingSaid With(ThingKind<string> kind, string number, ThingUsers.User user) =>
        ThingUsers.Add(kind, kind.Of(number), [user]);

    private static PlaceDetails Address(string parts) =>
        parts.Split('|') is [var number, var street, var postcode, .. var town]
            ? new()
            {
                Number = number,
                Street = street,
                Town = town is [var only] ? only : "Llanlamp",
                Postcode = postcode.Length == 0 ? null : postcode,
            }
            : throw new ArgumentException(parts, nameof(parts));

    private static bool Shared<T>(ThingKind<T> kind, T asked, T known)
        where T : class => Keys(kind, asked).Intersect(Keys(kind, known)).Any();

    private static long[] Keys<T>(ThingKind<T> kind, T details)
        where T : class => Model(kind).KeysOf(kind.Values(kind.Of(details)));

    private static string?[] Row(ThingSaid said) => [.. said.Values.Select(static v => v.Length == 0 ? null : v)];
}
