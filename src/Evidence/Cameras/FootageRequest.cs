using System.Collections.Immutable;
using Bluelamp.Evidence.Doors;
using Bluelamp.Kernel.Grids;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Cameras;

/// <summary>A request to one owner for what one camera recorded, as far as decisions need it.</summary>
/// <param name="Asked">What was asked; nothing when nobody asked.</param>
/// <param name="Last">The link of the last reminder.</param>
public sealed record FootageRequest(FootageAsked? Asked, Id<Door>? Last, bool Answered, bool Cancelled) : IState<FootageRequest>
{
    public static FootageRequest Empty { get; } = new(Asked: null, Last: null, Answered: false, Cancelled: false);

    public FootageRequest Apply(IEvent e) =>
        e switch
        {
            FootageAsked asked => this with { Asked = asked },
            FootageReminded reminded => this with { Last = reminded.Door },
            FootageAnswered => this with { Answered = true },
            FootageCancelled => this with { Cancelled = true },
            _ => this,
        };
}

/// <summary>A corner of an area, in metres on the National Grid.</summary>
public sealed record AreaCorner(double Easting, double Northing);

/// <summary>Where footage is asked for: a circle, or the shape whose corners are given, which the circle surrounds.</summary>
public sealed record FootageArea(double Easting, double Northing, double RadiusMetres, ImmutableArray<AreaCorner> Corners)
{
    public const double LargestMetres = 2_000;
    public const int MostCorners = 40;

    public static FootageArea Round(GridRef centre, double metres) => new(centre.Easting, centre.Northing, metres, []);

    /// <summary>The area inside these corners.</summary>
    public static FootageArea Inside(IReadOnlyCollection<GridRef> corners)
    {
        var centre = new GridRef(
            (corners.Min(static c => c.Easting) + corners.Max(static c => c.Easting)) / 2,
            (corners.Min(static c => c.Northing) + corners.Max(static c => c.Northing)) / 2
        );
        var radius = corners.Max(c => c.MetresTo(centre));
        return new(centre.Easting, centre.Northing, radius, [.. corners.Select(static c => new AreaCorner(c.Easting, c.Northing))]);
    }
}

/// <summary>How the owner was asked.</summary>
public enum FootageWay
{
    Email,

    /// <summary>An officer reads the link out, or hands it over on paper.</summary>
    InPerson,
}

/// <summary>How a request ended that brought no file by its link.</summary>
public enum FootageAnswer
{
    NothingThere,
    Refused,

    /// <summary>It was recorded over already.</summary>
    RunOut,

    /// <summary>An officer took it along, on a disc or a stick.</summary>
    Collected,
}

/// <summary>An owner was asked for what their camera recorded.</summary>
/// <param name="Of">What it would be evidence of.</param>
/// <param name="Camera">The camera; of several that one whose footage runs out first.</param>
/// <param name="RunsOutAt">When the first of it is recorded over.</param>
/// <param name="GoneAt">When the last of it is.</param>
/// <param name="Door">The link by which they send it.</param>
/// <param name="Also">Their other cameras that are asked for with it; nothing when it is one.</param>
[EventType("evidence.footage-asked.v1")]
public sealed record FootageAsked(
    Id<FootageRequest> Request,
    RecordRef Of,
    Id<Camera> Camera,
    FootageArea Area,
    DateTimeOffset From,
    DateTimeOffset Until,
    DateTimeOffset RunsOutAt,
    DateTimeOffset GoneAt,
    Id<Door> Door,
    FootageWay Way,
    IReadOnlyList<Id<Camera>>? Also = null
) : IEvent;

/// <summary>The owner was asked once more, with a link of its own.</summary>
[EventType("evidence.footage-reminded.v1")]
public sealed record FootageReminded(Id<FootageRequest> Request, Id<Camera> Camera, Id<Door> Door, FootageWay Way) : IEvent;

/// <summary>The owner answered without a file.</summary>
/// <param name="ByOwner">They said so themselves, by the link.</param>
[EventType("evidence.footage-answered.v1")]
public sealed record FootageAnswered(Id<FootageRequest> Request, Id<Camera> Camera, FootageAnswer Answer, string? Words, bool ByOwner)
    : IEvent;

/// <summary>The footage is needed no longer, or may not be asked for.</summary>
[EventType("evidence.footage-cancelled.v1")]
public sealed record FootageCancelled(Id<FootageRequest> Request, Id<Camera> Camera, string Reason) : IEvent;

internal static class FootageLabels
{
    public static string Label(this FootageWay way) => way is FootageWay.Email ? "By e-mail" : "In person";

    public static string Label(this FootageAnswer answer) =>
        answer switch
        {
            FootageAnswer.NothingThere => "Nothing to see",
            FootageAnswer.Refused => "Refused",
            FootageAnswer.RunOut => "Recorded over",
            _ => "Collected by an officer",
        };
}
