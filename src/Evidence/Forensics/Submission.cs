using Bluelamp.Evidence.Exhibits;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Forensics;

/// <summary>The examination of one device, from the question that is asked to the device's way back; as far as decisions need it.</summary>
/// <param name="Asked">What was asked for; nothing when there is no such submission.</param>
/// <param name="AtLab">The laboratory has the device.</param>
/// <param name="ExaminedBy">Who took the data off it.</param>
/// <param name="HasReport">A report stands among the results.</param>
/// <param name="OnHold">Nobody goes on with it until the reason is gone.</param>
public sealed record Submission(
    SubmissionRequested? Asked,
    Urgency Urgency,
    LabLevel Level,
    Stage Stage,
    bool OnHold,
    bool AtLab,
    DateTimeOffset? BookedAt,
    Guid ExaminedBy,
    bool HasReport,
    Assessed? Priority
) : IState<Submission>
{
    public static Submission Empty { get; } =
        new(
            Asked: null,
            Urgency.None,
            default,
            default,
            OnHold: false,
            AtLab: false,
            BookedAt: null,
            ExaminedBy: default,
            HasReport: false,
            Priority: null
        );

    public bool Known => Asked is not null;

    /// <summary>Somebody still has something to do with it.</summary>
    public bool Open => Known && (AtLab || Stage is not (Stage.Returned or Stage.Refused or Stage.Withdrawn));

    public Submission Apply(IEvent e) =>
        e switch
        {
            SubmissionRequested asked => this with
            {
                Asked = asked,
                Urgency = asked.Urgency,
                Level = asked.Enquiry.Level,
                Priority = asked.Priority,
            },
            SubmissionApproved approved => this with { Stage = Stage.Approved, Level = approved.Level, Priority = approved.Priority },
            SubmissionRefused => this with { Stage = Stage.Refused, OnHold = false },
            SubmissionWithdrawn => this with { Stage = Stage.Withdrawn, OnHold = false },
            DeviceBooked booked => this with
            {
                Stage = Stage.Booked,
                BookedAt = booked.At,
                AtLab = booked.Taken,
                Priority = booked.Priority,
            },
            SubmissionAdvanced { To: Stage.Extracting } advanced => this with { Stage = advanced.To, ExaminedBy = advanced.Examiner.Value },
            SubmissionAdvanced advanced => this with { Stage = advanced.To },
            ResultAdded { Kind: ResultKind.Report } => this with { HasReport = true },
            SubmissionReported => this with { Stage = AtLab ? Stage.Reported : Stage.Returned },
            DeviceGivenBack => this with { AtLab = false, Stage = Stage is Stage.Reported ? Stage.Returned : Stage },
            SubmissionHeld => this with { OnHold = true },
            SubmissionResumed => this with { OnHold = false },
            UrgencyChanged changed => this with { Urgency = changed.Urgency, Priority = changed.Priority },
            _ => this,
        };
}

/// <summary>How far an examination is. The device itself may go back before the report is written.</summary>
public enum Stage
{
    Requested,
    Approved,
    Booked,
    InQueue,
    Extracting,
    Reviewed,
    Reported,

    /// <summary>Reported, and the laboratory has the device no more.</summary>
    Returned,
    Refused,
    Withdrawn,
}

/// <summary>Where a device is examined.</summary>
public enum LabLevel
{
    /// <summary>At the station, with the officer beside it.</summary>
    Kiosk,

    /// <summary>By trained staff of the area.</summary>
    Hub,

    /// <summary>In the laboratory.</summary>
    Lab,
}

/// <summary>Whose device it is, as far as it bears on the case.</summary>
public enum DeviceOf
{
    Suspect,
    Victim,
    Witness,

    /// <summary>Somebody who died.</summary>
    Deceased,

    /// <summary>Found; nobody knows yet.</summary>
    Unknown,
}

/// <summary>Whether the device can be opened. The passcode itself is never written here.</summary>
public enum Passcode
{
    Known,
    NotKnown,
    None,
}

/// <summary>A file that an examination brought.</summary>
public enum ResultKind
{
    /// <summary>Data that was taken off the device.</summary>
    Extraction,

    /// <summary>The streamlined forensic report, first stage (SFR1).</summary>
    Report,
}

/// <summary>What is to be found out, and where.</summary>
/// <param name="Question">What the examination should answer: the hypothesis.</param>
/// <param name="Lines">The lines of enquiry that it serves, also those that lead away from the suspect (CPIA 1996).</param>
/// <param name="Sought">Which data, and of which time: no more is taken.</param>
public sealed record Enquiry(string Question, string Lines, string Sought, LabLevel Level);

/// <summary>The device, as whoever asks describes it.</summary>
/// <param name="Hazards">What can harm whoever handles it.</param>
/// <param name="Agreement">Whose it is agreed to the examination; nothing where the law asks for none.</param>
/// <param name="Necessity">Why nothing that goes less far into a private life would do; of a victim's or witness's device.</param>
public sealed record Device(DeviceOf Of, Passcode Passcode, string? Hazards, DeviceAgreement? Agreement, string? Necessity);

