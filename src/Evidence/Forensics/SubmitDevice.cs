using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Evidence.Forensics;

/// <summary>What is known of a device when it is asked for.</summary>
/// <param name="IsThing">An object that was taken in; a file has nothing to be taken off.</param>
/// <param name="Held">Police have it.</param>
/// <param name="Power">By which power it was taken in.</param>
/// <param name="Asked">It is being examined already, or somebody asks for that.</param>
public sealed record DeviceFacts(bool IsThing, bool Held, string Power, bool Asked);

/// <summary>Ask for the examination of a device.</summary>
/// <param name="Case">The crime that it bears on; nothing when it is linked to none and examined for no other force.</param>
/// <param name="Rule">By which its place in the queue is worked out.</param>
public sealed record SubmitDevice(
    Id<Submission> Submission,
    Id<Exhibit> Exhibit,
    DeviceFacts Facts,
    CaseFacts? Case,
    Enquiry Enquiry,
    Device Device,
    Urgency Urgency,
    Defined<QueueRule> Rule
) : ICreation<Submission>
{
    /// <summary>Characters of each answer in words.</summary>
    public const int LongestWords = 2_000;

    public Decision Decide(Submission state, By by) =>
        state switch
        {
            { Known: true } => [], // said twice: it is asked for
            _ when !Facts.IsThing => new NotADevice(),
            _ when !Facts.Held => new DeviceNotHeld(),
            _ when Facts.Asked => new AskedAlready(),
            _ when Words() is { } fault => fault,
            _ when DeviceAgreement.IsNeeded(Device.Of, Facts.Power) && DeviceAgreement.Fault(Device.Agreement, Day(by.At)) is { } fault =>
                fault,
            _ when IsPrivate && string.IsNullOrWhiteSpace(Device.Necessity) => new NecessityMissing(),
            _ when UrgencyFaults.Of(Urgency, by.At) is { } fault => fault,
            _ when Case is null => new NoCrimeOfIt(),
            _ => [new SubmissionRequested(Submission, Exhibit, Case, Trimmed, Device, Urgency, Assess(Case, by))],
        };

    /// <summary>It holds the life of somebody who is not suspected of anything.</summary>
    private bool IsPrivate => Device.Of is DeviceOf.Victim or DeviceOf.Witness;

    private Enquiry Trimmed =>
        Enquiry with
        {
            Question = Enquiry.Question.Trim(),
            Lines = Enquiry.Lines.Trim(),
            Sought = Enquiry.Sought.Trim(),
        };

    internal static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.InLondon().DateTime);

    private Refusal? Words() =>
        string.IsNullOrWhiteSpace(Enquiry.Question) ? new QuestionMissing()
        : string.IsNullOrWhiteSpace(Enquiry.Lines) ? new LinesMissing()
        : string.IsNullOrWhiteSpace(Enquiry.Sought) ? new SoughtMissing()
        : new[] { Enquiry.Question, Enquiry.Lines, Enquiry.Sought, Device.Hazards, Device.Necessity }.Any(static w =>
            w?.Length > LongestWords
        )
            ? new SubmissionTooLong()
        : null;

    private Assessed Assess(CaseFacts of, By by) =>
        Rule.Assess(new(Urgency, Enquiry.Level, Device, of, RequestedAt: by.At, BookedAt: null, Now: by.At));
}

/// <summary>What cannot be true of what makes an examination pressing.</summary>
internal static class UrgencyFaults
{
    /// <summary>The longest detention without charge (PACE 1984, section 44).</summary>
    private static readonly TimeSpan LongestDetention = TimeSpan.FromHours(96);

    public static Refusal? Of(Urgency urgency, DateTimeOffset now) =>
        urgency switch
        {
            { CustodyEndsAt: { } ends } when ends <= now || ends > now + LongestDetention => new NotACustodyClock(),
            { Court: { } court } when court < SubmitDevice.Day(now) => new CourtIsPast(),
            { Bail: { } bail } when bail < SubmitDevice.Day(now) => new BailIsPast(),
            _ => null,
        };
}

public sealed record NotADevice()
    : Refusal.Conflict(
        "not-a-device",
        "This exhibit is a file. Only a thing that was taken in can be submitted; take in the device first."
    );

public sealed record DeviceNotHeld() : Refusal.Conflict("device-not-held", "Police no longer have it: it was given back or destroyed.");

public sealed record AskedAlready()
    : Refusal.Conflict("asked-already", "Its examination is asked for already. Add to that submission, or withdraw it first.");

public sealed record NoCrimeOfIt()
    : Refusal.Conflict(
        "no-crime-of-it",
        "It is evidence of no crime that you may see. Link it to its crime first, or choose the force that it is examined for."
    );

public sealed record QuestionMissing() : Refusal.Invalid("question-missing", "Say what the examination should answer.", "question");

public sealed record LinesMissing()
    : Refusal.Invalid("lines-missing", "Say which reasonable lines of enquiry it serves, also those away from the suspect.", "lines");

public sealed record SoughtMissing()
    : Refusal.Invalid("sought-missing", "Say which data is sought and of which time. No more than that is taken.", "sought");

public sealed record NecessityMissing()
    : Refusal.Invalid(
        "necessity-missing",
        "Say why it is strictly necessary: what else was tried or considered, and why it is not enough.",
        "necessity"
    );

public sealed record SubmissionTooLong()
    : Refusal.Invalid("submission-too-long", $"Each answer holds {SubmitDevice.LongestWords} characters.", "question");

public sealed record NotACustodyClock()
    : Refusal.Invalid("not-a-custody-clock", "The custody clock ends after now and within 96 hours. Look at the time again.", "custody");

public sealed record CourtIsPast() : Refusal.Invalid("court-is-past", "That hearing is over. Enter the next one.", "court");

public sealed record BailIsPast()
    : Refusal.Invalid("bail-is-past", "That day is over. Enter the day to which the suspect is on bail now.", "bail");
