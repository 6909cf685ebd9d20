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
        where T : class =>
        new Resolver(Model(kind).Model, kind.Columns, static (_, _) => null).Weigh([Row(kind.Of(asked))], [Row(kind.Of(known))]).Why(0);

    private static bool Shared<T>(ThingKind<T> kind, T asked, T known)
        where T : class => Keys(kind, asked).Intersect(Keys(kind, known)).Any();

    private static long[] Keys<T>(ThingKind<T> kind, T details)
        where T : class => Model(kind).KeysOf(kind.Values(kind.Of(details)));

    private static string?[] Row(ThingSaid said) => [.. said.Values.Select(static v => v.Length == 0 ? null : v)];
}
