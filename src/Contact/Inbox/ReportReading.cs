using Bluelamp.Contact.Reports;
using Bluelamp.Records;

namespace Bluelamp.Contact.Inbox;

/// <summary>A report as its handler reads it, folded from its stream.</summary>
/// <param name="End">The events that closed it: several when several crimes were recorded from it.</param>
/// <param name="Named">Links to the people whom it put on the list, where no crime came of it.</param>
/// <param name="Stream">All of it, oldest first.</param>
public sealed record ReportReading(
    Id<Report> Id,
    ReportSubmitted Submitted,
    DateTimeOffset SubmittedAt,
    Report State,
    ReportAssessed? Assessed,
    AssessmentOverruled? Overruled,
    IReadOnlyList<Word> Words,
    IReadOnlyList<IEvent> End,
    IReadOnlyList<Linked> Named,
    IReadOnlyList<Entry> Stream
)
{
    /// <summary>The head that the handler saw; forms carry it, so that a stale one is told.</summary>
    public int Version => Stream[^1].Version;

    /// <summary>The report, or nothing when there is none open to the viewer.</summary>
    public static ReportReading? Of(Id<Report> id, IReadOnlyList<Entry> stream)
    {
        if (stream is not [{ Event: ReportSubmitted submitted }, ..])
            return null;
        return new(
            id,
            submitted,
            stream[0].At,
            stream.Aggregate(Report.Empty, static (state, e) => state.Apply(e.Event)),
            stream.Select(static e => e.Event).OfType<ReportAssessed>().LastOrDefault(),
            stream.Select(static e => e.Event).OfType<AssessmentOverruled>().LastOrDefault(),
            [.. stream.Select(Word.Of).OfType<Word>()],
            [
                .. stream
                    .Select(static e => e.Event)
                    .Where(static e => e is ReportCrimed or ReportAttached or ReportReferred or ReportAdvised),
            ],
            [.. stream.Select(static e => e.Event).OfType<Linked>().Where(static l => l.To.Kind is RecordKind.Nominal)],
            stream
        );
    }
}

/// <summary>Something written between the reporter and the police.</summary>
public sealed record Word(DateTimeOffset At, bool FromReporter, string Text)
{
    /// <summary>The word of an entry, or nothing when it is none.</summary>
    public static Word? Of(Entry entry) =>
        entry.Event switch
        {
            InformationAdded e => new(entry.At, FromReporter: true, e.Words),
            ReporterAsked e => new(entry.At, FromReporter: false, e.Words),
            ReportAdvised e => new(entry.At, FromReporter: false, e.Advice),
            _ => null,
        };
}
