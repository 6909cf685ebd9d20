namespace Bluelamp.Kernel.Grids;

/// <summary>
/// The seven-parameter conversion between WGS84 and OSGB36: about 2 m typically and 5 m at worst, anywhere in Great Britain.
/// Source: Ordnance Survey, <i>A guide to coordinate systems in Great Britain</i>, §6.6. Angles in radians.
/// </summary>
internal static class Helmert
{
    private const double Second = Math.PI / (180 * 3600);
    private const double Tx = -446.448;
    private const double Ty = 125.157;
    private const double Tz = -542.060;
    private const double Scale = 20.4894e-6;
    private const double Rx = -0.1502 * Second;
    private const double Ry = -0.2470 * Second;
    private const double Rz = -0.8421 * Second;

    public static (double Latitude, double Longitude) ToOsgb36(double latitude, double longitude)
    {
        var (x, y, z) = Ellipsoid.Grs80.ToCartesian(latitude, longitude);
        return Ellipsoid.Airy1830.ToGeodetic(
            Tx + ((1 + Scale) * x) - (Rz * y) + (Ry * z),
            Ty + (Rz * x) + ((1 + Scale) * y) - (Rx * z),
            Tz - (Ry * x) + (Rx * y) + ((1 + Scale) * z)
        );
    }

    public static (double Latitude, double Longitude) ToWgs84(double latitude, double longitude)
    {
        var (x, y, z) = Ellipsoid.Airy1830.ToCartesian(latitude, longitude);
        return Ellipsoid.Grs80.ToGeodetic(
            -Tx + ((1 - Scale) * x) + (Rz * y) - (Ry * z),
            -Ty - (Rz * x) + ((1 - Scale) * y) + (Rx * z),
            -Tz + (Ry * x) - (Rx * y) + ((1 - Scale) * z)
        );
    }
}
