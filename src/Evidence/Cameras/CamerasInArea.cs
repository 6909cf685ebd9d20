using Bluelamp.Kernel.Grids;

namespace Bluelamp.Evidence.Cameras;

/// <summary>Whether a camera still has what it recorded.</summary>
public enum FootageLeft
{
    Kept,

    /// <summary>It has begun to record over it.</summary>
    Going,
    Gone,
}

/// <summary>A camera that may have seen something.</summary>
/// <param name="RunsOutAt">When it records over the first of what is asked for.</param>
public sealed record CameraInArea(CameraLine Camera, Sight Sight, DateTimeOffset RunsOutAt, FootageLeft Left);

/// <summary>Finds the cameras that may have seen an area at a time, by whose footage runs out first.</summary>
public sealed class CamerasInArea(CameraList cameras)
{
    public async Task<List<CameraInArea>> FindAsync(
        FootageArea area,
        FootageTime time,
        DateTimeOffset now,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var near = await cameras.RoundAsync(new GridRef(area.Easting, area.Northing), area.RadiusMetres, viewer, ct);
        return
        [
            .. near.Select(c => Of(c, area, time, now))
                .Where(static c => c.Sight is not Sight.None)
                .OrderBy(static c => c.Left is FootageLeft.Gone)
                .ThenBy(static c => c.RunsOutAt)
                .ThenByDescending(static c => c.Sight),
        ];
    }

    private static CameraInArea Of(CameraLine camera, FootageArea area, FootageTime time, DateTimeOffset now)
    {
        var sight = camera.Point is { } at ? Sights.Between(at, camera.Direction, camera.Field, camera.ReachMetres, area) : Sight.None;
        return new(camera, sight, time.RunsOutAt(camera.DaysKept), Left(camera.DaysKept, time, now));
    }

    /// <summary>What is left of a time after so many days of keeping.</summary>
    public static FootageLeft Left(int daysKept, FootageTime time, DateTimeOffset now) =>
        time.GoneAt(daysKept) <= now ? FootageLeft.Gone
        : time.RunsOutAt(daysKept) <= now ? FootageLeft.Going
        : FootageLeft.Kept;
}
