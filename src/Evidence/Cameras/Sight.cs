using Bluelamp.Kernel.Grids;

namespace Bluelamp.Evidence.Cameras;

/// <summary>How a camera stands to an area.</summary>
public enum Sight
{
    /// <summary>Neither stands there nor looks there.</summary>
    None,

    /// <summary>Stands in it; nobody said where it looks.</summary>
    Unknown,

    /// <summary>Looks at some of it.</summary>
    Partly,

    /// <summary>Looks at its middle.</summary>
    Middle,
}

/// <summary>What cameras see, as shapes on the National Grid.</summary>
public static class Sights
{
    private const int CircleCorners = 48;
    private const double StepDegrees = 360.0 / CircleCorners;

    /// <summary>What a camera sees: a wedge from where it stands, or all round it.</summary>
    public static IReadOnlyList<GridRef> Of(GridRef at, int? direction, int field, int reachMetres)
    {
        if (direction is not { } middle || field >= CameraDetails.WidestField)
            return Circle(at, reachMetres);
        var steps = Math.Max(1, (int)Math.Ceiling(field / StepDegrees));
        var rim = Enumerable.Range(0, steps + 1).Select(i => Away(at, middle - (field / 2.0) + (field * (double)i / steps), reachMetres));
        return [at, .. rim];
    }

    /// <summary>The shape of an area.</summary>
    public static IReadOnlyList<GridRef> Of(FootageArea area) =>
        area.Corners.IsDefaultOrEmpty
            ? Circle(new(area.Easting, area.Northing), area.RadiusMetres)
            : [.. area.Corners.Select(static c => new GridRef(c.Easting, c.Northing))];

    /// <summary>How a camera stands to an area. One whose direction nobody said may look anywhere; it counts only where it stands.</summary>
    public static Sight Between(GridRef at, int? direction, int field, int reachMetres, FootageArea area)
    {
        var shape = Of(area);
        var looksAnywhere = direction is null && field < CameraDetails.WidestField;
        if (looksAnywhere)
            return Holds(shape, at) ? Sight.Unknown : Sight.None;
        var seen = Of(at, direction, field, reachMetres);
        return Holds(seen, Middle(shape)) ? Sight.Middle
            : Meet(seen, shape) ? Sight.Partly
            : Sight.None;
    }

    /// <summary>Whether two shapes have a point in common.</summary>
    public static bool Meet(IReadOnlyList<GridRef> one, IReadOnlyList<GridRef> other) =>
        Holds(one, other[0]) || Holds(other, one[0]) || Edges(one).Any(a => Edges(other).Any(b => Cross(a, b)));

    /// <summary>Whether a point is inside a shape: a ray from it to the east crosses its edges an odd number of times.</summary>
    public static bool Holds(IReadOnlyList<GridRef> shape, GridRef point)
    {
        var inside = false;
        foreach (var (a, b) in Edges(shape))
        {
            if (
                a.Northing > point.Northing != b.Northing > point.Northing
                && point.Easting < ((b.Easting - a.Easting) * (point.Northing - a.Northing) / (b.Northing - a.Northing)) + a.Easting
            )
                inside = !inside;
        }

        return inside;
    }

    private static GridRef Middle(IReadOnlyList<GridRef> shape) =>
        new(shape.Average(static c => c.Easting), shape.Average(static c => c.Northing));

    private static GridRef[] Circle(GridRef centre, double metres) =>
        [.. Enumerable.Range(0, CircleCorners).Select(i => Away(centre, i * StepDegrees, metres))];

    private static GridRef Away(GridRef from, double degrees, double metres)
    {
        var (sine, cosine) = Math.SinCos(double.DegreesToRadians(degrees)); // from grid north, with the clock
        return new(from.Easting + (metres * sine), from.Northing + (metres * cosine));
    }

    private static IEnumerable<(GridRef From, GridRef To)> Edges(IReadOnlyList<GridRef> shape) =>
        shape.Select((corner, i) => (corner, shape[(i + 1) % shape.Count]));

    private static bool Cross((GridRef From, GridRef To) a, (GridRef From, GridRef To) b) =>
        Side(a, b.From) * Side(a, b.To) <= 0 && Side(b, a.From) * Side(b, a.To) <= 0 && !Apart(a, b);

    /// <summary>Lines that lie in one another's direction touch only where they overlap.</summary>
    private static bool Apart((GridRef From, GridRef To) a, (GridRef From, GridRef To) b) =>
        Math.Max(a.From.Easting, a.To.Easting) < Math.Min(b.From.Easting, b.To.Easting)
        || Math.Max(b.From.Easting, b.To.Easting) < Math.Min(a.From.Easting, a.To.Easting)
        || Math.Max(a.From.Northing, a.To.Northing) < Math.Min(b.From.Northing, b.To.Northing)
        || Math.Max(b.From.Northing, b.To.Northing) < Math.Min(a.From.Northing, a.To.Northing);

    private static double Side((GridRef From, GridRef To) line, GridRef point) =>
        ((line.To.Easting - line.From.Easting) * (point.Northing - line.From.Northing))
        - ((line.To.Northing - line.From.Northing) * (point.Easting - line.From.Easting));
}
