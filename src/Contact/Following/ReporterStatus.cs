using Bluelamp.Contact.Reports;
using Bluelamp.Records;

namespace Bluelamp.Contact.Following;

/// <summary>Where a report stands, and what comes next, as its reporter reads it.</summary>
public sealed record ReporterStatus(Bilingual Now, Bilingual Next)
{
    /// <summary>How a report stands, with the crimes that were recorded from it as far as they are open.</summary>
    /// <param name="isVictim">It happened to the reporter: what was decided is for them to know.</param>
    public static ReporterStatus Of(Report report, bool isVictim, params IReadOnlyList<CrimePicture> crimes) =>
        report.Status switch
        {
            ReportStatus.Crimed when report.Told => Told(OfCrimes(isVictim, crimes)),
            ReportStatus.Crimed => OfCrimes(isVictim, crimes),
            _ when report is { Closed: true, Told: true } => Added,
            ReportStatus.Attached => Attached,
            ReportStatus.Referred => Referred,
            ReportStatus.Advised => Advised,
            _ when report.Asked => Asked,
            ReportStatus.Taken => Taken,
            _ => New,
        };

    private static ReporterStatus OfCrimes(bool isVictim, IReadOnlyList<CrimePicture> crimes) =>
        crimes.Count > 0 && crimes.All(IsOver) ? Over(isVictim, crimes) : Recorded;

    /// <summary>How their crime stands, when they told more since: that it is read comes first.</summary>
    private static ReporterStatus Told(ReporterStatus stands) =>
        stands with
        {
            Next = new($"{Added.Now.En}. {stands.Next.En}", $"{Added.Now.Cy}. {stands.Next.Cy}"),
        };

    /// <summary>A review can be asked for where we knew who may have done it (Victims' Code 2020, right 6); about a hearing the court's side tells (right 8).</summary>
    private static ReporterStatus Over(bool isVictim, IReadOnlyList<CrimePicture> crimes) =>
        crimes switch
        {
            _ when crimes.All(static c => c.Status is CrimeStatus.Cancelled) => Cancelled,
            _ when !isVictim => OverForOthers,
            _ when crimes.Any(static c => c.Outcome?.Code is "1" or "1A") => Charged,
            _ => Decided,
        };

    private static bool IsOver(CrimePicture crime) =>
        crime.Status is CrimeStatus.OutcomeGiven or CrimeStatus.Finalised or CrimeStatus.Cancelled;

    private static ReporterStatus New { get; } =
        new(
            new("Waiting to be read", "Yn aros i gael ei ddarllen"),
            new(
                "A person will read your report and decide what to do. The most urgent reports come first.",
                "Bydd person yn darllen eich adroddiad ac yn penderfynu beth i'w wneud. Daw'r adroddiadau mwyaf brys yn gyntaf."
            )
        );

    private static ReporterStatus Taken { get; } =
        new(
            new("Being read", "Yn cael ei ddarllen"),
            new(
                "We decide now if it is a crime and who should deal with it. We may write to you here.",
                "Rydym yn penderfynu nawr a yw'n drosedd a phwy ddylai ymdrin â hi. Efallai y byddwn yn ysgrifennu atoch yma."
            )
        );

    private static ReporterStatus Asked { get; } =
        new(
            new("We need an answer from you", "Mae angen ateb gennych chi arnom"),
            new(
                "Read what we wrote to you below, and answer in the box at the end of the page. If you do not know, tell us so: that helps too.",
                "Darllenwch yr hyn a ysgrifennwyd atoch isod, ac atebwch yn y blwch ar ddiwedd y dudalen. Os nad ydych yn gwybod, dywedwch hynny: mae hynny'n help hefyd."
            )
        );

    private static ReporterStatus Recorded { get; } =
        new(
            new("Recorded as a crime", "Wedi'i gofnodi fel trosedd"),
            new(
                "An officer decides if and how we investigate. We tell you what we decide, and within 5 working days of each important step.",
                "Mae swyddog yn penderfynu a ydym yn ymchwilio a sut. Byddwn yn dweud wrthych beth rydym yn ei benderfynu, ac o fewn 5 diwrnod gwaith i bob cam pwysig."
            )
        );

