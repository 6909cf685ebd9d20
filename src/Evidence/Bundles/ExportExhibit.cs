using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Scanning;
using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Bundles;

/// <summary>The bytes of an exhibit left in a bundle, with its chain of custody. Written before they leave, so that it is the last link of that chain.</summary>
/// <param name="Bundle">The bundle's own id, which its manifest carries.</param>
/// <param name="Sha256">The content that left; none for a thing.</param>
/// <param name="Reason">For whom and why, in words.</param>
[EventType("evidence.exhibit-exported.v1")]
public sealed record ExhibitExported(Id<Exhibit> Exhibit, Guid Bundle, ContentHash? Sha256, string Reason) : IEvent;

/// <summary>Say that an exhibit leaves in a bundle.</summary>
public sealed record ExportExhibit(Id<Exhibit> Exhibit, Guid Bundle, string Reason) : ICommand<Exhibit>
{
    public const int LongestReason = 500;

    public Decision Decide(Exhibit state, By by) =>
        state switch
        {
            { Known: false } or { Gone: true } => new NoSuchRecord(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ExportReasonMissing(),
            _ when Reason.Trim().Length > LongestReason => new ExportReasonTooLong(),
            { Quarantine: { } finding } => new InQuarantine(finding),
            _ => [new ExhibitExported(Exhibit, Bundle, state.Content?.Sha256, Reason.Trim())],
        };
}

public sealed record ExportReasonMissing() : Refusal.Invalid("export-reason-missing", "Say for whom and why it is exported.", "reason");

public sealed record ExportReasonTooLong()
    : Refusal.Invalid("export-reason-too-long", $"A reason holds {ExportExhibit.LongestReason} characters.", "reason");
