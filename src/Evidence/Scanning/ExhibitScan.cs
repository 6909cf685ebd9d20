using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Scanning;

/// <summary>A scanner for harmful files looked through an exhibit. With a finding it is in quarantine: nobody takes its bytes until somebody lets them.</summary>
/// <param name="Scanner">Its name and version, as it says them itself.</param>
/// <param name="Finding">Its name for what it found.</param>
/// <param name="Unable">Why it could not look through all of it.</param>
[EventType("evidence.exhibit-scanned.v1")]
public sealed record ExhibitScanned(Id<Exhibit> Exhibit, ContentHash Sha256, string Scanner, string? Finding, string? Unable) : IEvent;

/// <summary>Somebody decided that the bytes may be taken all the same: a harmful file can be the evidence itself.</summary>
[EventType("evidence.exhibit-released.v1")]
public sealed record ExhibitReleased(Id<Exhibit> Exhibit, string Reason) : IEvent;

/// <summary>An exhibit, as far as its scan needs it.</summary>
/// <param name="Finding">What was found, until it is released.</param>
public sealed record Scan(FileContent? Content, bool Scanned, string? Finding, bool Gone) : IState<Scan>
{
    public static Scan Empty { get; } = new(Content: null, Scanned: false, Finding: null, Gone: false);

    public Scan Apply(IEvent e) =>
        e switch
        {
            ExhibitReceived received => this with { Content = received.Content },
            ExhibitScanned scanned => this with { Scanned = true, Finding = scanned.Finding },
            ExhibitReleased => this with { Finding = null },
            Disposed => this with { Gone = true },
            _ => this,
        };
}

/// <summary>Say what a scanner said. Once.</summary>
internal sealed record SayScanned(ExhibitScanned Scanned) : ICommand<Scan>
{
    public Decision Decide(Scan state, By by) => state.Content is null || state.Gone || state.Scanned ? [] : [Scanned];
}

/// <summary>Let the bytes of an exhibit in quarantine be taken.</summary>
public sealed record ReleaseExhibit(Id<Exhibit> Exhibit, string Reason) : ICommand<Scan>
{
    public const int LongestReason = 500;

    public Decision Decide(Scan state, By by) =>
        state switch
        {
            { Content: null } or { Gone: true } => new NoSuchRecord(),
            { Finding: null } => new NotInQuarantine(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ when Reason.Length > LongestReason => new ReleaseReasonTooLong(),
            _ => [new ExhibitReleased(Exhibit, Reason.Trim())],
        };
}

/// <summary>Why nobody takes the bytes of an exhibit.</summary>
public sealed record InQuarantine(string Finding)
    : Refusal.Conflict(
        "in-quarantine",
        $"A scanner found {Finding} in this file, so it is in quarantine. Whoever manages evidence can release it on its page."
    );

public sealed record NotInQuarantine() : Refusal.Conflict("not-in-quarantine", "It is not in quarantine. Nothing is left to do.");

public sealed record ReleaseReasonTooLong()
    : Refusal.Invalid("release-reason-too-long", $"Say it in {ReleaseExhibit.LongestReason} characters.", "reason");
