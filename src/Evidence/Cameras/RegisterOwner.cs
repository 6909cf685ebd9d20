namespace Bluelamp.Evidence.Cameras;

/// <summary>Take an owner into the register.</summary>
public sealed record RegisterOwner(Id<Owner> Owner, CameraOwner Whom) : ICreation<Owner>
{
    public Decision Decide(Owner state, By by) =>
        state.Known ? []
        : OwnerRules.Fault(Whom) is { } fault ? fault
        : [new OwnerRegistered(Owner, Whom)];
}

/// <summary>Put right how to reach an owner or what they agreed to, for all their cameras.</summary>
public sealed record ChangeOwner(Id<Owner> Owner, CameraOwner Whom) : ICommand<Owner>
{
    public Decision Decide(Owner state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            { Whom: null } => new OwnerIsGone(),
            _ when OwnerRules.Fault(Whom) is { } fault => fault,
            _ when state.Whom == Whom => [],
            _ => [new OwnerChanged(Owner, Whom)],
        };
}

/// <summary>Take an owner out of the register: what was told of them goes from the views.</summary>
public sealed record LetOwnerLeave(Id<Owner> Owner, string Reason) : ICommand<Owner>
{
    public Decision Decide(Owner state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            { Whom: null } => [],
            _ when string.IsNullOrWhiteSpace(Reason) => new CameraReasonMissing(),
            _ when Reason.Length > CameraRules.LongestWords => new CameraReasonTooLong(),
            _ => [new OwnerLeft(Owner, Reason.Trim())],
        };
}

/// <summary>Rely on it that an owner is in the register. Changes nothing.</summary>
public sealed record RelyOnOwner : ICommand<Owner>
{
    public Decision Decide(Owner state, By by) => state.Whom is null ? new OwnerIsGone() : [];
}

/// <summary>What must be known of an owner, whoever describes them.</summary>
internal static class OwnerRules
{
    public static Refusal? Fault(CameraOwner owner) =>
        string.IsNullOrWhiteSpace(owner.Name) ? new OwnerMissing()
        : owner is { Phone: null, Email: null } ? new OwnerUnreachable()
        : string.IsNullOrWhiteSpace(owner.Consent.By) || string.IsNullOrWhiteSpace(owner.Consent.How) ? new ConsentMissing()
        : IsTooLong(owner) ? new OwnerWordsTooLong()
        : null;

    private static bool IsTooLong(CameraOwner owner) =>
        new[] { owner.Name, owner.Premises, owner.Phone, owner.Email, owner.Consent.By, owner.Consent.How }.Any(static text =>
            text?.Length > CameraRules.LongestName
        );
}

public sealed record OwnerIsGone()
    : Refusal.Conflict("owner-is-gone", "This owner is not in the register, or no longer. Look for them again.");

public sealed record NoSuchOwner() : Refusal.Invalid("no-such-owner", "Choose whose camera it is.", "whose");

public sealed record OwnerMissing() : Refusal.Invalid("owner-missing", "Enter the name of whom to ask.", "owner");

public sealed record OwnerUnreachable() : Refusal.Invalid("owner-unreachable", "Enter a phone number or an e-mail address.", "phone");

public sealed record ConsentMissing() : Refusal.Invalid("consent-missing", "Say who agreed to be in the register, and how.", "consentBy");

public sealed record OwnerWordsTooLong()
    : Refusal.Invalid("owner-words-too-long", $"Use at most {CameraRules.LongestName} characters for each answer.", "owner");
