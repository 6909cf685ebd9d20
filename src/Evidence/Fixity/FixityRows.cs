using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Fixity;

/// <summary>A content that is to be read.</summary>
/// <param name="Bytes">How many it had when it was received.</param>
/// <param name="WasDamaged">The last check found it damaged.</param>
internal sealed record ToRead(ContentHash Sha256, long Bytes, bool WasDamaged);

/// <summary>An exhibit that has a content as its bytes.</summary>
public sealed record Holder(short Force, Guid Exhibit, string? Reference);

/// <summary>The rows of <c>evidence.fixity</c>: contents of all forces, for a content has no owner but its exhibits.</summary>
public sealed class FixityRows(Db db)
{
    /// <summary>Contents of one round.</summary>
    internal const int Round = 500;

    private sealed record Row(string Sha256, long? Bytes, bool Damaged);

    /// <summary>Takes up what has arrived since, and lets go of what nothing needs any more.</summary>
    internal async Task RenewAsync(CancellationToken ct)
    {
        await db.KeepAsync(
            $"""
            delete from evidence.fixity f where not {Needed.By($"f.sha256")}
            """,
            ct
        );
        await db.KeepAsync(
            $"""
            insert into evidence.fixity (sha256, read_at)
            select c.sha256, min(c.at)
              from (select e.sha256, e.received_at as at from evidence.exhibit e where e.sha256 is not null
                    union all
                    select d.sha256, d.made_at from evidence.derivative d where d.sha256 is not null
                    union all
                    select w.sha256, w.made_at from evidence.watermark w where w.sha256 is not null
                    union all
                    select t.sha256, t.written_at from evidence.caption t
                    union all
                    select s.sha256, s.signed_at from evidence.signature s) c
             where not exists (select from evidence.fixity f where f.sha256 = c.sha256)
             group by c.sha256
            on conflict do nothing
            """,
            ct
        );
    }

    /// <summary>Those that were read last before a moment, and those that were found damaged before another, the longest unread first.</summary>
    internal Task<List<ToRead>> DueAsync(DateTimeOffset before, DateTimeOffset damagedBefore, CancellationToken ct) =>
        ReadAsync($"(f.read_at < {before} or (f.damage is not null and f.read_at < {damagedBefore}))", $"f.read_at, f.sha256", ct);

    /// <summary>All, in the order of their hashes.</summary>
    internal Task<List<ToRead>> AfterAsync(ContentHash? last, CancellationToken ct) =>
        ReadAsync($"f.sha256 > decode({last?.ToString() ?? ""}, 'hex')", $"f.sha256", ct);

    internal Task<List<ToRead>> TheseAsync(IEnumerable<ContentHash> hashes, CancellationToken ct) =>
        ReadAsync(
            $"f.sha256 in (select decode(h, 'hex') from unnest({hashes.Select(static h => h.ToString()).ToArray()}) h)",
            $"f.sha256",
            ct
        );

    /// <summary>How many bytes there are in all, or in what is due.</summary>
    internal async Task<long> BytesAsync(DateTimeOffset? before, CancellationToken ct) =>
        (
            await db.WorkingAsync<long>(
                $"""
                select coalesce(sum({Bytes}), 0)::bigint as bytes
                  from evidence.fixity f
                 where {(before is { } moment ? $"f.read_at < {moment}" : (Sql)$"true")}
                """,
                ct
            )
        )[0];

    /// <summary>Keeps what was found. False when nothing needs the content any more.</summary>
    internal async Task<bool> KeepAsync(ContentHash hash, StoredBytes found, DateTimeOffset at, CancellationToken ct) =>
        await db.KeepAsync(
            $"""
            update evidence.fixity
               set read_at = {at}, damage = {found.Damage?.ToString()},
                   found = decode({(found.Damage is null ? null : found.Found?.ToString())}, 'hex'),
                   found_bytes = {(found.Damage is null ? null : found.Bytes)}
             where sha256 = decode({hash.ToString()}, 'hex')
            """,
            ct
        ) > 0;

    /// <summary>Lets go of a content when nothing needs it any more. False while something does.</summary>
    internal async Task<bool> LetGoAsync(ContentHash hash, CancellationToken ct) =>
        await db.KeepAsync(
            $"""
            delete from evidence.fixity f
             where f.sha256 = decode({hash.ToString()}, 'hex')
               and not exists (select from evidence.exhibit e where e.sha256 = f.sha256)
               and not exists (select from evidence.derivative d where d.sha256 = f.sha256)
               and not exists (select from evidence.watermark w where w.sha256 = f.sha256)
            """,
            ct
        ) > 0;

    /// <summary>The exhibits that have this content, in the order of their ids.</summary>
    internal Task<List<Holder>> HoldersAsync(ContentHash hash, Holder? after, CancellationToken ct) =>
        db.WorkingAsync<Holder>(
            $"""
            select e.force, e.exhibit, e.reference
              from evidence.exhibit e
             where e.sha256 = decode({hash.ToString()}, 'hex')
               and {(after is { } last ? $"(e.force, e.exhibit) > ({last.Force}, {last.Exhibit})" : (Sql)$"true")}
             order by e.force, e.exhibit
             limit {Round}
            """,
            ct
        );

    /// <summary>Bytes on their way out, or back, lie elsewhere for a moment: they are left alone.</summary>
    private async Task<List<ToRead>> ReadAsync(Sql which, Sql order, CancellationToken ct) =>
        [
            .. (
                await db.WorkingAsync<Row>(
                    $"""
                    select encode(f.sha256, 'hex') as sha256, {Bytes} as bytes, f.damage is not null as damaged
                      from evidence.fixity f
                     where {which} and not exists (select from evidence.orphan o where o.sha256 = f.sha256)
                     order by {order}
                     limit {Round}
                    """,
                    ct
                )
            ).Select(static r => new ToRead(ContentHash.Parse(r.Sha256, provider: null), r.Bytes ?? 0, r.Damaged)),
        ];

    private static Sql Bytes => Needed.Bytes($"f.sha256");
}
