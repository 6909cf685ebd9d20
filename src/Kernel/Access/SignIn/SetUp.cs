using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Kernel.Access;

/// <summary>What a first sign-in comes to.</summary>
/// <param name="RecoveryCodes">Shown once, and never again.</param>
public sealed record SetUpDone(string Token, IReadOnlyList<string> RecoveryCodes);

/// <summary>The first sign-in: a password of one's own, an authenticator, recovery codes.</summary>
public sealed class SetUp(
    Credentials credentials,
    SignInDesk signIn,
    Db db,
    ILedger ledger,
    IDataProtectionProvider protection,
    ForceProfile force,
    TimeProvider time
)
{
    /// <summary>What an authenticator app is to take: as letters, and as the text of a QR code.</summary>
    internal async Task<(string Username, string Letters, string Uri)?> KeyAsync(SetUpTicket ticket, CancellationToken ct)
    {
        if (!await credentials.IsStillAsync(force.Code, new(ticket.Person), ticket.Stamp, ct))
            return null;
        var username = await UsernameAsync(ticket.Person, ct);
        var letters = string.Join(' ', Base32.Encode(ticket.Secret).Chunk(4).Select(static group => new string(group)));
        return (username, letters, Totp.KeyUri(ticket.Secret, force.Name.En, username));
    }

    internal async Task<Result<SetUpDone>> FinishAsync(
        SetUpTicket ticket,
        string? password,
        string? code,
        Caller caller,
        CancellationToken ct
    )
    {
        var person = new Id<Staff>(ticket.Person);
        if (!await credentials.IsStillAsync(force.Code, person, ticket.Stamp, ct))
            return new SetUpRanOut();
        if (Passwords.Refuse(password, await UsernameAsync(ticket.Person, ct)) is { } refusal)
            return refusal;
        if (Totp.Match(ticket.Secret, code ?? "", time.GetUtcNow()) is not { } step)
            return new CodeIsWrong();
        var codes = Credentials.NewRecoveryCodes();
        var keep = credentials.SetUp(force.Code, person, password!, ticket.Secret, step, codes);
        await ledger.DecideAsync([Step.For(person, new ChangeCredential(person, "set-up"))], signIn.As(person), ct, keep);
        return new SetUpDone(await signIn.BeginAsync(person, caller, ct), codes);
    }

    /// <summary>Sets a new password for whoever knows the one of now; a wrong one counts as a failed sign-in.</summary>
    internal async Task<Refusal?> ChangePasswordAsync(Viewer viewer, string? current, string? password, CancellationToken ct)
    {
        var person = new Id<Staff>(viewer.Person);
        var username = await UsernameAsync(viewer.Person, ct);
        if (Passwords.Refuse(password, username) is { } refusal)
            return refusal;
        var claimed = await credentials.ClaimAsync(force.Code, username, time.GetUtcNow(), ct);
        if (!credentials.IsRight(claimed, current ?? ""))
            return new PasswordIsWrong();
        var keep = credentials.NewPassword(force.Code, person, password!); // refused above when absent
        var changed = await ledger.DecideAsync([Step.For(person, new ChangeCredential(person, "password"))], viewer, ct, keep);
        return changed.Refused(out var refused, out _) ? refused : null;
    }

    internal SetUpTicket? Ticket(HttpContext http) => SetUpTicket.Open(SessionCookie.SetUp(http), protection);

    internal void Hand(HttpContext http, SetUpTicket ticket) => SessionCookie.WriteSetUp(http, ticket.Seal(protection));

    private async Task<string> UsernameAsync(Guid person, CancellationToken ct) =>
        (await db.WorkingAsync<string>($"select username from kernel.staff where force = {force.Code} and person = {person}", ct))[0];
}

public sealed record CodeIsWrong()
    : Refusal.Invalid(
        "code-is-wrong",
        "This is not the code that the authenticator shows now. Wait for the next one and enter it.",
        "code"
    );

public sealed record SetUpRanOut() : Refusal.Conflict("set-up-ran-out", "This took too long. Sign in again with your first password.");

public sealed record PasswordIsWrong() : Refusal.Invalid("password-is-wrong", "This is not your password of now.", "current");
