using Bluelamp.Contact.Inbox;

namespace Bluelamp.Contact.Reports;

/// <summary>The risk model was applied. What it was given and every factor are kept, so that it can be replayed.</summary>
/// <param name="Grade">A code of <c>definitions/codes/response-grades</c>.</param>
/// <param name="Result">The whole assessment, as Risk wrote it.</param>
[EventType("contact.report-assessed.v1")]
public sealed record ReportAssessed(
    Id<Report> Report,
    string Grade,
    string Band,
    int Score,
    string Route,
    System.Text.Json.JsonElement Result
) : IEvent;

/// <summary>A handler decided otherwise than the model proposed; both are kept.</summary>
[EventType("contact.assessment-overruled.v1")]
public sealed record AssessmentOverruled(Id<Report> Report, string Grade, string Proposed, string Reason) : IEvent;

/// <summary>Put an assessment to a report. A second one under the same model comes to nothing, so that the reaction may run twice.</summary>
public sealed record AssessReport(Id<Report> Report, ReportAssessed Assessment) : ICommand<Report>
{
    public Decision Decide(Report report, By by) =>
        report switch
        {
            { Known: false } => new NoSuchReport(),
            { Assessed: true } => [],
            _ => [Assessment],
        };
}

/// <summary>Grade a report otherwise than the model proposed.</summary>
/// <param name="Was">The grade that whoever decides saw; nothing when it was not assessed.</param>
public sealed record OverruleAssessment(Id<Report> Report, string Grade, string? Was, string Reason) : ICommand<Report>
{
    public Decision Decide(Report report, By by) =>
        report switch
        {
            { Known: false } => new NoSuchReport(),
            { Closed: true } => new ReportIsClosed(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ when !string.Equals(report.Grade, Was, StringComparison.Ordinal) => new GradedMeanwhile(),
            _ when string.Equals(report.Grade, Grade, StringComparison.Ordinal) => new GradeIsTheSame(),
            _ => [new AssessmentOverruled(Report, Grade, report.Grade ?? "", Reason.Trim())],
        };
}

public sealed record ReportIsClosed() : Refusal.Conflict("report-is-closed", "This report is closed.");

public sealed record ReasonMissing() : Refusal.Invalid("reason-missing", "Give your reason.", "reason");

public sealed record GradeIsTheSame() : Refusal.Invalid("grade-is-the-same", "Choose another grade than the present one.", "grade");
