using Bluelamp.Contact.Reports;
using Bluelamp.Records;

namespace Bluelamp.Contact.Inbox;

/// <summary>Something that was said or decided of a report while a handler was at it.</summary>
public sealed record ReportNews(DateTimeOffset At, string Title, string Words)
{
    /// <summary>
    /// What a handler has to read before they decide: all that others wrote after the version that they saw, without the engine's own entries, and without
    /// whose the report is and how it ended, which every decision looks at by itself.
    /// </summary>
    /// <param name="seen">The version that they had before them; a form without one says that it saw everything.</param>
    public static IReadOnlyList<ReportNews> Since(int? seen, IReadOnlyList<Entry> stream, Guid handler) =>
        seen is null ? [] : [.. stream.Where(e => e.Version > seen && e.Actor != handler).Select(Of).OfType<ReportNews>()];

    private static ReportNews? Of(Entry entry) =>
        entry.Event switch
        {
            InformationAdded e => new(entry.At, "The reporter wrote", e.Words),
            ReporterAsked e => new(entry.At, "A colleague wrote to the reporter", e.Words),
            AssessmentOverruled e => new(entry.At, "A colleague changed the grade", e.Reason),
            ILook or ReportAssessed or FollowCodeSent or FollowCodeUsed => null,
            ReportTaken or ReportReleased or InformationSettled => null,
            ReportCrimed or ReportAttached or ReportReferred or ReportAdvised or Linked => null,
            _ => new(entry.At, "Something else changed", ""),
        };
}
