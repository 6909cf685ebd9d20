namespace Bluelamp.Kernel.Grids;

/// <summary>
/// WGS84 ↔ the National Grid. With the <see cref="ShiftGrid"/> of OSTN15 it is definitive (0.1 m); without, or outside that grid, a Helmert
/// conversion (5 m at worst). ETRS89 is taken for WGS84, as everywhere in Great Britain: they differ by less than a metre. Allocates nothing.
/// </summary>
public sealed class NationalGrid(ShiftGrid? shifts)
{
    private const double Degree = Math.PI / 180;
    private static readonly Lazy<NationalGrid> Installed = new(static () => new(FindShifts()));

    /// <summary>The grid of this installation: OSTN15 when <c>BLUELAMP_OSTN15</c> names OS's data file, Helmert otherwise.</summary>
    public static NationalGrid Current => Installed.Value;

    /// <summary>How far a converted position may lie from the true one, in metres.</summary>
    public double AccuracyMetres => shifts is null ? 5 : 0.1;

    /// <summary>Converts to the grid; refuses what lies outside its bounds, and what is no position at all.</summary>
    public bool TryToGrid(LatLng place, out GridRef grid)
    {
        grid = default;
        if (!(place.Latitude is > 48 and < 63 && place.Longitude is > -12 and < 5))
            return false;
        var (latitude, longitude) = (place.Latitude * Degree, place.Longitude * Degree);
        var (east, north) = Projection.Project(Ellipsoid.Grs80, latitude, longitude);
        grid =
            shifts is not null && shifts.TryShift(east, north, out var dx, out var dy)
                ? new(east + dx, north + dy)
                : ByHelmert(latitude, longitude);
        return grid.InBounds;
    }

    /// <summary>Converts from the grid. Far outside the grid's bounds the answer means nothing, but there always is one.</summary>
    public LatLng ToLatLng(GridRef grid)
    {
        if (shifts is not null && TryUnshift(shifts, grid, out var east, out var north))
            return Degrees(Projection.Unproject(Ellipsoid.Grs80, east, north));
        var (latitude, longitude) = Projection.Unproject(Ellipsoid.Airy1830, grid.Easting, grid.Northing);
        return Degrees(Helmert.ToWgs84(latitude, longitude));
    }

    /// <summary>The shift is a function of the unshifted place, so it is sought by repetition: three rounds reach 0.1 mm.</summary>
    private static bool TryUnshift(ShiftGrid shifts, GridRef grid, out double east, out double north)
    {
        (east, north) = (grid.Easting, grid.Northing);
        for (var round = 0; round < 6; round++)
        {
            if (!shifts.TryShift(east, north, out var dx, out var dy))
                return false;
            var moved = Math.Abs(grid.Easting - dx - east) + Math.Abs(grid.Northing - dy - north);
            (east, north) = (grid.Easting - dx, grid.Northing - dy);
            if (moved < 0.000_1)
                break;
        }

        return true;
    }

    private static GridRef ByHelmert(double latitude, double longitude)
    {
        var (onAiry, alongAiry) = Helmert.ToOsgb36(latitude, longitude);
        var (east, north) = Projection.Project(Ellipsoid.Airy1830, onAiry, alongAiry);
        return new(east, north);
    }

    private static LatLng Degrees((double Latitude, double Longitude) radians) =>
        new(radians.Latitude / Degree, radians.Longitude / Degree);

    private static ShiftGrid? FindShifts()
    {
        var file = Environment.GetEnvironmentVariable("BLUELAMP_OSTN15");
        return string.IsNullOrEmpty(file) ? null : ShiftGrid.Read(file);
    }
}
