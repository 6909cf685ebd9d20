using System.Collections.Immutable;
using System.Text.Json;
using Bluelamp.Records;

namespace Bluelamp.Contact.Reports;

/// <summary>Which form a report was made on: enough to read its answers again in ten years.</summary>
public sealed record FormStamp(string Id, int Version, string Hash);

/// <summary>Where a report stands.</summary>
public enum ReportStatus
{
    /// <summary>Nobody has taken it up yet.</summary>
    New,

    /// <summary>A contact handler is on it.</summary>
    Taken,

    /// <summary>A crime was recorded from it.</summary>
    Crimed,

    /// <summary>It is about a crime that was recorded before.</summary>
    Attached,

    /// <summary>Another agency deals with it.</summary>
    Referred,

    /// <summary>It was answered with advice.</summary>
    Advised,
}

/// <summary>Somebody reported something.</summary>
/// <param name="Reference">Readable over the phone, with a check character.</param>
/// <param name="Answers">As they were given, by question.</param>
/// <param name="Facts">What the form made of them for the risk model.</param>
/// <param name="Channel"><c>WEB</c>, <c>API</c>, … (the source codes of an incident).</param>
/// <param name="SecretHash">SHA-256 of the code by which the reporter follows it.</param>
[EventType("contact.report-submitted.v1")]
public sealed record ReportSubmitted(
    Id<Report> Report,
    string Reference,
    FormStamp Form,
    JsonElement Answers,
    ReportContent Content,
    JsonElement Facts,
    string Language,
    string Channel,
    string SecretHash
) : IEvent;

/// <summary>The reporter told more.</summary>
[EventType("contact.information-added.v1")]
public sealed record InformationAdded(Id<Report> Report, string Words) : IEvent
{
    /// <summary>The crimes that came of the report by then: it stands on their timelines, too.</summary>
    public ImmutableArray<Id<Crime>> Crimes { get; init; } = [];
}

/// <summary>Somebody read what the reporter told after their report was closed, and it needs no answer.</summary>
[EventType("contact.information-settled.v1")]
public sealed record InformationSettled(Id<Report> Report) : IEvent;

/// <summary>A handler wrote to the reporter.</summary>
[EventType("contact.reporter-asked.v1")]
public sealed record ReporterAsked(Id<Report> Report, string Words) : IEvent;

/// <summary>A handler has the report before them.</summary>
[EventType("contact.report-taken.v1")]
public sealed record ReportTaken(Id<Report> Report, Guid Handler, string Name) : IEvent;

/// <summary>The report went back to the inbox.</summary>
[EventType("contact.report-released.v1")]
public sealed record ReportReleased(Id<Report> Report) : IEvent;

/// <summary>A crime was recorded from the report.</summary>
/// <param name="Proposed">The people that were proposed as the same, and whether the handler agreed: what a machine said stays beside what a person decided.</param>
[EventType("contact.report-crimed.v1")]
public sealed record ReportCrimed(Id<Report> Report, Id<Crime> Crime, string CrimeReference, IReadOnlyList<ProposedPerson> Proposed)
    : IEvent;

/// <summary>A candidate that stood beside a person of the report.</summary>
/// <param name="Score">How many in a hundred such candidates are meant; before November 2026 a sum of points, 0 to 100.</param>
public sealed record ProposedPerson(Id<Nominal> Nominal, double Score, bool Chosen);

/// <summary>The report was put to a crime that was recorded before.</summary>
[EventType("contact.report-attached.v1")]
public sealed record ReportAttached(Id<Report> Report, Id<Crime> Crime, string CrimeReference, string Reason) : IEvent
{
    /// <inheritdoc cref="ReportCrimed"/>
    public ImmutableArray<ProposedPerson> Proposed { get; init; } = [];
}

/// <summary>Another agency was asked to deal with it.</summary>
[EventType("contact.report-referred.v1")]
public sealed record ReportReferred(Id<Report> Report, string Partner, string Reason) : IEvent;

/// <summary>The report was closed with advice, which the reporter can read.</summary>
[EventType("contact.report-advised.v1")]
public sealed record ReportAdvised(Id<Report> Report, string Advice) : IEvent;

/// <summary>What is remembered of a report to decide the next step.</summary>
public sealed record Report(bool Known, ReportStatus Status, Guid? Handler, string? HandlerName, bool Assessed, string? Grade)
    : IState<Report>
{
    public static Report Empty { get; } =
        new(Known: false, ReportStatus.New, Handler: null, HandlerName: null, Assessed: false, Grade: null);

    /// <summary>We asked something, and wait for the reporter's answer.</summary>
    public bool Asked { get; init; }

    /// <summary>The reporter told more, and nobody answered it yet.</summary>
    public bool Told { get; init; }

    /// <summary>How often something was said or decided that whoever acts on it must have read.</summary>
    public int News { get; init; }

    /// <summary>Those that were recorded from it, or that it is about.</summary>
    public ImmutableArray<Id<Crime>> Crimes { get; init; } = [];

    /// <summary>The one-time code that works, if one was asked for.</summary>
    public FollowCode? Code { get; init; }

    /// <summary>Until when each code that was ever sent worked.</summary>
    public ImmutableArray<DateTimeOffset> CodesUntil { get; init; } = [];

    public bool Closed => Status is not (ReportStatus.New or ReportStatus.Taken);

    public Report Apply(IEvent e) =>
        e switch
        {
            ReportSubmitted => this with { Known = true },
            ReportTaken taken => this with { Status = ReportStatus.Taken, Handler = taken.Handler, HandlerName = taken.Name },
            ReportReleased => this with { Status = ReportStatus.New, Handler = null, HandlerName = null },
            ReportCrimed crimed => this with { Status = ReportStatus.Crimed, Told = false, Crimes = Crimes.Add(crimed.Crime) },
            ReportAttached attached => this with { Status = ReportStatus.Attached, Told = false, Crimes = Crimes.Add(attached.Crime) },
            ReportReferred => this with { Status = ReportStatus.Referred, Told = false },
            ReportAdvised => this with { Status = ReportStatus.Advised, Told = false },
            ReporterAsked => this with { Asked = true, Told = false, News = News + 1 },
            InformationAdded => this with { Asked = false, Told = true, News = News + 1 },
            InformationSettled => this with { Told = false },
            ReportAssessed assessed => this with { Assessed = true, Grade = assessed.Grade },
            AssessmentOverruled overruled => this with { Grade = overruled.Grade, News = News + 1 },
            FollowCodeSent sent => this with { Code = new(sent.SecretHash, sent.Until), CodesUntil = CodesUntil.Add(sent.Until) },
            FollowCodeUsed => this with { Code = null },
            _ => this,
        };
}
