using Bluelamp.Kernel.Definitions;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Forensics;

/// <summary>Let a device be examined, at the level that is right for it. Never by whoever asked.</summary>
public sealed record ApproveSubmission(
    Id<Submission> Submission,
    LabLevel Level,
    string Reason,
    DateTimeOffset RequestedAt,
    Guid RequestedBy,
    Defined<QueueRule> Rule
) : ICommand<Submission>
{
    public Decision Decide(Submission state, By by) =>
        state switch
        {
            { Asked: null } => new NoSuchRecord(),
            { Stage: not Stage.Requested } => new TriagedAlready(),
            _ when by.Person == RequestedBy => new AnotherMustTriage(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ =>
            [
                new SubmissionApproved(
                    Submission,
                    state.Asked.Exhibit,
                    Level,
                    Reason.Trim(),
                    Rule.Assess(new(state.Urgency, Level, state.Asked.Device, state.Asked.Case, RequestedAt, BookedAt: null, by.At))
                ),
            ],
        };
}

/// <summary>Do not let it be examined.</summary>
public sealed record RefuseSubmission(Id<Submission> Submission, string Reason) : ICommand<Submission>
{
    public Decision Decide(Submission state, By by) =>
        state switch
        {
            { Asked: null } => new NoSuchRecord(),
            { Stage: not (Stage.Requested or Stage.Approved) } => new TriagedAlready(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ => [new SubmissionRefused(Submission, state.Asked.Exhibit, Reason.Trim())],
        };
}

/// <summary>Take the request back, or say that the device's owner no longer agrees. A device that the laboratory has is then to go back.</summary>
public sealed record WithdrawSubmission(Id<Submission> Submission, string Reason) : ICommand<Submission>
{
    public Decision Decide(Submission state, By by) =>
        state switch
        {
            { Asked: null } => new NoSuchRecord(),
            { Stage: >= Stage.Reported } => new NothingToWithdraw(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ => [new SubmissionWithdrawn(Submission, state.Asked.Exhibit, Reason.Trim())],
        };
}

/// <summary>Say anew what makes it pressing.</summary>
public sealed record ChangeUrgency(
    Id<Submission> Submission,
    Urgency Urgency,
    string Reason,
    DateTimeOffset RequestedAt,
    Defined<QueueRule> Rule
) : ICommand<Submission>
{
    public Decision Decide(Submission state, By by) =>
        state switch
        {
            { Asked: null } => new NoSuchRecord(),
            { Open: false } => new SubmissionIsOver(),
            _ when UrgencyFaults.Of(Urgency, by.At) is { } fault => fault,
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ =>
            [
                new UrgencyChanged(
                    Submission,
                    state.Asked.Exhibit,
                    Urgency,
                    Reason.Trim(),
                    Rule.Assess(new(Urgency, state.Level, state.Asked.Device, state.Asked.Case, RequestedAt, state.BookedAt, by.At))
                ),
            ],
        };
}

/// <summary>Put it elsewhere in the queue than the rule does, or back to where the rule has it.</summary>
/// <param name="Place">Nothing: where the rule has it.</param>
/// <param name="As">What it then goes with, in words.</param>
public sealed record PlaceSubmission(Id<Submission> Submission, int? Place, string As, string Reason) : ICommand<Submission>
{
    public Decision Decide(Submission state, By by) =>
        state switch
        {
            { Asked: null } => new NoSuchRecord(),
            { Open: false } => new SubmissionIsOver(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ => [new SubmissionPlaced(Submission, state.Asked.Exhibit, Place, As, Reason.Trim())],
        };
}

public sealed record TriagedAlready() : Refusal.Conflict("triaged-already", "It was decided already. Look at the submission again.");

public sealed record AnotherMustTriage()
    : Refusal.Forbidden("another-must-triage", "You asked for it yourself. Somebody else must decide whether it is examined.");

public sealed record NothingToWithdraw() : Refusal.Conflict("nothing-to-withdraw", "It is reported or over. There is nothing to withdraw.");

public sealed record SubmissionIsOver()
    : Refusal.Conflict("submission-is-over", "This submission is over. Nothing in it changes any more.");
