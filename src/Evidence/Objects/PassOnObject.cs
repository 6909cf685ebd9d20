using Bluelamp.Evidence.Exhibits;

namespace Bluelamp.Evidence.Objects;

/// <summary>Hand an object to somebody who signs for it here and now. The seal is looked at each time.</summary>
/// <param name="Signature">The name of whoever takes it.</param>
/// <param name="Signing">How they signed.</param>
public sealed record PassOnObject(
    Id<Exhibit> Exhibit,
    Whereabouts To,
    DateTimeOffset At,
    string Reason,
    string? SealFound,
    string? NewSeal,
    string Signature,
    Signing? Signing
) : ICommand<Custody>
{
    public Decision Decide(Custody state, By by) =>
        Fault(state, To, At, Reason, by) is { } fault ? fault
        : string.IsNullOrWhiteSpace(Signature) ? new SignatureMissing()
        : Signing is null ? new NotSigned()
        : [new ObjectPassedOn(Exhibit, state.Where!, To, At, Reason.Trim(), SealFound, NewSeal ?? SealFound, Signature.Trim(), Signing)]; // known: it is somewhere

    /// <summary>What keeps an object where it is, whoever is to take it.</summary>
    internal static Refusal? Fault(Custody state, Whereabouts to, DateTimeOffset at, string reason, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            { Held: false } => new NoLongerHeld(),
            { Offer: not null } => new IsOnItsWay(),
            _ when at < state.Since => new BeforeItCame(),
            _ when at > by.At => new NotYet(),
            _ when string.IsNullOrWhiteSpace(to.Holder) => new HolderMissing(),
            _ when string.IsNullOrWhiteSpace(reason) => new PassingReasonMissing(),
            _ => null,
        };
}

public sealed record NoLongerHeld() : Refusal.Conflict("no-longer-held", "It was given back or destroyed, so nobody can hand it over.");

public sealed record BeforeItCame()
    : Refusal.Invalid("before-it-came", "That is before it came to where it is now. Look at the time again.", "at");

public sealed record HolderMissing() : Refusal.Invalid("holder-missing", "Say who has it now.", "holder");

public sealed record PassingReasonMissing() : Refusal.Invalid("passing-reason-missing", "Say why it is handed over.", "reason");

public sealed record SignatureMissing() : Refusal.Invalid("signature-missing", "Enter the name of whoever takes it.", "signature");

public sealed record NotSigned()
    : Refusal.Invalid("not-signed", "Whoever takes it must sign: let them draw their signature, or tick that they have it.", "ticked");
