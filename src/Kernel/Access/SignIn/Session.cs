namespace Bluelamp.Kernel.Access;

/// <summary>A session began.</summary>
/// <param name="Address">The network that it came from, without the last part.</param>
/// <param name="Agent">The kind of browser, such as <c>Firefox on Linux</c>.</param>
[EventType("kernel.signed-in.v1")]
public sealed record SignedIn(Id<Session> Session, Id<Staff> Staff, string Address, string Agent) : IEvent;

[EventType("kernel.signed-out.v1")]
public sealed record SignedOut(Id<Session> Session, Id<Staff> Staff) : IEvent;

[EventType("kernel.signed-out-everywhere.v1")]
public sealed record SignedOutEverywhere(Id<Staff> Staff) : IEvent;

/// <summary>A sign-in that failed for somebody who exists. Tries for unknown names are counted, not kept.</summary>
/// <param name="Paused">It was one too many: sign-in is paused for this person.</param>
[EventType("kernel.sign-in-failed.v1")]
public sealed record SignInFailed(Id<Staff> Staff, string Address, string Agent, bool Paused) : IEvent;

/// <summary>One sign-in, from its beginning to its end. A stream of its own, so that signing in reads nothing.</summary>
public sealed record Session(bool Open, Id<Staff> Staff) : IState<Session>
{
    public static Session Empty { get; } = new(Open: false, default);

    public Session Apply(IEvent e) =>
        e switch
        {
            SignedIn signedIn => new(Open: true, signedIn.Staff),
            SignedOut => this with { Open = false },
            _ => this,
        };
}

public sealed record OpenSession(Id<Session> Session, Id<Staff> Staff, Caller Caller) : ICreation<Session>
{
    public Decision Decide(Session state, By by) => [new SignedIn(Session, Staff, Caller.Address, Caller.Agent)];
}

public sealed record CloseSession(Id<Session> Session) : ICommand<Session>
{
    public Decision Decide(Session state, By by) => state.Open ? [new SignedOut(Session, state.Staff)] : [];
}

/// <summary>A failed try; a stream of one entry.</summary>
public sealed record FailedTry : IState<FailedTry>
{
    public static FailedTry Empty { get; } = new();

    public FailedTry Apply(IEvent e) => this;
}

public sealed record NoteFailedTry(Id<Staff> Staff, Caller Caller, bool Paused) : ICreation<FailedTry>
{
    public Decision Decide(FailedTry state, By by) => [new SignInFailed(Staff, Caller.Address, Caller.Agent, Paused)];
}

public sealed record SignOutEverywhere(Id<Staff> Staff) : ICommand<Staff>
{
    public Decision Decide(Staff state, By by) => state.Enrolled ? [new SignedOutEverywhere(Staff)] : new NoSuchStaff();
}

/// <summary>Set a password or a second factor anew; the secret goes beside the ledger, in the same transaction.</summary>
public sealed record ChangeCredential(Id<Staff> Staff, string What) : ICommand<Staff>
{
    public Decision Decide(Staff state, By by) => state.Enrolled ? [new CredentialChanged(Staff, What)] : new NoSuchStaff();
}
