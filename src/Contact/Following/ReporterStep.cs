using System.Collections.Immutable;
using Bluelamp.Contact.Reports;

namespace Bluelamp.Contact.Following;

/// <summary>A step of a report as whoever sent it may know it: nothing of how we weigh it, who works on it, or whom else it touches.</summary>
/// <param name="Words">What was written, by them or to them, in the language that it was written in.</param>
/// <param name="FromReporter">They did it themselves.</param>
public sealed record ReporterStep(DateTimeOffset At, Bilingual Title, string? Words = null, bool FromReporter = false)
{
    /// <summary>The steps of a report, newest first.</summary>
    public static ImmutableArray<ReporterStep> Of(IEnumerable<Entry> stream)
    {
        var steps = new List<ReporterStep>();
        foreach (var step in stream.Select(Of).OfType<ReporterStep>())
        {
            // Handlers may hand a report round; to its reporter it is being read.
            if (steps.Count == 0 || step.Words is not null || step.Title != steps[^1].Title)
                steps.Add(step);
        }

        steps.Reverse();
        return [.. steps];
    }

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
    public static ReporterStatus Of(ReportStatus status) =>
        status switch
        {
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
}
