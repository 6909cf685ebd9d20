using Bluelamp.Kernel.Sealing;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Sealing;

public sealed class TileTests
{
    [Theory]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(0, 1234067, 256, "tile/0/x001/x234/067")]
    [InlineData(0, 273, 112, "tile/0/273.p/112")]
    [InlineData(2, 999_000, 1, "tile/2/x999/000.p/1")]
    public void A_tile_has_one_path(int level, long number, int width, string path)
    {
        new TileId(level, number).Path(width).ShouldBe(path);
        TileId.TryParse(path["tile/".Length..], out var tile, out var parsed).ShouldBeTrue();
        (tile, parsed).ShouldBe((new TileId(level, number), width));
    }

    [Theory]
    [InlineData("0/0")]
    [InlineData("0/x000/001")]
    [InlineData("0/1000")]
    [InlineData("00/001")]
    [InlineData("9/000")]
    [InlineData("0/001.p/0")]
    [InlineData("0/001.p/256")]
    [InlineData("0/001.p/+5")]
    [InlineData("0/-01")]
    [InlineData("0/../000")]
    [InlineData("entries/000")]
    [InlineData("0/x999/x999/x999/x999/x999/x999/999")]
    [InlineData("0/x999/x999/x999/x999/x999/x999/x999/999")]
    public void Any_other_spelling_is_refused(string path) => TileId.TryParse(path, out _, out _).ShouldBeFalse();

    [Fact]
    public void A_log_of_70000_has_273_full_tiles_and_the_partial_ones_of_the_standard()
    {
        new TileId(0, 272).WidthAt(70_000).ShouldBe(256);
        TileEdge
            .TilesAt(70_000)
            .Select(static t => t.Path(t.WidthAt(70_000)))
            .ShouldBe(["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]);
    }

    [Fact]
    public void A_tile_of_one_level_holds_the_roots_of_the_tiles_below()
    {
        var (edge, full) = (new TileEdge(), new List<Tile>());
        for (var i = 0; i < 70_000; i++)
            edge.Append(Merkle.Leaf(BitConverter.GetBytes(i)), full);
        full.Count.ShouldBe(273 + 1);
        var above = full.Single(static t => t.Id == new TileId(1, 0));
        above.Hashes.Span[7].ShouldBe(Merkle.Root(full.Single(static t => t.Id == new TileId(0, 7)).Hashes.Span));
    }
}