    private static ReporterStatus Attached { get; } =
        new(
            new("Added to a recorded crime", "Wedi'i ychwanegu at drosedd a gofnodwyd"),
            new(
                "What you told us helps with that crime. We will contact you if we need to know more.",
                "Mae'r hyn a ddywedwyd gennych yn helpu gyda'r drosedd honno. Byddwn yn cysylltu â chi os oes angen gwybod mwy."
            )
        );

    private static ReporterStatus Referred { get; } =
        new(
            new("Passed on", "Wedi'i anfon ymlaen"),
            new(
                "The organisation that deals with it will be in touch if it needs to. Ask it, not us, how it goes on.",
                "Bydd y sefydliad sy'n ymdrin ag ef mewn cysylltiad os bydd angen. Gofynnwch iddo ef, nid i ni, sut mae'n mynd ymlaen."
            )
        );

    private static ReporterStatus Advised { get; } =
        new(
            new("Closed with advice", "Wedi'i gau gyda chyngor"),
            new(
                "Our advice is below. Nothing more happens unless you tell us more. You can do so at the end of the page.",
                "Mae ein cyngor isod. Ni fydd dim mwy'n digwydd oni bai eich bod yn dweud mwy wrthym. Gallwch wneud hynny ar ddiwedd y dudalen."
            )
        );

    private static ReporterStatus Added { get; } =
        new(
            new("We will read what you added", "Byddwn yn darllen yr hyn a ychwanegwyd gennych"),
            new(
                "We had closed your report. A person will read what you wrote since, and may write to you here. If anybody is in danger, call 999.",
                "Roeddem wedi cau eich adroddiad. Bydd person yn darllen yr hyn a ysgrifennwyd gennych ers hynny, ac efallai y bydd yn ysgrifennu atoch yma. Os oes rhywun mewn perygl, ffoniwch 999."
            )
        );

    private static ReporterStatus Cancelled { get; } =
        new(
            new("Closed", "Wedi'i gau"),
            new(
                "We no longer count it as a crime. If you think that this is wrong, tell us below.",
                "Nid ydym yn ei gyfrif fel trosedd bellach. Os ydych yn meddwl bod hyn yn anghywir, dywedwch wrthym isod."
            )
        );

    private static ReporterStatus OverForOthers { get; } =
        new(
            new("Finished", "Wedi'i orffen"),
            new(
                "We have finished our work on it. What was decided is for the victim to know, and we have told them or will do so. If you learn more, tell us below.",
                "Rydym wedi gorffen ein gwaith arno. Mater i'r dioddefwr yw gwybod beth a benderfynwyd, ac rydym wedi dweud wrthynt neu byddwn yn gwneud hynny. Os dysgwch fwy, dywedwch wrthym isod."
            )
        );

    private static ReporterStatus Charged { get; } =
        new(
            new("Going to court", "Yn mynd i'r llys"),
            new(
                "You will be told when there is a hearing, and what comes of it. You can make a Victim Personal Statement: ask us below.",
                "Cewch wybod pryd bydd gwrandawiad, a beth a ddaw ohono. Gallwch wneud Datganiad Personol Dioddefwr: gofynnwch i ni isod."
            )
        );

    private static ReporterStatus Decided { get; } =
        new(
            new("Decided", "Wedi'i benderfynu"),
            new(
                "Below you see what we decided. If we knew who may have done it and nobody was charged, you may have the right to ask for a review. You can ask us below.",
                "Isod gallwch weld yr hyn a benderfynwyd gennym. Os oeddem yn gwybod pwy allai fod wedi'i gyflawni ac na chafodd neb ei gyhuddo, efallai y bydd gennych hawl i ofyn am adolygiad. Gallwch ofyn i ni isod."
            )
        );
}
