using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Bluelamp.Kernel.Operations;
using Microsoft.AspNetCore.DataProtection;

namespace Bluelamp.Contact.Api;

/// <summary>
/// Remembers for two days what was answered under an <c>Idempotency-Key</c> (draft-ietf-httpapi-idempotency-key-header-07), in the transaction of the
/// report itself. The answer holds the reporter's code, so it is sealed with the site's keys.
/// </summary>
internal sealed class Idempotency(Db db, TimeProvider time, IDataProtectionProvider protection) : ISweep
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);
    private readonly IDataProtector _seal = protection.CreateProtector("contact.idempotency");
    private readonly ConcurrentDictionary<string, bool> _running = new(StringComparer.Ordinal);

    private sealed record Row(byte[] BodyHash, string Answer);

    /// <summary>A key is one to 255 visible ASCII characters.</summary>
    internal static bool IsKey(string key) => key.Length is >= 1 and <= 255 && key.All(static c => c is > ' ' and < '\u007f');

    /// <summary>True when nobody on this node is at work under the key; then it must be ended with <see cref="End"/>.</summary>
    internal bool TryBegin(string key) => _running.TryAdd(key, value: true);

    internal void End(string key) => _running.TryRemove(key, out _);

    /// <summary>What was answered under the key, and whether it was to the same body.</summary>
    internal async Task<(string Answer, bool SameBody)?> FindAsync(short force, string key, byte[] body, CancellationToken ct)
    {
        var rows = await db.WorkingAsync<Row>(
            $"""
            select body_hash, answer
              from contact.idempotency
             where force = {force} and key_hash = {Hash(key)} and expires_at > {time.GetUtcNow()}
            """,
            ct
        );
        return rows is [var row] ? (_seal.Unprotect(row.Answer), row.BodyHash.AsSpan().SequenceEqual(SHA256.HashData(body))) : null;
    }

    /// <summary>The statement that remembers an answer.</summary>
    internal Sql Keep(short force, string key, byte[] body, string answer) =>
        $"""
            insert into contact.idempotency (force, key_hash, body_hash, answer, expires_at)
            values ({force}, {Hash(key)}, {SHA256.HashData(body)}, {_seal.Protect(answer)}, {time.GetUtcNow() + Kept})
            """;

    /// <summary>Forgets what is old enough, and what a clock that ran ahead would keep for longer than is said.</summary>
    public Task<int> SweepAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return db.KeepAsync(
            $"delete from contact.idempotency where expires_at <= {now} or expires_at > {now + Kept + LedgerClock.Tolerance}",
            ct
        );
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.ASCII.GetBytes(key));
}
