using Bluelamp.Evidence.Exhibits;

namespace Bluelamp.Evidence.Objects;

/// <summary>Hand an object over. Whoever takes it signs; the seal is looked at each time.</summary>
public sealed record PassOnObject(
    Id<Exhibit> Exhibit,
    Whereabouts To,
    DateTimeOffset At,
    string Reason,
    string? SealFound,
    string? NewSeal,
    string Signature
) : ICommand<Custody>
{
    public Decision Decide(Custody state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            { Held: false } => new NoLongerHeld(),
            _ when At < state.Since => new BeforeItCame(),
            _ when At > by.At => new NotYet(),
            _ when string.IsNullOrWhiteSpace(To.Holder) => new HolderMissing(),
            _ when string.IsNullOrWhiteSpace(Reason) => new PassingReasonMissing(),
            _ when string.IsNullOrWhiteSpace(Signature) => new SignatureMissing(),
            _ => [new ObjectPassedOn(Exhibit, state.Where!, To, At, Reason.Trim(), SealFound, NewSeal ?? SealFound, Signature.Trim())], // known: it is somewhere
        };
}

public sealed record NoLongerHeld() : Refusal.Conflict("no-longer-held", "It was given back or destroyed, so nobody can hand it over.");

public sealed record BeforeItCame()
    : Refusal.Invalid("before-it-came", "That is before it came to where it is now. Look at the time again.", "at");

public sealed record HolderMissing() : Refusal.Invalid("holder-missing", "Say who has it now.", "holder");

public sealed record PassingReasonMissing() : Refusal.Invalid("passing-reason-missing", "Say why it is handed over.", "reason");

public sealed record SignatureMissing() : Refusal.Invalid("signature-missing", "Whoever takes it writes their name here.", "signature");
