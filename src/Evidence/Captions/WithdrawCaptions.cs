using Bluelamp.Evidence.Exhibits;

namespace Bluelamp.Evidence.Captions;

/// <summary>Why captions are withdrawn. It leaves with the chain of custody, so nobody writes it in words of their own.</summary>
public enum WithdrawalReason
{
    /// <summary>They say what is not said in the recording.</summary>
    Wrong,

    /// <summary>They are of another recording.</summary>
    OtherRecording,

    /// <summary>They tell who somebody is, or where, that must not be told.</summary>
    TellsOfSomebody,
}

/// <summary>The captions of one language are no longer shown to anybody, nor handed out with a shared recording. Every version stays to be read by staff.</summary>
/// <param name="Version">The latest; those before it are withdrawn with it.</param>
[EventType("evidence.captions-withdrawn.v1")]
public sealed record CaptionsWithdrawn(Id<Exhibit> Exhibit, string Language, int Version, WithdrawalReason Why) : IEvent;

/// <summary>Show the captions of one language no longer. Writing them again shows what is written then.</summary>
/// <param name="Version">The latest that whoever withdraws them had before them.</param>
/// <param name="Why">Nothing when none was chosen.</param>
public sealed record WithdrawCaptions(Id<Exhibit> Exhibit, string Language, int Version, WithdrawalReason? Why) : ICommand<Captioned>
{
    public Decision Decide(Captioned state, By by) =>
        state.Of.Content is null || state.Of.Gone || !state.Latest.TryGetValue(Language, out var latest) ? new NoSuchRecord()
        : state.Withdrawn.Contains(Language) ? new CaptionsAreWithdrawn()
        : latest.Version != Version ? new CaptionsChanged(latest)
        : Why is not { } why ? new WithdrawalReasonMissing()
        : [new CaptionsWithdrawn(Exhibit, Language, Version, why)];
}

public sealed record CaptionsAreWithdrawn()
    : Refusal.Conflict(
        "captions-are-withdrawn",
        "These captions were withdrawn meanwhile. Open the captions in another tab to see by whom and why, and begin anew there."
    );

public sealed record WithdrawalReasonMissing() : Refusal.Invalid("withdrawal-reason-missing", "Choose why they are withdrawn.", "why");

public static class WithdrawalReasonExtensions
{
    extension(WithdrawalReason reason)
    {
        public string Label() =>
            reason switch
            {
                WithdrawalReason.OtherRecording => "they are of another recording",
                WithdrawalReason.TellsOfSomebody => "they tell of somebody what must not be told",
                _ => "they say what is not said there",
            };
    }
}
