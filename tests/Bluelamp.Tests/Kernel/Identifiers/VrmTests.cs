using Bluelamp.Kernel.Identifiers;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Identifiers;

public sealed class VrmTests
{
    [Theory]
    [InlineData("lb07 seo", "LB07SEO", "LB07 SEO", VrmKind.Current)]
    [InlineData("A123BCD", "A123BCD", "A123 BCD", VrmKind.Prefix)]
    [InlineData("abc-123d", "ABC123D", "ABC 123D", VrmKind.Suffix)]
    [InlineData("AZZ 4567", "AZZ4567", "AZZ 4567", VrmKind.NorthernIreland)]
    [InlineData("Q123 ABC", "Q123ABC", "Q123 ABC", VrmKind.Q)]
    [InlineData("1234 ab", "1234AB", "1234 AB", VrmKind.Dateless)]
    [InlineData("123 D 456", "123D456", "123D456", VrmKind.Diplomatic)]
    [InlineData("11 AA 11", "11AA11", "11AA11", VrmKind.Military)]
    [InlineData("B.MW 1234", "BMW1234", "BMW 1234", VrmKind.Dateless)]
    [InlineData("7K 88 99", "7K8899", "7K8899", VrmKind.ForeignOrUnknown)]
    public void A_mark_is_read_as_it_is_stored_and_shown_as_it_stands_on_the_plate(string read, string stored, string plate, VrmKind kind)
    {
        Vrm.TryParse(read, out var vrm).ShouldBeTrue();
        vrm.ToString().ShouldBe(stored);
        vrm.ToPlate().ShouldBe(plate);
        vrm.Kind.ShouldBe(kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("!!!")]
    [InlineData("AAA!")]
    [InlineData("LB07SEO12")]
    [InlineData("ŴŶ07 SEO")]
    public void What_no_plate_can_hold_is_refused(string text) => Vrm.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Published_marks_fall_into_their_series_and_no_faulty_one_does()
    {
        var cases = Cases("vrm_format_cases.csv")
            .Select(static c => (Series(c[0]), Mark: c[2], Valid: c[3] is "true", Case: $"{c[0]} {c[1]}"));
        foreach (var (series, mark, valid, name) in cases)
            (Vrm.TryParse(mark, out var vrm) && vrm.Kind == series).ShouldBe(valid, name);
    }

    [Fact]
    public void Every_look_alike_of_a_published_mark_has_the_same_fuzzy_key()
    {
        foreach (var c in Cases("vrm_coercion_cases.csv").Where(static c => c[0] is "lookalike_substitutions"))
        {
            var keys = c[4].Split(' ').Append(c[2]).Select(static mark => Vrm.TryParse(mark, out var vrm) ? vrm.FuzzyKey : 0);
            keys.Distinct().Count().ShouldBe(1, c[1]);
        }
    }

    [Fact]
    public void A_different_mark_has_a_different_key_unless_its_signs_look_alike()
    {
        Key("LB07SEO").ShouldBe(Key("L807 5E0"));
        Key("LB07SEO").ShouldNotBe(Key("LB07SEA"));
        Key("LB07SEO").ShouldNotBe(Key("LB07SE"));
    }

    [Fact]
    public void No_text_breaks_the_reader_and_what_is_read_reads_again_the_same() =>
        Prop.ForAll<string?>(static text =>
                !Vrm.TryParse(text, out var vrm) || (Vrm.TryParse(vrm.ToPlate(), out var again) && again == vrm)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_read_and_its_key_allocate_nothing()
    {
        Key("LB07 SEO").ShouldNotBe(0UL);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = 0UL;
        for (var i = 0; i < 1000; i++)
            sum += Vrm.TryParse("LB07 SEO", out var vrm) ? vrm.FuzzyKey : 0;
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        sum.ShouldNotBe(0UL);
    }

    private static ulong Key(string mark)
    {
        Vrm.TryParse(mark, out var vrm).ShouldBeTrue();
        return vrm.FuzzyKey;
    }

    private static IEnumerable<string[]> Cases(string file) =>
        File.ReadLines(SharedData.Path("vectors/vrm/" + file)).Skip(1).Select(static line => line.Split(','));

    private static VrmKind Series(string format) =>
        format switch
        {
            "gb2001" => VrmKind.Current,
            "gb1983" => VrmKind.Prefix,
            "gb1963" => VrmKind.Suffix,
            "gb1932" or "gb1903" => VrmKind.Dateless,
            "ni1966" or "ni1903" => VrmKind.NorthernIreland,
            "military" => VrmKind.Military,
            "diplomatic" => VrmKind.Diplomatic,
            _ => throw new InvalidDataException(format),
        };
}
