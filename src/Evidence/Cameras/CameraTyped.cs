using System.Globalization;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Grids;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Evidence.Cameras;

/// <summary>A camera as staff typed it, shown again as it was when something is wrong.</summary>
public sealed record CameraTyped
{
    public string? Kind { get; init; }
    public string? Address { get; init; }
    public string? Place { get; init; }
    public string? Direction { get; init; }
    public string? Field { get; init; }
    public string? Reach { get; init; }
    public string? Days { get; init; }
    public string? Clock { get; init; }

    /// <summary>What a new camera begins with: what most cameras are like.</summary>
    public static CameraTyped Usual { get; } =
        new()
        {
            Field = "90",
            Reach = "20",
            Days = "30",
        };

    /// <summary>What was sent. A point chosen on the map goes before a grid reference.</summary>
    public static CameraTyped From(IFormCollection form) =>
        new()
        {
            Kind = form["Kind"],
            Address = form["Address"],
            Place = GridPoint.Picked(form["Lat"], form["Lng"])?.ToString() ?? form["Place"].ToString(),
            Direction = form["Direction"],
            Field = form["Field"],
            Reach = form["Reach"],
            Days = form["Days"],
            Clock = form["Clock"],
        };

    /// <summary>What is known of a camera.</summary>
    public static CameraTyped Of(CameraRecord camera) =>
        new()
        {
            Kind = camera.Kind,
            Address = camera.Address,
            Place = camera.Line.Point?.ToString(),
            Direction = Number(camera.Direction),
            Field = Number(camera.Field),
            Reach = Number(camera.ReachMetres),
            Days = Number(camera.DaysKept),
            Clock = camera.ClockNote,
        };

    /// <summary>The camera, or what is wrong with what was typed. What the rules refuse is told by the command.</summary>
    public (CameraDetails Details, IReadOnlyList<FieldError> Wrong) Read(CodeList kinds)
    {
        var point = GridPoint.Typed(Place);
        FieldError?[] wrong =
        [
            kinds.Find(Kind) is null ? new("Kind", "Choose the kind of camera.") : null,
            string.IsNullOrWhiteSpace(Address) ? new("Address", new CameraAddressMissing().Message) : null,
            point is null ? new("Place", "Enter a grid reference, such as SN 58213 81641, or choose the place on the map.") : null,
            IsNoNumber(Direction) ? new("Direction", new NoSuchDirection().Message) : null,
            Whole(Field) is null ? new("Field", new NoSuchField().Message) : null,
            Whole(Reach) is null ? new("Reach", new NoSuchReach().Message) : null,
            Whole(Days) is null ? new("Days", new NoSuchDays().Message) : null,
        ];
        var details = new CameraDetails(
            Kind ?? "",
            Address?.Trim() ?? "",
            point is { } e ? Math.Round(e.Easting) : null,
            point is { } n ? Math.Round(n.Northing) : null,
            Whole(Direction),
            Whole(Field) ?? 0,
            Whole(Reach) ?? 0,
            Whole(Days) ?? 0,
            Given(Clock)
        );
        return (details, [.. wrong.OfType<FieldError>()]);
    }

    private static bool IsNoNumber(string? typed) => !string.IsNullOrWhiteSpace(typed) && Whole(typed) is null;

    internal static int? Whole(string? typed) =>
        int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : null;

    private static string? Given(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Points of the National Grid as people give them.</summary>
internal static class GridPoint
{
    /// <summary>A grid reference with letters; nothing for what is none.</summary>
    public static GridRef? Typed(string? reference) =>
        GridRef.TryParse((reference ?? "").Trim(), out var point) && reference!.Any(char.IsAsciiDigit) ? point : null;

    /// <summary>A point that was chosen on the map, in degrees; nothing when none was, or the grid does not reach there.</summary>
    public static GridRef? Picked(string? latitude, string? longitude) =>
        Degrees(latitude) is { } lat && Degrees(longitude) is { } lng ? new LatLng(lat, lng).ToGrid() : null;

    /// <summary>The corners of a shape that was drawn: <c>lat,lng lat,lng …</c>; nothing when it is none.</summary>
    public static IReadOnlyList<GridRef>? Drawn(string? shape)
    {
        var corners = (shape ?? "")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(static c => c.Split(','))
            .Select(static c => c is [var lat, var lng] ? Picked(lat, lng) : null)
            .ToList();
        return corners.Count is >= 3 and <= FootageArea.MostCorners && corners.TrueForAll(static c => c is not null)
            ? [.. corners.OfType<GridRef>()]
            : null;
    }

    private static double? Degrees(string? text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees)
        && Math.Abs(degrees) <= 180
            ? degrees
            : null;
}
