namespace Bluelamp.Evidence.Cameras;

/// <summary>What is asked of every chosen owner.</summary>
public sealed record FootageTime(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>The longest that may be asked for at once: nobody looks through more.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>When a camera records over the first of it.</summary>
    public DateTimeOffset RunsOutAt(int daysKept) => From.AddDays(daysKept);

    /// <summary>When it has recorded over the last of it.</summary>
    public DateTimeOffset GoneAt(int daysKept) => Until.AddDays(daysKept);

    internal Refusal? Fault(DateTimeOffset now) =>
        From >= Until ? new FootageTimeTurned()
        : Until - From > Longest ? new FootageTimeTooLong()
        : From > now ? new FootageNotYetMade()
        : null;
}

/// <summary>Ask an owner for what their camera recorded. The same again changes nothing.</summary>
public sealed record AskForFootage(FootageAsked Ask) : ICreation<FootageRequest>
{
    public Decision Decide(FootageRequest state, By by) =>
        state.Asked is not null ? []
        : new FootageTime(Ask.From, Ask.Until).Fault(by.At) is { } fault ? fault
        : [Ask];
}

/// <summary>Ask once more. The same reminder again changes nothing.</summary>
public sealed record RemindOfFootage(FootageReminded Reminder) : ICommand<FootageRequest>
{
    public Decision Decide(FootageRequest state, By by) =>
        state switch
        {
            { Asked: null } => new NoSuchRecord(),
            _ when state.Last == Reminder.Door => [],
            { Answered: true } or { Cancelled: true } => new FootageIsOver(),
            _ when state.Asked.GoneAt <= by.At => new FootageIsGone(),
            _ => [Reminder],
        };
}

/// <summary>Write down what the owner answered.</summary>
public sealed record AnswerFootage(Id<FootageRequest> Request, FootageAnswer Answer, string? Words, bool ByOwner) : ICommand<FootageRequest>
{
    public Decision Decide(FootageRequest state, By by) =>
        state switch
        {
            { Asked: null } => new NoSuchRecord(),
            { Answered: true } or { Cancelled: true } => new FootageIsOver(),
            _ when Words?.Length > CameraRules.LongestWords => new CameraReasonTooLong(),
            _ => [new FootageAnswered(Request, state.Asked.Camera, Answer, Words, ByOwner)],
        };
}

/// <summary>Need it no longer.</summary>
public sealed record CancelFootage(Id<FootageRequest> Request, string Reason) : ICommand<FootageRequest>
{
    public Decision Decide(FootageRequest state, By by) =>
        state switch
        {
            { Asked: null } => new NoSuchRecord(),
            { Answered: true } or { Cancelled: true } => new FootageIsOver(),
            _ when string.IsNullOrWhiteSpace(Reason) => new CameraReasonMissing(),
            _ when Reason.Length > CameraRules.LongestWords => new CameraReasonTooLong(),
            _ => [new FootageCancelled(Request, state.Asked.Camera, Reason.Trim())],
        };
}

public sealed record FootageTimeTurned() : Refusal.Invalid("footage-time-turned", "It must end after it begins.", "until");

public sealed record FootageTimeTooLong()
    : Refusal.Invalid("footage-time-too-long", $"Ask for at most {FootageTime.Longest.Days} days at once.", "until");

public sealed record FootageNotYetMade() : Refusal.Invalid("footage-not-yet-made", "It must begin before now.", "from");

public sealed record FootageIsOver()
    : Refusal.Conflict("footage-is-over", "This request was answered or cancelled already. Look at it again.");

public sealed record FootageIsGone()
    : Refusal.Conflict("footage-is-gone", "The camera has recorded over it by now. Write that down instead.");