/// <summary>What makes it pressing. All of it can change; then it is said anew.</summary>
/// <param name="CustodyEndsAt">When the detention of a suspect without charge ends (PACE 1984).</param>
/// <param name="ThreatToLife">Somebody's life may depend on what is found.</param>
/// <param name="ChildAtRisk">A child may be suffering harm.</param>
/// <param name="Court">The next hearing.</param>
/// <param name="Bail">The day to which a suspect is on bail.</param>
public sealed record Urgency(DateTimeOffset? CustodyEndsAt, bool ThreatToLife, bool ChildAtRisk, DateOnly? Court, DateOnly? Bail)
{
    public static Urgency None { get; } = new(CustodyEndsAt: null, ThreatToLife: false, ChildAtRisk: false, Court: null, Bail: null);
}

/// <summary>The crime that the device bears on, as it stood when it was asked for.</summary>
/// <param name="Crime">Nothing when it is another force's, which <paramref name="For"/> names.</param>
/// <param name="Offence">Home Office class; group and subgroup are those of the list of offences.</param>
/// <param name="HarmDays">How grave it is: days of the list of offences; 0 when the list does not say.</param>
public sealed record CaseFacts(Id<Crime>? Crime, string Offence, string? Group, string? Subgroup, int HarmDays, ClientForce? For = null);

/// <summary>Somebody asks for the examination of a device.</summary>
[EventType("evidence.submission-requested.v1")]
public sealed record SubmissionRequested(
    Id<Submission> Submission,
    Id<Exhibit> Exhibit,
    CaseFacts Case,
    Enquiry Enquiry,
    Device Device,
    Urgency Urgency,
    Assessed Priority
) : IEvent;

/// <summary>It may be examined, at this level.</summary>
[EventType("evidence.submission-approved.v1")]
public sealed record SubmissionApproved(Id<Submission> Submission, Id<Exhibit> Exhibit, LabLevel Level, string Reason, Assessed Priority)
    : IEvent;

/// <summary>It is not examined.</summary>
[EventType("evidence.submission-refused.v1")]
public sealed record SubmissionRefused(Id<Submission> Submission, Id<Exhibit> Exhibit, string Reason) : IEvent;

/// <summary>Nobody wants it examined any more, or its owner no longer agrees.</summary>
[EventType("evidence.submission-withdrawn.v1")]
public sealed record SubmissionWithdrawn(Id<Submission> Submission, Id<Exhibit> Exhibit, string Reason) : IEvent;

/// <summary>The laboratory booked it in.</summary>
/// <param name="At">When; a device that it took stands in the continuity of the exhibit with the same moment.</param>
/// <param name="Taken">It has the device; at a kiosk it may stay with the officer.</param>
[EventType("evidence.device-booked.v1")]
public sealed record DeviceBooked(Id<Submission> Submission, Id<Exhibit> Exhibit, DateTimeOffset At, bool Taken, Assessed Priority)
    : IEvent;

/// <summary>The examination is one stage further.</summary>
/// <param name="Examiner">Who took this step.</param>
[EventType("evidence.submission-advanced.v1")]
public sealed record SubmissionAdvanced(
    Id<Submission> Submission,
    Id<Exhibit> Exhibit,
    Stage To,
    string? Note,
    Id<Kernel.Access.Staff> Examiner
) : IEvent;

/// <summary>A file that came of it is an exhibit of its own.</summary>
/// <param name="Exhibit">The device.</param>
[EventType("evidence.result-added.v1")]
public sealed record ResultAdded(Id<Submission> Submission, Id<Exhibit> Exhibit, Id<Exhibit> Result, ResultKind Kind) : IEvent;

/// <summary>The question is answered, in the report.</summary>
[EventType("evidence.submission-reported.v1")]
public sealed record SubmissionReported(Id<Submission> Submission, Id<Exhibit> Exhibit, string Answer) : IEvent;

/// <summary>The laboratory gave the device back; to whom stands in the continuity of the exhibit.</summary>
[EventType("evidence.device-given-back.v1")]
public sealed record DeviceGivenBack(Id<Submission> Submission, Id<Exhibit> Exhibit, DateTimeOffset At) : IEvent;

/// <summary>It rests.</summary>
[EventType("evidence.submission-held.v1")]
public sealed record SubmissionHeld(Id<Submission> Submission, Id<Exhibit> Exhibit, string Reason) : IEvent;

/// <summary>It goes on.</summary>
[EventType("evidence.submission-resumed.v1")]
public sealed record SubmissionResumed(Id<Submission> Submission, Id<Exhibit> Exhibit, string Reason) : IEvent;

/// <summary>What makes it pressing changed, and its place was worked out anew.</summary>
[EventType("evidence.submission-urgency-changed.v1")]
public sealed record UrgencyChanged(Id<Submission> Submission, Id<Exhibit> Exhibit, Urgency Urgency, string Reason, Assessed Priority)
    : IEvent;

/// <summary>A person put it elsewhere in the queue than the rule does.</summary>
/// <param name="Place">Its place, the smallest first; nothing: where the rule has it.</param>
/// <param name="As">What it goes with, in words.</param>
[EventType("evidence.submission-placed.v1")]
public sealed record SubmissionPlaced(Id<Submission> Submission, Id<Exhibit> Exhibit, int? Place, string As, string Reason) : IEvent;
