namespace Bluelamp.Evidence.Cameras;

/// <summary>Offer a camera, on the public page. It counts when staff have taken it into the register.</summary>
public sealed record OfferCamera(Id<Camera> Camera, CameraDetails Details, CameraOwner Owner) : ICreation<Camera>
{
    public Decision Decide(Camera state, By by) =>
        state.Standing is not CameraStanding.Unknown ? []
        : CameraRules.Fault(Details, Owner) is { } fault ? fault
        : [new CameraOffered(Camera, Details, Owner)];
}

/// <summary>Take a camera into the register: a new one, or one that was offered.</summary>
public sealed record RegisterCamera(Id<Camera> Camera, CameraDetails Details, CameraOwner Owner) : ICommand<Camera>
{
    public Decision Decide(Camera state, By by) =>
        state.Standing switch
        {
            CameraStanding.Registered => [],
            CameraStanding.Declined or CameraStanding.Withdrawn => new CameraIsGone(),
            _ when Details.Point is null => new CameraPlaceMissing(),
            _ when CameraRules.Fault(Details, Owner) is { } fault => fault,
            _ => [new CameraRegistered(Camera, Details, Owner)],
        };
}

/// <summary>Put right what is known of a camera or its owner.</summary>
public sealed record ChangeCamera(Id<Camera> Camera, CameraDetails Details, CameraOwner Owner) : ICommand<Camera>
{
    public Decision Decide(Camera state, By by) =>
        state switch
        {
            { Standing: CameraStanding.Unknown } => new NoSuchRecord(),
            { Standing: not CameraStanding.Registered } => new CameraIsGone(),
            _ when Details.Point is null => new CameraPlaceMissing(),
            _ when CameraRules.Fault(Details, Owner) is { } fault => fault,
            _ when state.Details == Details && state.Owner == Owner => [],
            _ => [new CameraChanged(Camera, Details, Owner)],
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

    public static Refusal? Fault(CameraDetails details, CameraOwner owner) =>
        string.IsNullOrWhiteSpace(details.Address) ? new CameraAddressMissing()
        : details.Point is { InBounds: false } ? new CameraPlaceMissing()
        : details.Direction is < 0 or >= CameraDetails.WidestField ? new NoSuchDirection()
        : details.Field is < 1 or > CameraDetails.WidestField ? new NoSuchField()
        : details.ReachMetres is < 1 or > CameraDetails.LongestReach ? new NoSuchReach()
        : details.DaysKept is < 1 or > CameraDetails.MostDays ? new NoSuchDays()
        : string.IsNullOrWhiteSpace(owner.Name) ? new OwnerMissing()
        : owner is { Phone: null, Email: null } ? new OwnerUnreachable()
        : string.IsNullOrWhiteSpace(owner.Consent.By) || string.IsNullOrWhiteSpace(owner.Consent.How) ? new ConsentMissing()
        : TooLong(details, owner) ? new CameraWordsTooLong()
        : null;

    private static bool TooLong(CameraDetails details, CameraOwner owner) =>
        details.ClockNote?.Length > LongestWords
        || new[] { details.Kind, details.Address, owner.Name, owner.Phone, owner.Email, owner.Consent.By, owner.Consent.How }.Any(
            static text => text?.Length > LongestName
        );
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

public sealed record OwnerMissing() : Refusal.Invalid("owner-missing", "Enter the name of whom to ask.", "owner");

public sealed record OwnerUnreachable() : Refusal.Invalid("owner-unreachable", "Enter a phone number or an e-mail address.", "phone");

public sealed record ConsentMissing() : Refusal.Invalid("consent-missing", "Say who agreed to be in the register, and how.", "consentBy");

public sealed record CameraWordsTooLong()
    : Refusal.Invalid("camera-words-too-long", $"Use at most {CameraRules.LongestName} characters for each answer.", "address");

public sealed record CameraReasonMissing() : Refusal.Invalid("camera-reason-missing", "Say why.", "reason");

public sealed record CameraReasonTooLong()
    : Refusal.Invalid("camera-reason-too-long", $"Say it in {CameraRules.LongestWords} characters.", "reason");
