using System.Globalization;
using System.Runtime.InteropServices;

namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// Where a tile stands (C2SP tlog-tiles): up to 256 hashes of one level of the tree. Level 0 holds the leaves, level 1 the roots of full
/// tiles of level 0, and so on. A tile with fewer hashes is partial, the newest of its level.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TileId(int Level, long Number)
{
    /// <summary>Hashes in a full tile.</summary>
    public const int Width = 256;

    /// <summary>Tree levels that a tile spans.</summary>
    public const int Height = 8;

    /// <summary>How many hashes this tile has in a tree of <paramref name="size"/> leaves.</summary>
    public int WidthAt(long size)
    {
        var nodes = Level * Height >= 63 ? 0 : size >> (Level * Height);
        return (int)Math.Clamp(nodes - (Number * Width), 0, Width);
    }

    /// <summary>The path below the log's prefix, such as <c>tile/0/x001/x234/067</c> or, of a partial tile, <c>tile/0/273.p/112</c>.</summary>
    public string Path(int width) => $"tile/{Level.ToString(CultureInfo.InvariantCulture)}/{PathOf(Number, width)}";

    /// <summary>The path of the entry bundle <paramref name="number"/>, such as <c>tile/entries/x001/067</c>.</summary>
    public static string EntriesPath(long number, int width) => $"tile/entries/{PathOf(number, width)}";

    /// <summary>Reads what follows <c>tile/</c>: <c>1/x001/067.p/5</c>. Only the one right spelling is taken.</summary>
    public static bool TryParse(string path, out TileId tile, out int width)
    {
        (tile, width) = (default, 0);
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash is < 1 or > 2 || !int.TryParse(path[..slash], NumberStyles.None, CultureInfo.InvariantCulture, out var level))
            return false;
        var number = path[(slash + 1)..];
        width = Width;
        if (number.IndexOf(".p/", StringComparison.Ordinal) is var partial and >= 0)
        {
            if (!int.TryParse(number[(partial + 3)..], NumberStyles.None, CultureInfo.InvariantCulture, out width))
                return false;
            number = number[..partial];
        }
        var digits = number.Replace("/", "", StringComparison.Ordinal).Replace("x", "", StringComparison.Ordinal);
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || width is < 1 or > Width)
            return false;
        tile = new(level, n);
        return level < Height && string.Equals(tile.Path(width), $"tile/{path}", StringComparison.Ordinal);
    }

    private static string PathOf(long number, int width)
    {
        var path = (number % 1000).ToString("000", CultureInfo.InvariantCulture);
        while ((number /= 1000) > 0)
            path = $"x{(number % 1000).ToString("000", CultureInfo.InvariantCulture)}/{path}";
        return width == Width ? path : $"{path}.p/{width.ToString(CultureInfo.InvariantCulture)}";
    }
}

/// <summary>A tile and its hashes, end to end.</summary>
public sealed record Tile(TileId Id, ReadOnlyMemory<Hash> Hashes);
