using Bluelamp.Kernel.Grids;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Grids;

public sealed class GridRefTests
{
    [Theory]
    [InlineData(651409.9, 313177.3, "TG 51409 13177")]
    [InlineData(0, 0, "SV 00000 00000")]
    [InlineData(318500, 176500, "ST 18500 76500")]
    [InlineData(216600, 771200, "NN 16600 71200")]
    [InlineData(439700, 1175300, "HU 39700 75300")]
    public void A_grid_reference_is_written_with_its_letters(double easting, double northing, string written) =>
        new GridRef(easting, northing).ToString().ShouldBe(written);

    [Theory]
    [InlineData("TG 51409 13177", 651409, 313177)]
    [InlineData("tg5140913177", 651409, 313177)]
    [InlineData("ST 185 765", 318500, 176500)]
    [InlineData("ST17", 310000, 170000)]
    [InlineData("ST", 300000, 100000)]
    public void A_grid_reference_is_read_as_the_south_west_corner_of_its_square(string text, double easting, double northing)
    {
        GridRef.TryParse(text, out var grid).ShouldBeTrue();
        grid.ShouldBe(new(easting, northing));
    }

    [Theory]
    [InlineData("")]
    [InlineData("T")]
    [InlineData("IT 12 34")]
    [InlineData("AA 12 34")]
    [InlineData("ST 123 45")]
    [InlineData("ST 12A 456")]
    [InlineData("ST 123456 123456")]
    [InlineData("ŵŷ 12 34")]
    [InlineData("12 34")]
    public void What_is_no_grid_reference_is_refused(string text) => GridRef.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void What_is_written_is_read_back()
    {
        var metres = Gen.Choose(0, 699_999).SelectMany(e => Gen.Choose(0, 1_299_999).Select(n => new GridRef(e, n)));
        Prop.ForAll(metres.ToArbitrary(), static g => GridRef.TryParse(g.ToString(), out var read) && read == g).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_text_breaks_the_reader() =>
        Prop.ForAll<string?>(static text => !GridRef.TryParse(text, out var grid) || grid.InBounds).QuickCheckThrowOnFailure();
}
