namespace Bluelamp.Evidence.Cameras;

/// <summary>Offer a camera, on the public page. It counts when staff have taken it into the register.</summary>
public sealed record OfferCamera(Id<Camera> Camera, CameraDetails Details, CameraOwner Owner) : ICreation<Camera>
{
    public Decision Decide(Camera state, By by) =>
        state.Standing is not CameraStanding.Unknown ? []
        : (CameraRules.Fault(Details) ?? OwnerRules.Fault(Owner)) is { } fault ? fault
        : [new CameraOffered(Camera, Details, Owner)];
}

/// <summary>Take a camera into the register: a new one, or one that was offered.</summary>
/// <param name="Of">Whose it is.</param>
public sealed record RegisterCamera(Id<Camera> Camera, CameraDetails Details, Id<Owner> Of) : ICommand<Camera>
{
    public Decision Decide(Camera state, By by) =>
        state.Standing switch
        {
            CameraStanding.Registered => [],
            CameraStanding.Declined or CameraStanding.Withdrawn => new CameraIsGone(),
            _ when Details.Point is null => new CameraPlaceMissing(),
            _ when CameraRules.Fault(Details) is { } fault => fault,
            _ => [new CameraRegistered(Camera, Details, Of: Of)],
        };
}

/// <summary>Put right what is known of a camera, or whose it is.</summary>
public sealed record ChangeCamera(Id<Camera> Camera, CameraDetails Details, Id<Owner> Of) : ICommand<Camera>
{
    public Decision Decide(Camera state, By by) =>
        state switch
        {
            { Standing: CameraStanding.Unknown } => new NoSuchRecord(),
            { Standing: not CameraStanding.Registered } => new CameraIsGone(),
            _ when Details.Point is null => new CameraPlaceMissing(),
            _ when CameraRules.Fault(Details) is { } fault => fault,
            _ when state.Details == Details && state.Of == Of => [],
            _ => [new CameraChanged(Camera, Details, Of: Of)],
        };
}

/// <summary>Leave an offer alone: what its sender told goes from the views.</summary>
public sealed record DeclineCamera(Id<Camera> Camera, string Reason) : ICommand<Camera>
{
    public Decision Decide(Camera state, By by) =>
        state.Standing switch
        {
            CameraStanding.Unknown => new NoSuchRecord(),
            CameraStanding.Declined => [],
            not CameraStanding.Offered => new CameraIsGone(),
            _ when string.IsNullOrWhiteSpace(Reason) => new CameraReasonMissing(),
            _ when Reason.Length > CameraRules.LongestWords => new CameraReasonTooLong(),
            _ => [new CameraDeclined(Camera, Reason.Trim())],
        };
}

/// <summary>Take a camera out of the register because its owner agrees no longer: what was told of them goes from the views.</summary>
public sealed record WithdrawCamera(Id<Camera> Camera, string Reason) : ICommand<Camera>
{
    public Decision Decide(Camera state, By by) =>
        state.Standing switch
        {
            CameraStanding.Unknown => new NoSuchRecord(),
            CameraStanding.Withdrawn => [],
            not CameraStanding.Registered => new CameraIsGone(),
            _ when string.IsNullOrWhiteSpace(Reason) => new CameraReasonMissing(),
            _ when Reason.Length > CameraRules.LongestWords => new CameraReasonTooLong(),
            _ => [new CameraWithdrawn(Camera, Reason.Trim())],
        };
}

/// <summary>Rely on it that the owner of a camera still agrees to be asked. Changes nothing.</summary>
public sealed record RelyOnCamera : ICommand<Camera>
{
    public Decision Decide(Camera state, By by) => state.Standing is CameraStanding.Registered ? [] : new CameraIsGone();
}

/// <summary>What a camera must be like to be of use, whoever describes it.</summary>
internal static class CameraRules
{
    /// <summary>Characters of a name, an address or a number.</summary>
    public const int LongestName = 200;

    /// <summary>Characters of a note or a reason.</summary>
    public const int LongestWords = 500;

    public static Refusal? Fault(CameraDetails details) =>
        string.IsNullOrWhiteSpace(details.Address) ? new CameraAddressMissing()
        : details.Point is { InBounds: false } ? new CameraPlaceMissing()
        : details.Direction is < 0 or >= CameraDetails.WidestField ? new NoSuchDirection()
        : details.Field is < 1 or > CameraDetails.WidestField ? new NoSuchField()
        : details.ReachMetres is < 1 or > CameraDetails.LongestReach ? new NoSuchReach()
        : details.DaysKept is < 1 or > CameraDetails.MostDays ? new NoSuchDays()
        : IsTooLong(details) ? new CameraWordsTooLong()
        : null;

    private static bool IsTooLong(CameraDetails details) =>
        details.ClockNote?.Length > LongestWords || details.Kind.Length > LongestName || details.Address.Length > LongestName;
}

public sealed record CameraIsGone()
    : Refusal.Conflict("camera-is-gone", "This camera is not in the register, or no longer. Look at it again.");

public sealed record CameraPlaceMissing()
    : Refusal.Invalid("camera-place-missing", "Say where the camera is: a grid reference, or a point on the map.", "place");

public sealed record CameraAddressMissing() : Refusal.Invalid("camera-address-missing", "Enter the address of the camera.", "address");

public sealed record NoSuchDirection() : Refusal.Invalid("no-such-direction", "Enter a direction from 0 to 359 degrees.", "direction");

public sealed record NoSuchField() : Refusal.Invalid("no-such-field", "Enter how wide it sees: 1 to 360 degrees.", "field");

public sealed record NoSuchReach()
    : Refusal.Invalid("no-such-reach", $"Enter how far it sees: 1 to {CameraDetails.LongestReach} metres.", "reach");

public sealed record NoSuchDays()
    : Refusal.Invalid("no-such-days", $"Enter for how many days it keeps what it records: 1 to {CameraDetails.MostDays}.", "days");

public sealed record CameraWordsTooLong()
    : Refusal.Invalid("camera-words-too-long", $"Use at most {CameraRules.LongestName} characters for each answer.", "address");

public sealed record CameraReasonMissing() : Refusal.Invalid("camera-reason-missing", "Say why.", "reason");

public sealed record CameraReasonTooLong()
    : Refusal.Invalid("camera-reason-too-long", $"Say it in {CameraRules.LongestWords} characters.", "reason");
