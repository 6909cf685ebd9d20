using System.Globalization;

namespace Bluelamp.Evidence.Cameras;

/// <summary>Where a camera looks, in words.</summary>
internal static class Looking
{
    private static readonly string[] Ways = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];

    public static string Words(CameraLine camera) =>
        camera switch
        {
            { Field: >= CameraDetails.WidestField } => $"All round, {Far(camera)}",
            { Direction: { } degrees } => string.Create(CultureInfo.InvariantCulture, $"{Way(degrees)} ({degrees}°), {Far(camera)}"),
            _ => "Not known",
        };

    /// <summary>The nearest of the eight directions.</summary>
    public static string Way(int degrees)
    {
        var way = Ways[(int)Math.Round(degrees / 45.0, MidpointRounding.AwayFromZero) % Ways.Length];
        return char.ToUpperInvariant(way[0]) + way[1..];
    }

    private static string Far(CameraLine camera) => string.Create(CultureInfo.InvariantCulture, $"{camera.ReachMetres} m");
}
