namespace Bluelamp.Kernel.Grids;

/// <summary>
/// The transverse Mercator projection of the National Grid, on either ellipsoid.
/// Source: Ordnance Survey, <i>A guide to coordinate systems in Great Britain</i>, annex C (whose symbols the names follow).
/// </summary>
internal static class Projection
{
    private const double F0 = 0.9996012717;
    private const double Phi0 = 49 * Math.PI / 180;
    private const double Lambda0 = -2 * Math.PI / 180;
    private const double E0 = 400_000;
    private const double N0 = -100_000;

    public static (double Easting, double Northing) Project(in Ellipsoid on, double latitude, double longitude)
    {
        var (sin, cos) = Math.SinCos(latitude);
        var (nu, rho, eta2) = Curvature(on, sin);
        var (tan2, l) = (sin * sin / (cos * cos), longitude - Lambda0);
        var (cos3, cos5) = (cos * cos * cos, cos * cos * cos * cos * cos);

        var i = MeridionalArc(on, latitude) + N0;
        var ii = nu / 2 * sin * cos;
        var iii = nu / 24 * sin * cos3 * (5 - tan2 + (9 * eta2));
        var iiia = nu / 720 * sin * cos5 * (61 - (58 * tan2) + (tan2 * tan2));
        var iv = nu * cos;
        var v = nu / 6 * cos3 * ((nu / rho) - tan2);
        var vi = nu / 120 * cos5 * (5 - (18 * tan2) + (tan2 * tan2) + (14 * eta2) - (58 * tan2 * eta2));

        var l2 = l * l;
        return (E0 + (l * (iv + (l2 * (v + (l2 * vi))))), i + (l2 * (ii + (l2 * (iii + (l2 * iiia))))));
    }

    public static (double Latitude, double Longitude) Unproject(in Ellipsoid on, double easting, double northing)
    {
        var phi = FootpointLatitude(on, northing);
        var (sin, cos) = Math.SinCos(phi);
        var (nu, rho, eta2) = Curvature(on, sin);
        var (tan, sec, x) = (sin / cos, 1 / cos, easting - E0);
        var (tan2, nu3, nu5) = (tan * tan, nu * nu * nu, nu * nu * nu * nu * nu);
        var (tan4, tan6) = (tan2 * tan2, tan2 * tan2 * tan2);

        var vii = tan / (2 * rho * nu);
        var viii = tan / (24 * rho * nu3) * (5 + (3 * tan2) + eta2 - (9 * tan2 * eta2));
        var ix = tan / (720 * rho * nu5) * (61 + (90 * tan2) + (45 * tan4));
        var xa = sec / nu;
        var xi = sec / (6 * nu3) * ((nu / rho) + (2 * tan2));
        var xii = sec / (120 * nu5) * (5 + (28 * tan2) + (24 * tan4));
        var xiia = sec / (5040 * nu5 * nu * nu) * (61 + (662 * tan2) + (1320 * tan4) + (720 * tan6));

        var x2 = x * x;
        var latitude = phi - (x2 * (vii - (x2 * (viii - (x2 * ix)))));
        return (latitude, Lambda0 + (x * (xa - (x2 * (xi - (x2 * (xii - (x2 * xiia))))))));
    }

    private static (double Nu, double Rho, double Eta2) Curvature(in Ellipsoid on, double sin)
    {
        var w = 1 - (on.EccentricitySquared * sin * sin);
        var nu = on.A * F0 / Math.Sqrt(w);
        var rho = nu * (1 - on.EccentricitySquared) / w;
        return (nu, rho, (nu / rho) - 1);
    }

    private static double FootpointLatitude(in Ellipsoid on, double northing)
    {
        var phi = Phi0;
        for (var i = 0; i < 12; i++)
        {
            var left = northing - N0 - MeridionalArc(on, phi);
            phi += left / (on.A * F0);
            if (Math.Abs(left) < 0.000_01)
                break;
        }

        return phi;
    }

    private static double MeridionalArc(in Ellipsoid on, double phi)
    {
        var n = on.N;
        var (n2, n3) = (n * n, n * n * n);
        var (difference, sum) = (phi - Phi0, phi + Phi0);
        return on.B
            * F0
            * (
                ((1 + n + (1.25 * n2) + (1.25 * n3)) * difference)
                - (((3 * n) + (3 * n2) + (2.625 * n3)) * Math.Sin(difference) * Math.Cos(sum))
                + (((1.875 * n2) + (1.875 * n3)) * Math.Sin(2 * difference) * Math.Cos(2 * sum))
                - (35.0 / 24 * n3 * Math.Sin(3 * difference) * Math.Cos(3 * sum))
            );
    }
}
