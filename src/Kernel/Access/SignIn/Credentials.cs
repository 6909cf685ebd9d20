using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Bluelamp.Kernel.Access;

/// <summary>A try to sign in, counted before anything is checked, so that many at once get no more tries than one after another.</summary>
/// <param name="Temporary">The password is a first one, to be replaced.</param>
/// <param name="TotpSecret">Encrypted; null until an authenticator was set up.</param>
internal sealed record Claimed(Guid Person, string PasswordHash, bool Temporary, byte[]? TotpSecret, int Failures);

/// <summary>
/// Passwords, authenticator keys and recovery codes: <c>kernel.credential</c>. Passwords are hashed by ASP.NET Core Identity (PBKDF2 with HMAC-SHA512),
/// authenticator keys are encrypted by data protection, recovery codes are random enough for a bare hash.
/// </summary>
public sealed class Credentials(Db db, IPasswordHasher<Staff> hasher, IDataProtectionProvider protection, AccessOptions options)
{
    private const int RecoveryCodes = 10;
    private static readonly Staff Nobody = Staff.Empty;
    private readonly IDataProtector _keys = protection.CreateProtector("bluelamp.access.totp");
    private readonly Lazy<string> _decoy = new(() => hasher.HashPassword(Nobody, Secrets.Token()));

    /// <summary>The statement that keeps a first or new password, forgets every second factor and ends every session.</summary>
    internal Sql Put(short force, Id<Staff> person, string username, string password, bool temporary, byte[]? totpSecret = null)
    {
        var hash = hasher.HashPassword(Nobody, password);
        var secret = totpSecret is null ? null : _keys.Protect(totpSecret);
        return $"""
            with forgotten as (delete from kernel.recovery_code where force = {force} and person = {person}),
                 ended as ({Sessions.EndAll(force, person)})
            insert into kernel.credential (force, person, username, password_hash, temporary, totp_secret)
            values ({force}, {person}, {username}, {hash}, {temporary}, {secret})
            on conflict (force, person) do update
               set password_hash = excluded.password_hash, temporary = excluded.temporary, totp_secret = excluded.totp_secret,
                   totp_step = 0, failures = 0, locked_until = null
            """;
    }

    /// <summary>The statement that completes a set-up: own password, authenticator, recovery codes. <paramref name="step"/> was used just now.</summary>
    internal Sql SetUp(short force, Id<Staff> person, string password, byte[] totpSecret, long step, IReadOnlyList<string> codes) =>
        $"""
            with {NewCodes(force, person, codes)}
            update kernel.credential
               set password_hash = {hasher.HashPassword(Nobody, password)}, temporary = false, totp_secret = {_keys.Protect(totpSecret)},
                   totp_step = {step}, failures = 0, locked_until = null
             where force = {force} and person = {person}
            """;

    internal Sql NewPassword(short force, Id<Staff> person, string password) =>
        $"""
            update kernel.credential set password_hash = {hasher.HashPassword(Nobody, password)}, failures = 0, locked_until = null
             where force = {force} and person = {person}
            """;

    internal static IReadOnlyList<string> NewRecoveryCodes() =>
        [.. Enumerable.Range(0, RecoveryCodes).Select(static _ => Secrets.RecoveryCode())];

    internal async Task<Claimed?> ClaimAsync(short force, string username, DateTimeOffset now, CancellationToken ct)
    {
        var (first, longest) = (options.FirstPause.TotalSeconds, options.LongestPause.TotalSeconds);
        var beyond = now + options.LongestPause + LedgerClock.Tolerance; // set by a clock that ran ahead
        var rows = await db.WorkingAsync<Claimed>(
            $"""
            update kernel.credential c
               set failures = c.failures + 1,
                   locked_until = case when c.failures + 1 >= {options.Tries}
                     then {now} + least({longest}, {first} * power(2, least(c.failures + 1 - {options.Tries}, 20))) * interval '1 second' end
              from kernel.staff s
             where c.force = {force} and c.username = {username}
               and (c.locked_until is null or c.locked_until <= {now} or c.locked_until > {beyond})
               and s.force = c.force and s.person = c.person and not s.suspended
            returning c.person, c.password_hash, c.temporary, c.totp_secret, c.failures
            """,
            ct
        );
        return rows is [var claimed] ? claimed : null;
    }

    /// <summary>Whether the password is right. For nobody it takes as long, and is not.</summary>
    internal bool IsRight(Claimed? claimed, string password) =>
        hasher.VerifyHashedPassword(Nobody, claimed?.PasswordHash ?? _decoy.Value, password) != PasswordVerificationResult.Failed
        && claimed is not null;

    /// <summary>Takes a code of the authenticator; each only once (RFC 6238 §5.2).</summary>
    internal async Task<bool> TakeTotpAsync(short force, Claimed claimed, string code, DateTimeOffset now, CancellationToken ct)
    {
        if (Totp.Match(_keys.Unprotect(claimed.TotpSecret!), code, now) is not { } step)
            return false;
        return await db.KeepAsync(
                $"""
                update kernel.credential set totp_step = {step}
                 where force = {force} and person = {claimed.Person} and totp_step < {step}
                """,
                ct
            ) == 1;
    }

    /// <summary>Takes a recovery code; it is gone afterwards.</summary>
    internal async Task<bool> TakeRecoveryCodeAsync(short force, Claimed claimed, string code, CancellationToken ct) =>
        await db.KeepAsync(
            $"delete from kernel.recovery_code where force = {force} and person = {claimed.Person} and hash = {Secrets.HashCode(code)}",
            ct
        ) == 1;

    /// <summary>The fragment that ends the count of failures, for the transaction of the sign-in.</summary>
    internal static Sql Succeeded(short force, Id<Staff> person) =>
        $"update kernel.credential set failures = 0, locked_until = null where force = {force} and person = {person}";

    /// <summary>Tells whether a password is still the one that a ticket was given for.</summary>
    internal async Task<bool> IsStillAsync(short force, Id<Staff> person, byte[] stamp, CancellationToken ct)
    {
        var hashes = await db.WorkingAsync<string>(
            $"select password_hash from kernel.credential where force = {force} and person = {person} and (temporary or totp_secret is null)",
            ct
        );
        return hashes is [var hash] && CryptographicOperations.FixedTimeEquals(Stamp(hash), stamp);
    }

    internal static byte[] Stamp(string passwordHash) => Secrets.Hash(passwordHash);

    private static Sql NewCodes(short force, Id<Staff> person, IReadOnlyList<string> codes)
    {
        var hashes = codes.Select(Secrets.HashCode).ToArray();
        return $"""
            forgotten as (delete from kernel.recovery_code where force = {force} and person = {person}),
            made as (insert into kernel.recovery_code (force, person, hash) select {force}, {person}, unnest({hashes}))
            """;
    }
}
