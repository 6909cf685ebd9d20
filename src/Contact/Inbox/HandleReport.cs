using System.Collections.Immutable;
using Bluelamp.Contact.Reports;
using Bluelamp.Records;
using ReasonMissing = Bluelamp.Contact.Reports.ReasonMissing;

namespace Bluelamp.Contact.Inbox;

/// <summary>Take a report up, so that others see who has it.</summary>
/// <param name="From">Take it over from this handler, who had it when somebody decided so.</param>
public sealed record TakeReport(Id<Report> Report, string Name, Guid? From = null) : ICommand<Report>
{
    public Decision Decide(Report report, By by) =>
        report switch
        {
            { Known: false } => new NoSuchReport(),
            { Closed: true } => new ReportIsClosed(),
            { Handler: { } handler } when handler == by.Person => [],
            { Handler: { } handler } when handler != From => new ReportIsTaken(report.HandlerName ?? ""),
            _ => [new ReportTaken(Report, by.Person, Name)],
        };
}

/// <summary>Put a report back into the inbox.</summary>
public sealed record ReleaseReport(Id<Report> Report) : ICommand<Report>
{
    public Decision Decide(Report report, By by) =>
        report switch
        {
            { Known: false } => new NoSuchReport(),
            { Status: not ReportStatus.Taken } => [],
            _ when report.Handler != by.Person => new ReportIsTaken(report.HandlerName ?? ""),
            _ => [new ReportReleased(Report)],
        };
}

/// <summary>Write to the reporter, also after their report was closed: they may have told more. They read it where they follow it.</summary>
public sealed record AskReporter(Id<Report> Report, string Words) : ICommand<Report>
{
    public Decision Decide(Report report, By by) =>
        Said(report.Closed ? null : Refused(report, by), Words, new WordsMissing(), () => new ReporterAsked(Report, Words.Trim()));

    /// <summary>Something that is said of an open report; without words it is refused as missing.</summary>
    internal static Decision Open(Report report, By by, string words, Refusal missing, Func<IEvent> e) =>
        Said(Refused(report, by), words, missing, e);

    private static Decision Said(Refusal? refused, string words, Refusal missing, Func<IEvent> e) =>
        refused switch
        {
            { } refusal => refusal,
            _ when string.IsNullOrWhiteSpace(words) => missing,
            _ when words.Length > AddInformation.Most => new WordsTooLong(),
            _ => [e()],
        };

    /// <summary>Why this person cannot act on the report, or nothing.</summary>
    internal static Refusal? Refused(Report report, By by) =>
        report switch
        {
            { Known: false } => new NoSuchReport(),
            { Closed: true } => new ReportIsClosed(),
            { Handler: { } handler } when handler != by.Person => new ReportIsTaken(report.HandlerName ?? ""),
            _ => null,
        };
}

/// <summary>A decision of somebody who has read what was said and decided of the report until then; when there is more, they are told so first.</summary>
/// <param name="Read">The <see cref="Report.News"/> that they had before them.</param>
public sealed record HavingRead(int Read, ICommand<Report> Decision) : ICommand<Report>
{
    public Decision Decide(Report report, By by) => report.News > Read ? new ChangedMeanwhile() : Decision.Decide(report, by);
}

/// <summary>Say that what the reporter wrote after their report was closed was read, and needs no answer.</summary>
public sealed record SettleInformation(Id<Report> Report) : ICommand<Report>
{
    public Decision Decide(Report report, By by) =>
        report switch
        {
            { Known: false } => new NoSuchReport(),
            { Closed: true, Told: true } => [new InformationSettled(Report)],
            _ => [],
        };
}

/// <summary>Ask another agency to deal with it.</summary>
public sealed record ReferReport(Id<Report> Report, string Partner, string Reason) : ICommand<Report>
{
    public Decision Decide(Report report, By by) =>
        string.IsNullOrWhiteSpace(Partner)
            ? new PartnerMissing()
            : AskReporter.Open(report, by, Reason, new ReasonMissing(), () => new ReportReferred(Report, Partner.Trim(), Reason.Trim()));
}

/// <summary>Close a report with advice to the reporter.</summary>
public sealed record AdviseReporter(Id<Report> Report, string Advice) : ICommand<Report>
{
    public Decision Decide(Report report, By by) =>
        AskReporter.Open(report, by, Advice, new WordsMissing(), () => new ReportAdvised(Report, Advice.Trim()));
}

/// <summary>Put a report to a crime that was recorded before.</summary>
public sealed record AttachReport(Id<Report> Report, Id<Crime> Crime, string CrimeReference, string Reason) : ICommand<Report>
{
    /// <summary>What was proposed to the handler.</summary>
    public ImmutableArray<ProposedPerson> Proposed { get; init; } = [];

    public Decision Decide(Report report, By by) =>
        AskReporter.Open(
            report,
            by,
            Reason,
            new ReasonMissing(),
            () => new ReportAttached(Report, Crime, CrimeReference, Reason.Trim()) { Proposed = Proposed }
        );
}

/// <summary>Crimes were recorded from this report: the first step of <see cref="RecordFromReport"/>, in one transaction with the crimes.</summary>
/// <param name="Crimes">One, or one for each victim.</param>
public sealed record CrimeReport(Id<Report> Report, IReadOnlyList<NewCrime> Crimes, IReadOnlyList<ProposedPerson> Proposed)
    : ICommand<Report>
{
    public Decision Decide(Report report, By by) =>
        AskReporter.Refused(report, by) is { } refusal
            ? refusal
            : [.. Crimes.Select((c, i) => new ReportCrimed(Report, c.Crime, c.Reference.ToString(), i == 0 ? Proposed : []))];
}

/// <summary>A crime that is about to be recorded, under a number that was taken for it.</summary>
public sealed record NewCrime(Id<Crime> Crime, CrimeReference Reference);

public sealed record ReportIsTaken(string Name)
    : Refusal.Conflict("report-is-taken", $"{Name} is working on this report. Take it over first, or leave it to them.");

/// <summary>The grade that somebody decides against is not the one that they saw.</summary>
public sealed record GradedMeanwhile()
    : Refusal.Conflict("graded-meanwhile", "Somebody graded this report meanwhile. Look at its grade, then decide again.");

public sealed record NoSuchGrade() : Refusal.Invalid("no-such-grade", "Choose a grade of the list.", "grade");

public sealed record PartnerMissing() : Refusal.Invalid("partner-missing", "Choose the agency.", "partner");
