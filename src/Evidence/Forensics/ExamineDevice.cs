using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Forensics;

/// <summary>Book a device in. That the laboratory took it is said on the exhibit with it (<see cref="Objects.PassOnObject"/>).</summary>
public sealed record BookDevice(
    Id<Submission> Submission,
    DateTimeOffset At,
    bool Taken,
    DateTimeOffset RequestedAt,
    Defined<QueueRule> Rule
) : ICommand<Submission>
{
    public Decision Decide(Submission state, By by) =>
        state switch
        {
            { Asked: null } => new NoSuchRecord(),
            { OnHold: true } => new SubmissionIsOnHold(),
            { Stage: not Stage.Approved } => new NotThisStep(Stage.Booked, state.Stage),
            { Level: not LabLevel.Kiosk } when !Taken => new DeviceMustCome(),
            _ when At > by.At => new Objects.NotYet(),
            _ =>
            [
                new DeviceBooked(
                    Submission,
                    state.Asked.Exhibit,
                    At,
                    Taken,
                    Rule.Assess(new(state.Urgency, state.Level, state.Asked.Device, state.Asked.Case, RequestedAt, At, by.At))
                ),
            ],
        };
}

/// <summary>Take the examination one stage further. Outside a kiosk somebody else reviews it than who took the data off.</summary>
public sealed record AdvanceSubmission(Id<Submission> Submission, Stage To, string? Note) : ICommand<Submission>
{
    /// <summary>The stage that follows by this command, in the laboratory; nothing where another one does it.</summary>
    public static Stage? After(Stage stage) =>
        stage switch
        {
            Stage.Booked => Stage.InQueue,
            Stage.InQueue => Stage.Extracting,
            Stage.Extracting => Stage.Reviewed,
            _ => null,
        };

    public Decision Decide(Submission state, By by) =>
        state switch
        {
            { Asked: null } => new NoSuchRecord(),
            { OnHold: true } => new SubmissionIsOnHold(),
            _ when After(state.Stage) != To => new NotThisStep(To, state.Stage),
            { Level: not LabLevel.Kiosk } when To is Stage.Reviewed && by.Person == state.ExaminedBy => new AnotherMustReview(),
            _ => [new SubmissionAdvanced(Submission, state.Asked.Exhibit, To, Note, new(by.Person))],
        };
}

/// <summary>Say that a file came of the examination.</summary>
public sealed record AddResult(Id<Submission> Submission, Id<Exhibit> Result, ResultKind Kind) : ICommand<Submission>
{
    public Decision Decide(Submission state, By by) =>
        state switch
        {
            { Asked: null } => new NoSuchRecord(),
            { OnHold: true } => new SubmissionIsOnHold(),
            { Stage: not (Stage.Extracting or Stage.Reviewed) } => new NotExamined(),
            _ => [new ResultAdded(Submission, state.Asked.Exhibit, Result, Kind)],
        };
}

/// <summary>Answer the question that was asked: the report is among the results.</summary>
public sealed record ReportSubmission(Id<Submission> Submission, string Answer) : ICommand<Submission>
{
    public Decision Decide(Submission state, By by) =>
        state switch
        {
            { Asked: null } => new NoSuchRecord(),
            { OnHold: true } => new SubmissionIsOnHold(),
            { Stage: not Stage.Reviewed } => new NotThisStep(Stage.Reported, state.Stage),
            { HasReport: false } => new ReportMissing(),
            _ when string.IsNullOrWhiteSpace(Answer) => new AnswerMissing(),
            _ => [new SubmissionReported(Submission, state.Asked.Exhibit, Answer.Trim())],
        };
}

/// <summary>Give the device back, as soon as nothing more is taken off it: also before the report, and when it was withdrawn.</summary>
public sealed record GiveDeviceBack(Id<Submission> Submission, DateTimeOffset At) : ICommand<Submission>
{
    public Decision Decide(Submission state, By by) =>
        Fault(state) is { } fault ? fault : [new DeviceGivenBack(Submission, state.Asked!.Exhibit, At)]; // asked, or it is a fault

    /// <summary>What keeps a device in the laboratory.</summary>
    internal static Refusal? Fault(Submission state) =>
        state switch
        {
            { Asked: null } => new NoSuchRecord(),
            { AtLab: false } => new DeviceNotAtLab(),
            { Stage: Stage.Booked or Stage.InQueue } => new NotExaminedYet(),
            _ => null,
        };
}

/// <summary>Rely on it that the device may go back: somebody is yet to sign for it. Changes nothing.</summary>
public sealed record LetDeviceGo : ICommand<Submission>
{
    public Decision Decide(Submission state, By by) => GiveDeviceBack.Fault(state) is { } fault ? fault : [];
}

/// <summary>Let it rest.</summary>
public sealed record HoldSubmission(Id<Submission> Submission, string Reason) : ICommand<Submission>
{
    public Decision Decide(Submission state, By by) =>
        state switch
        {
            { Asked: null } => new NoSuchRecord(),
            { OnHold: true } => new SubmissionIsOnHold(),
            { Stage: >= Stage.Reported } => new SubmissionIsOver(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ => [new SubmissionHeld(Submission, state.Asked.Exhibit, Reason.Trim())],
        };
}

/// <summary>Let it go on.</summary>
public sealed record ResumeSubmission(Id<Submission> Submission, string Reason) : ICommand<Submission>
{
    public Decision Decide(Submission state, By by) =>
        state switch
        {
            { Asked: null } => new NoSuchRecord(),
            { OnHold: false } => new NotOnHold(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ => [new SubmissionResumed(Submission, state.Asked.Exhibit, Reason.Trim())],
        };
}

public sealed record SubmissionIsOnHold() : Refusal.Conflict("submission-is-on-hold", "It is on hold. Let it go on first.");

public sealed record NotOnHold() : Refusal.Conflict("not-on-hold", "It is not on hold.");

public sealed record NotThisStep(Stage To, Stage Now)
    : Refusal.Conflict("not-this-step", $"It is {Now.In()}, so it cannot be {To.In()} next. Look at the submission again.");

public sealed record DeviceMustCome()
    : Refusal.Invalid("device-must-come", "Only at a kiosk does the device stay with the officer. Here it is handed over.", "taken");

public sealed record AnotherMustReview()
    : Refusal.Forbidden("another-must-review", "You took the data off it yourself. Another examiner must review it.");

public sealed record NotExamined()
    : Refusal.Conflict("not-examined", "Results are added while the device is examined or reviewed, before the report.");

public sealed record NotExaminedYet()
    : Refusal.Conflict("not-examined-yet", "Nothing was taken off it yet. Examine it, or withdraw the submission first.");

public sealed record ReportMissing() : Refusal.Conflict("report-missing", "Add the report (SFR1) to the results first.");

public sealed record AnswerMissing()
    : Refusal.Invalid("answer-missing", "Answer the question that was asked, in a few sentences.", "answer");

public sealed record DeviceNotAtLab() : Refusal.Conflict("device-not-at-lab", "The laboratory does not have this device.");
