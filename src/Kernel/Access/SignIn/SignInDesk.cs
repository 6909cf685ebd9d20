using Bluelamp.Kernel.Web;

namespace Bluelamp.Kernel.Access;

/// <summary>What somebody typed to sign in.</summary>
/// <param name="Code">Of the authenticator, or a recovery code; empty the first time.</param>
public sealed record Try(string? Username, string? Password, string? Code);

/// <summary>How a try ended.</summary>
public abstract record Outcome
{
    /// <summary>The person is in. The token goes into the browser's cookie and nowhere else.</summary>
    public sealed record In(string Token) : Outcome;

    /// <summary>The password is right, and a password of their own and an authenticator are still to be set up.</summary>
    public sealed record ToSetUp(SetUpTicket Ticket) : Outcome;

    /// <summary>Unknown, wrong, suspended or paused: the answer is the same.</summary>
    public sealed record Refused : Outcome;
}

/// <summary>Signs staff in: password and second factor in one try, one answer for everything that is wrong, and a pause that grows.</summary>
public sealed class SignInDesk(
    Credentials credentials,
    Sessions sessions,
    ILedger ledger,
    IEnumerable<ISecondFactor> factors,
    ForceProfile force,
    AccessOptions options,
    TimeProvider time
)
{
    internal static readonly Purpose Purpose = new("sign-in", Reference: null);

    public async Task<Outcome> TryAsync(Try typed, Caller caller, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var claimed = await credentials.ClaimAsync(force.Code, Usernames.Normal(typed.Username), time.GetUtcNow(), ct);
        var outcome = credentials.IsRight(claimed, typed.Password ?? "") ? await SecondAsync(claimed!, typed.Code ?? "", caller, ct) : null;
        if (outcome is not null)
            return outcome;
        if (claimed is not null)
            await NoteAsync(claimed, caller, ct);
        AccessMeters.Refused.Add(1);
        var rest = options.RefusalTakes - time.GetElapsedTime(began);
        if (rest > TimeSpan.Zero)
            await Task.Delay(rest, time, ct);
        return new Outcome.Refused();
    }

    /// <summary>Begins a session for somebody who has proved who they are.</summary>
    internal async Task<string> BeginAsync(Id<Staff> person, Caller caller, CancellationToken ct)
    {
        var (session, token) = (Id<Session>.New(), Secrets.Token());
        var begin = sessions.Begin(force.Code, session, person, token, caller);
        await ledger.DecideAsync([Step.For(session, new OpenSession(session, person, caller))], As(person), ct, begin);
        AccessMeters.SignedIn.Add(1);
        return token;
    }

    /// <summary>Ends one session: of the browser that signs out, or that signs in anew.</summary>
    public async Task EndAsync(Guid session, Viewer viewer, CancellationToken ct) =>
        await ledger.DecideAsync(
            [Step.For(new Id<Session>(session), new CloseSession(new(session)))],
            viewer,
            ct,
            Sessions.End(force.Code, session)
        );

    public async Task EndAllAsync(Viewer viewer, CancellationToken ct)
    {
        var person = new Id<Staff>(viewer.Person);
        await ledger.DecideAsync([Step.For(person, new SignOutEverywhere(person))], viewer, ct, Sessions.EndAll(force.Code, person));
    }

    /// <summary>The person, acting on nothing but their own sign-in.</summary>
    internal Viewer As(Id<Staff> person) => new(person.Value, "", force.Code, [], Marking.Official, Purpose, [person.Value]);

    private async Task<Outcome?> SecondAsync(Claimed claimed, string code, Caller caller, CancellationToken ct)
    {
        var person = new Id<Staff>(claimed.Person);
        if (claimed.Temporary || claimed.TotpSecret is null)
            return new Outcome.ToSetUp(SetUpTicket.For(person, claimed.PasswordHash));
        return await ProvesAsync(claimed, code, ct) ? new Outcome.In(await BeginAsync(person, caller, ct)) : null;
    }

    private async Task<bool> ProvesAsync(Claimed claimed, string code, CancellationToken ct)
    {
        if (await credentials.TakeTotpAsync(force.Code, claimed, code, time.GetUtcNow(), ct))
            return true;
        foreach (var factor in factors)
        {
            if (await factor.ProvesAsync(claimed.Person, code, ct))
                return true;
        }

        return await credentials.TakeRecoveryCodeAsync(force.Code, claimed, code, ct);
    }

    private async Task NoteAsync(Claimed claimed, Caller caller, CancellationToken ct)
    {
        var note = new NoteFailedTry(new(claimed.Person), caller, claimed.Failures >= options.Tries);
        await ledger.DecideAsync(Id<FailedTry>.New(), note, As(note.Staff), ct);
    }
}
