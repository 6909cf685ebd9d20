using System.Runtime.InteropServices;

namespace Bluelamp.Records.StreetCrime.Map;

/// <summary>A tile of the web's map pyramid: at zoom <paramref name="Z"/> the world is 2^Z by 2^Z tiles, from the north-west.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TileAddress(int Z, int X, int Y)
{
    public const int DeepestZoom = 20;

    public bool Exists => Z is >= 0 and <= DeepestZoom && X >= 0 && X < 1 << Z && Y >= 0 && Y < 1 << Z;

    /// <summary>Where a place lies in the world, from 0 to 1 eastwards and southwards (spherical Mercator).</summary>
    public static (double X, double Y) World(double longitude, double latitude)
    {
        var sin = Math.Clamp(Math.Sin(latitude * Math.PI / 180), -0.9999, 0.9999);
        return ((longitude + 180) / 360, 0.5 - (Math.Log((1 + sin) / (1 - sin)) / (4 * Math.PI)));
    }

    /// <summary>A place in units of the tile, which may lie outside of it.</summary>
    public (double X, double Y) Units(double worldX, double worldY, int extent)
    {
        var tiles = 1 << Z;
        return (((worldX * tiles) - X) * extent, ((worldY * tiles) - Y) * extent);
    }
}
