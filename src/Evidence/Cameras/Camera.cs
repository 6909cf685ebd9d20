using System.Text.Json.Serialization;
using Bluelamp.Kernel.Grids;

namespace Bluelamp.Evidence.Cameras;

/// <summary>A camera whose owner lets police ask for what it recorded, as far as decisions need it.</summary>
/// <param name="Of">Whose it is; nothing of a camera that was offered, or taken in when owners were typed on each camera.</param>
public sealed record Camera(CameraStanding Standing, CameraDetails? Details, Id<Owner>? Of = null) : IState<Camera>
{
    public static Camera Empty { get; } = new(CameraStanding.Unknown, Details: null);

    public Camera Apply(IEvent e) =>
        e switch
        {
            CameraOffered offered => new(CameraStanding.Offered, offered.Details),
            CameraRegistered registered => new(CameraStanding.Registered, registered.Details, registered.Of),
            CameraChanged changed => this with { Details = changed.Details, Of = changed.Of },
            CameraDeclined => new(CameraStanding.Declined, Details: null),
            CameraWithdrawn => new(CameraStanding.Withdrawn, Details: null),
            _ => this,
        };
}

/// <summary>Whether a camera counts.</summary>
public enum CameraStanding
{
    Unknown,

    /// <summary>Its owner offered it on the public page; nobody has looked at that yet.</summary>
    Offered,
    Registered,
    Declined,

    /// <summary>Its owner agrees no longer.</summary>
    Withdrawn,
}

/// <summary>What a camera sees, and for how long it remembers.</summary>
/// <param name="Kind">A code of <c>definitions/codes/camera-kinds</c>.</param>
/// <param name="Easting">Metres on the National Grid; nothing while only its address was told.</param>
/// <param name="Direction">Where it looks: degrees from grid north, with the clock, 0 to 359; nothing when nobody said, or all round.</param>
/// <param name="Field">How wide it sees: degrees, 1 to 360.</param>
/// <param name="ReachMetres">How far it shows a person.</param>
/// <param name="DaysKept">Days after which it records over what it recorded.</param>
/// <param name="ClockNote">What is known of its clock: <c>four minutes slow</c>.</param>
public sealed record CameraDetails(
    string Kind,
    string Address,
    double? Easting,
    double? Northing,
    int? Direction,
    int Field,
    int ReachMetres,
    int DaysKept,
    string? ClockNote
)
{
    public const int WidestField = 360;
    public const int LongestReach = 300;
    public const int MostDays = 365;

    [JsonIgnore]
    public GridRef? Point => Easting is { } e && Northing is { } n ? new GridRef(e, n) : null;
}

/// <summary>Whom to ask, and what they agreed to.</summary>
/// <param name="Language">In which they are written to: <c>en</c> or <c>cy</c>.</param>
/// <param name="Premises">What their premises are called: <c>Harbour Stores</c>; nothing where they have no name.</param>
public sealed record CameraOwner(
    string Name,
    string? Phone,
    string? Email,
    string Language,
    CameraConsent Consent,
    string? Premises = null
);

/// <summary>That the owner agreed to be in the register.</summary>
/// <param name="By">Who said so: the owner, or somebody who may speak for the premises.</param>
/// <param name="How">On the public page, by telephone to whom, in a letter, ….</param>
public sealed record CameraConsent(DateOnly On, string By, string How);

/// <summary>An owner offered a camera on the public page.</summary>
[EventType("evidence.camera-offered.v1")]
public sealed record CameraOffered(Id<Camera> Camera, CameraDetails Details, CameraOwner Owner) : IEvent;

/// <summary>A camera was taken into the register.</summary>
/// <param name="Owner">What was typed of the owner, in entries of the time when they stood on each camera.</param>
/// <param name="Of">Whose it is; nothing in those entries.</param>
[EventType("evidence.camera-registered.v1")]
public sealed record CameraRegistered(Id<Camera> Camera, CameraDetails Details, CameraOwner? Owner = null, Id<Owner>? Of = null) : IEvent;

/// <summary>What is known of a camera was put right, or whose it is.</summary>
/// <param name="Owner">What was typed of the owner, in entries of the time when they stood on each camera.</param>
/// <param name="Of">Whose it is; nothing in those entries.</param>
[EventType("evidence.camera-changed.v1")]
public sealed record CameraChanged(Id<Camera> Camera, CameraDetails Details, CameraOwner? Owner = null, Id<Owner>? Of = null) : IEvent;

/// <summary>An offer was not taken up.</summary>
[EventType("evidence.camera-declined.v1")]
public sealed record CameraDeclined(Id<Camera> Camera, string Reason) : IEvent;

/// <summary>The owner agrees no longer.</summary>
[EventType("evidence.camera-withdrawn.v1")]
public sealed record CameraWithdrawn(Id<Camera> Camera, string Reason) : IEvent;
