using System.Collections.Immutable;
using Bluelamp.Contact.Reports;
using Bluelamp.Records;

namespace Bluelamp.Contact.Following;

/// <summary>A step of a report as whoever sent it may know it: nothing of how we weigh it, who works on it, or whom else it touches.</summary>
/// <param name="Words">What was written, by them or to them, in the language that it was written in.</param>
/// <param name="FromReporter">They did it themselves.</param>
/// <param name="Explained">What it means, in plain words.</param>
public sealed record ReporterStep(
    DateTimeOffset At,
    Bilingual Title,
    string? Words = null,
    bool FromReporter = false,
    Bilingual? Explained = null
)
{
    /// <summary>The steps of a report and of the crimes that were recorded from it, newest first.</summary>
    /// <param name="report">The stream of the report.</param>
    /// <param name="crimes">The streams of the crimes, as far as they are open.</param>
    public static ImmutableArray<ReporterStep> Of(IReadOnlyList<Entry> report, params IReadOnlyList<IReadOnlyList<Entry>> crimes)
    {
        var isVictim = report is [{ Event: ReportSubmitted { Content.ReporterIsVictim: true } }, ..];
        var steps = new List<ReporterStep>();
        foreach (
            var step in report
                .Select(Of)
                .Concat(crimes.SelectMany(c => OfCrime(c, isVictim)))
                .OfType<ReporterStep>()
                .OrderBy(static s => s.At)
        )
        {
            // Handlers may hand a report round; to its reporter it is being read.
            if (steps.Count == 0 || step.Words is not null || step.Title != steps[^1].Title)
                steps.Add(step);
        }

        steps.Reverse();
        return [.. steps];
    }

    private static IEnumerable<ReporterStep?> OfCrime(IReadOnlyList<Entry> crime, bool isVictim) =>
        crime is [{ Event: CrimeRecorded recorded }, ..] ? crime.Select(new CrimeSteps(recorded.Reference, isVictim).Of) : [];

    private static ReporterStep? Of(Entry entry) =>
        entry.Event switch
        {
            ReportSubmitted => new(entry.At, new("We received your report", "Cawsom eich adroddiad"), FromReporter: true),
            ReportTaken => new(entry.At, new("Somebody is reading your report", "Mae rhywun yn darllen eich adroddiad")),
            ReporterAsked e => new(entry.At, new("We wrote to you", "Ysgrifennom atoch"), e.Words),
            InformationAdded e => new(entry.At, new("You told us more", "Gwnaethoch ddweud mwy wrthym"), e.Words, FromReporter: true),
            Linked { Role: LinkRole.Evidence } when entry.Actor == Actors.Public => new(
                entry.At,
                new("You sent us files", "Gwnaethoch anfon ffeiliau atom"),
                FromReporter: true
            ),
            ReportCrimed e => new(
                entry.At,
                new($"We recorded a crime: {e.CrimeReference}", $"Gwnaethom gofnodi trosedd: {e.CrimeReference}"),
                Explained: new(
                    "Keep this crime reference. You give it to an insurer, or to us when you call.",
                    "Cadwch y cyfeirnod trosedd hwn. Rhowch ef i yswiriwr, neu i ni pan fyddwch yn ffonio."
                )
            ),
            ReportAttached => new(
                entry.At,
                new("We added your report to a crime that we know of", "Gwnaethom ychwanegu eich adroddiad at drosedd y gwyddom amdani")
            ),
            ReportReferred e => new(entry.At, Referred(Partners.Say(e.Partner))),
            ReportAdvised e => new(
                entry.At,
                new("We closed your report with advice", "Gwnaethom gau eich adroddiad gyda chyngor"),
                e.Advice
            ),
            _ => null,
        };

    private static Bilingual Referred(Bilingual partner) =>
        new($"We passed your report to {partner.En}", $"Gwnaethom anfon eich adroddiad ymlaen at {partner.Cy}");
}
