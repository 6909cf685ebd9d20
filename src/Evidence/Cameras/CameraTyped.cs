using System.Globalization;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Grids;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Evidence.Cameras;

/// <summary>A camera and its owner as staff typed them, shown again as they were when something is wrong.</summary>
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
    public string? Owner { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? Writes { get; init; }
    public string? ConsentBy { get; init; }
    public string? ConsentHow { get; init; }
    public TypedDate ConsentOn { get; init; } = new(null, null, null);

    /// <summary>What a new camera begins with: what most cameras are like.</summary>
    public static CameraTyped Usual(DateOnly today) =>
        new()
        {
            Field = "90",
            Reach = "20",
            Days = "30",
            Writes = "en",
            ConsentOn = TypedDate.Of(today),
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
            Owner = form["Owner"],
            Phone = form["Phone"],
            Email = form["Email"],
            Writes = form["Writes"],
            ConsentBy = form["ConsentBy"],
            ConsentHow = form["ConsentHow"],
            ConsentOn = TypedDate.From(form, "ConsentOn"),
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
            Owner = camera.OwnerName,
            Phone = camera.Phone,
            Email = camera.Email,
            Writes = camera.Language,
            ConsentBy = camera.ConsentBy,
            ConsentHow = camera.ConsentHow,
            ConsentOn = TypedDate.Of(camera.ConsentOn),
        };

    /// <summary>The camera and its owner, or what is wrong with what was typed. What the rules refuse is told by the command.</summary>
    public (CameraDetails Details, CameraOwner Owner, IReadOnlyList<FieldError> Wrong) Read(CodeList kinds, DateOnly today)
    {
        var point = GridPoint.Typed(Place);
        var on = ConsentOn.ToDate();
        FieldError?[] wrong =
        [
            kinds.Find(Kind) is null ? new("Kind", "Choose the kind of camera.") : null,
            string.IsNullOrWhiteSpace(Address) ? new("Address", new CameraAddressMissing().Message) : null,
            point is null ? new("Place", "Enter a grid reference, such as SN 58213 81641, or choose the place on the map.") : null,
            IsNoNumber(Direction) ? new("Direction", new NoSuchDirection().Message) : null,
            Whole(Field) is null ? new("Field", new NoSuchField().Message) : null,
            Whole(Reach) is null ? new("Reach", new NoSuchReach().Message) : null,
            Whole(Days) is null ? new("Days", new NoSuchDays().Message) : null,
            string.IsNullOrWhiteSpace(Owner) ? new("Owner", new OwnerMissing().Message) : null,
            !string.IsNullOrWhiteSpace(Email) && !EmailAddress.TryParse(Email.Trim(), out _)
                ? new("Email", "Enter an e-mail address, such as name@example.com.")
                : null,
            string.IsNullOrWhiteSpace(ConsentBy) || string.IsNullOrWhiteSpace(ConsentHow)
                ? new(string.IsNullOrWhiteSpace(ConsentBy) ? "ConsentBy" : "ConsentHow", new ConsentMissing().Message)
                : null,
            on is null || on > today ? new("ConsentOn", "Enter the day on which they agreed.") : null,
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
        var consent = new CameraConsent(on ?? today, ConsentBy?.Trim() ?? "", ConsentHow?.Trim() ?? "");
        var owner = new CameraOwner(Owner?.Trim() ?? "", Given(Phone), Given(Email), Languages.Parse(Writes).Code, consent);
        return (details, owner, [.. wrong.OfType<FieldError>()]);
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
