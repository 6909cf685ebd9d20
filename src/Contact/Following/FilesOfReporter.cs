using Bluelamp.Evidence.Doors;
using Bluelamp.Records;

namespace Bluelamp.Contact.Following;

/// <summary>Files that somebody adds to their own report: the page of the report opens a link to it, for them alone, as an officer would.</summary>
internal static class FilesOfReporter
{
    /// <summary>How long the link lasts; another can be opened at any time.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    public static WayBack WayBack { get; } = new(RecordKind.Report, new("Back to your report", "Yn ôl i'ch adroddiad"), "follow/report");

    public static OpenDoor Link(FollowedReport report, string code, DateTimeOffset now) =>
        new(
            DoorCode.DoorOf(code),
            DoorKind.Link,
            new(RecordKind.Report, new(report.Report.Value)),
            new(
                $"Photos, videos or other files of what you reported ({report.Reference})",
                $"Lluniau, fideos neu ffeiliau eraill o'r hyn a adroddwyd gennych ({report.Reference})"
            ),
            code,
            now + Lasts,
            "the reporter"
        );
}
