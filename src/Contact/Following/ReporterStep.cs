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
        var isVictim =
            report is [{ Event: ReportSubmitted submitted }, ..]
            && submitted.Content.People.Any(static p => p is { IsReporter: true, Role: LinkRole.Victim });
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
            ReportCrimed e => new(
                entry.At,
                new($"We recorded a crime: {e.CrimeReference}", $"Gwnaethom gofnodi trosedd: {e.CrimeReference}")
            ),
            ReportAttached => new(
                entry.At,
                new("We added your report to a crime that we know of", "Gwnaethom ychwanegu eich adroddiad at drosedd y gwyddom amdani")
            ),
            ReportReferred e => new(
                entry.At,
                new($"We passed your report to {e.Partner}", $"Gwnaethom anfon eich adroddiad ymlaen at {e.Partner}")
            ),
            ReportAdvised e => new(
                entry.At,
                new("We closed your report with advice", "Gwnaethom gau eich adroddiad gyda chyngor"),
                e.Advice
            ),
            _ => null,
        };
}

/// <summary>Where a report stands, and what comes next, as its reporter reads it.</summary>
public sealed record ReporterStatus(Bilingual Now, Bilingual Next)
{
    /// <summary>How a report stands, with the crimes that were recorded from it as far as they are open.</summary>
    public static ReporterStatus Of(ReportStatus status, params IReadOnlyList<CrimePicture> crimes) =>
        status switch
        {
            ReportStatus.Crimed when crimes.Count > 0 && crimes.All(static c => c.Status is CrimeStatus.Cancelled) => new(
                new("Closed", "Wedi'i gau"),
                new(
                    "We no longer count it as a crime. If you think that this is wrong, tell us below.",
                    "Nid ydym yn ei gyfrif fel trosedd bellach. Os ydych yn meddwl bod hyn yn anghywir, dywedwch wrthym isod."
                )
            ),
            ReportStatus.Crimed when crimes.Count > 0 && crimes.All(IsOver) => new(
                new("Decided", "Wedi'i benderfynu"),
                new(
                    "Below you see what we decided. If you are the victim and nobody was charged, you may have the right to ask for a review. You can ask us below.",
                    "Isod gallwch weld yr hyn a benderfynwyd gennym. Os chi yw'r dioddefwr ac na chafodd neb ei gyhuddo, efallai y bydd gennych hawl i ofyn am adolygiad. Gallwch ofyn i ni isod."
                )
            ),
            ReportStatus.New => new(
                new("Waiting to be read", "Yn aros i gael ei ddarllen"),
                new(
                    "A person will read your report and decide what to do. The most urgent reports come first.",
                    "Bydd person yn darllen eich adroddiad ac yn penderfynu beth i'w wneud. Daw'r adroddiadau mwyaf brys yn gyntaf."
                )
            ),
            ReportStatus.Taken => new(
                new("Being read", "Yn cael ei ddarllen"),
                new(
                    "We decide now if it is a crime and who should deal with it. We may write to you here.",
                    "Rydym yn penderfynu nawr a yw'n drosedd a phwy ddylai ymdrin â hi. Efallai y byddwn yn ysgrifennu atoch yma."
                )
            ),
            ReportStatus.Crimed => new(
                new("Recorded as a crime", "Wedi'i gofnodi fel trosedd"),
                new(
                    "An officer decides if and how we investigate. We tell you what we decide, and within 5 working days of each important step.",
                    "Mae swyddog yn penderfynu a ydym yn ymchwilio a sut. Byddwn yn dweud wrthych beth rydym yn ei benderfynu, ac o fewn 5 diwrnod gwaith i bob cam pwysig."
                )
            ),
            ReportStatus.Attached => new(
                new("Added to a recorded crime", "Wedi'i ychwanegu at drosedd a gofnodwyd"),
                new(
                    "What you told us helps with that crime. We will contact you if we need to know more.",
                    "Mae'r hyn a ddywedwyd gennych yn helpu gyda'r drosedd honno. Byddwn yn cysylltu â chi os oes angen gwybod mwy."
                )
            ),
            ReportStatus.Referred => new(
                new("Passed on", "Wedi'i anfon ymlaen"),
                new(
                    "The organisation that deals with it will be in touch if it needs to.",
                    "Bydd y sefydliad sy'n ymdrin ag ef mewn cysylltiad os bydd angen."
                )
            ),
            _ => new(
                new("Closed", "Wedi'i gau"),
                new(
                    "Nothing more happens unless you tell us more. You can do so below.",
                    "Ni fydd dim mwy'n digwydd oni bai eich bod yn dweud mwy wrthym. Gallwch wneud hynny isod."
                )
            ),
        };

    private static bool IsOver(CrimePicture crime) =>
        crime.Status is CrimeStatus.OutcomeGiven or CrimeStatus.Finalised or CrimeStatus.Cancelled;
}
