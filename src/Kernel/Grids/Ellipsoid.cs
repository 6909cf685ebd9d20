namespace Bluelamp.Kernel.Grids;

/// <summary>The figure of the earth that a coordinate system is drawn on: semi-axes in metres.</summary>
internal readonly record struct Ellipsoid(double A, double B)
{
    /// <summary>GRS80, on which ETRS89 and (to within a millimetre) WGS84 stand.</summary>
    public static readonly Ellipsoid Grs80 = new(6_378_137.000, 6_356_752.314_140);

    /// <summary>Airy 1830, on which OSGB36 and the National Grid stand.</summary>
    public static readonly Ellipsoid Airy1830 = new(6_377_563.396, 6_356_256.909);

    public double EccentricitySquared => 1 - (B * B / (A * A));

    public double N => (A - B) / (A + B);

    /// <summary>Earth-centred x, y, z of a point on the surface; angles in radians.</summary>
    public (double X, double Y, double Z) ToCartesian(double latitude, double longitude)
    {
        var (sin, cos) = Math.SinCos(latitude);
        var nu = A / Math.Sqrt(1 - (EccentricitySquared * sin * sin));
        return (nu * cos * Math.Cos(longitude), nu * cos * Math.Sin(longitude), (1 - EccentricitySquared) * nu * sin);
    }

    /// <summary>Latitude and longitude in radians of an earth-centred point near the surface; the height is dropped.</summary>
    public (double Latitude, double Longitude) ToGeodetic(double x, double y, double z)
    {
        var e2 = EccentricitySquared;
        var p = Math.Sqrt((x * x) + (y * y));
        var latitude = Math.Atan2(z, p * (1 - e2));
        for (var i = 0; i < 6; i++)
        {
            var sin = Math.Sin(latitude);
            latitude = Math.Atan2(z + (e2 * A / Math.Sqrt(1 - (e2 * sin * sin)) * sin), p);
        }

        return (latitude, Math.Atan2(y, x));
    }
}
