namespace Bluelamp.Evidence.Storing;

/// <summary>What the database knows of a content that may be moved.</summary>
/// <param name="Place">Where it was moved to last; nothing when it never was.</param>
/// <param name="IsNeeded">An exhibit, or something made of one, has it.</param>
/// <param name="IsDamaged">The last check found it damaged.</param>
internal sealed record Movable(ContentHash Sha256, short? Place, bool IsNeeded, bool IsDamaged);

/// <summary>The rows of <c>evidence.place</c>, <c>evidence.lies</c> and <c>evidence.used</c>: of all forces, for a content has no owner but its exhibits.</summary>
internal sealed class PlaceRows(Db db)
{
    /// <summary>Contents of one batch.</summary>
    internal const int Batch = 100;

    private sealed record Row(string Sha256, short? Place, bool Needed, bool Damaged);

    internal Task<List<PlaceRow>> AllAsync(CancellationToken ct) =>
        db.WorkingAsync<PlaceRow>(
            $"select p.place, p.name, p.address, p.role, p.keeps, p.since from evidence.place p order by p.place",
            ct
        );

    /// <summary>Makes a place the hot one; what was it before becomes one that is read from.</summary>
    /// <param name="keeps">What is moved away from the places of before stays there too.</param>
    internal Task HotAsync(string name, string address, bool keeps, CancellationToken ct) =>
        db.KeepAsync(
            $"""
            with demoted as (
              update evidence.place set role = 'From', keeps = {keeps} where role in ('Hot', 'From') and name <> {name} returning place),
            first as (
              insert into evidence.place (name, address, role, keeps)
              select {StorePlaces.Local}, {StorePlaces.Local}, 'From', {keeps}
               where {name} <> {StorePlaces.Local} and not exists (select from evidence.place p where p.role = 'Hot')
              on conflict do nothing returning place)
            insert into evidence.place (name, address, role)
            select {name}, {address}, 'Hot' from (select count(*) from demoted) d, (select count(*) from first) f
            on conflict (name) do update set role = 'Hot', address = excluded.address, keeps = false
            """,
            ct
        );

    /// <summary>Makes a place the cold one; what was it before becomes one that is read from.</summary>
    internal Task ColdAsync(string name, string address, CancellationToken ct) =>
        db.KeepAsync(
            $"""
            with demoted as (update evidence.place set role = 'From' where role = 'Cold' and name <> {name} returning place)
            insert into evidence.place (name, address, role) select {name}, {address}, 'Cold' from (select count(*) from demoted) d
            on conflict (name) do update set role = 'Cold', address = excluded.address
            """,
            ct
        );

    /// <summary>Forgets a place of before in which, as far as is known, nothing lies alone. False when it is no such place.</summary>
    internal async Task<bool> ForgetAsync(string name, CancellationToken ct) =>
        await db.WorkingAsync<short>(
            $"""
            delete from evidence.place p
             where p.name = {name} and p.name <> {StorePlaces.Local} and p.role = 'From'
               and not exists (select from evidence.lies l where l.place = p.place)
            returning p.place
            """,
            ct
        )
            is { Count: > 0 };

    /// <summary>What is known of these contents.</summary>
    internal async Task<Dictionary<ContentHash, Movable>> OfAsync(IEnumerable<ContentHash> hashes, CancellationToken ct) => (
            await db.WorkingAsync<Row>(
                $"""
                select h.hex as sha256, l.place, {Needed.By($"decode(h.hex, 'hex')")} as needed,
                       exists (select from evidence.fixity f where f.sha256 = decode(h.hex, 'hex') and f.damage is not null) as damaged
                  from unnest({Hexes(hashes)}) h(hex)
                  left join evidence.lies l on l.sha256 = decode(h.hex, 'hex')
                """,
                ct
            )
        ).Select(static r => new Movable(ContentHash.Parse(r.Sha256, provider: null), r.Place, r.Needed, r.Damaged)).ToDictionary(static m => m.Sha256);

    /// <summary>Keeps where contents lie now. Of those that nothing needs any more it is noted that they are nobody's, so that they go from there too.</summary>
    internal async Task LieAsync(IReadOnlyCollection<ContentHash> hashes, short place, CancellationToken ct)
    {
        await db.KeepAsync(
            $"""
            insert into evidence.lies (sha256, place)
            select decode(h.hex, 'hex'), {place} from unnest({Hexes(hashes)}) h(hex) where {Needed.By($"decode(h.hex, 'hex')")}
            on conflict (sha256) do update set place = excluded.place, since = clock_timestamp(), wanted = false
            """,
            ct
        );
        await db.KeepAsync(
            $"""
            insert into evidence.orphan (sha256)
            select decode(h.hex, 'hex') from unnest({Hexes(hashes)}) h(hex) where not {Needed.By($"decode(h.hex, 'hex')")}
            on conflict (sha256) do update set trash = false
            """,
            ct
        );
    }

    /// <summary>Says that a content is opened, and that it is wanted back when it is cold.</summary>
    internal async Task UseAsync(ContentHash hash, short cold, DateTimeOffset now, CancellationToken ct)
    {
        var hex = hash.ToString();
        await db.KeepAsync(
            $"""
            insert into evidence.used (sha256, at)
            select decode({hex}, 'hex'), {now} where {Needed.By($"decode({hex}, 'hex')")}
            on conflict (sha256) do update set at = excluded.at where used.at < excluded.at - interval '1 hour'
            """,
            ct
        );
        await db.KeepAsync(
            $"update evidence.lies set wanted = true where sha256 = decode({hex}, 'hex') and place = {cold} and not wanted",
            ct
        );
    }

    /// <summary>Contents of the cold place that somebody opened.</summary>
    internal async Task<List<ContentHash>> WantedAsync(short cold, CancellationToken ct) =>
        Read(
            await db.WorkingAsync<string>(
                $"select encode(l.sha256, 'hex') as sha256 from evidence.lies l where l.wanted and l.place = {cold} limit {Batch}",
                ct
            )
        );

    /// <summary>Says of those that lie in the cold place whether they are to come back.</summary>
    internal Task WantAsync(IEnumerable<ContentHash> hashes, bool wanted, short cold, CancellationToken ct) =>
        db.KeepAsync(
            $"""
            update evidence.lies set wanted = {wanted}
             where place = {cold} and sha256 in (select decode(h, 'hex') from unnest({Hexes(hashes)}) h)
            """,
            ct
        );

    /// <summary>Originals and playable copies that nobody opened since a moment and that are not cold yet, in the order of their hashes.</summary>
    internal async Task<List<ContentHash>> UnusedAsync(short cold, DateTimeOffset since, ContentHash? after, CancellationToken ct) =>
        Read(
            await db.WorkingAsync<string>(
                $"""
                select encode(c.sha256, 'hex') as sha256
                  from (select e.sha256, e.received_at as at from evidence.exhibit e
                        union all
                        select d.sha256, d.made_at from evidence.derivative d where d.kind = 'Proxy') c
                 where c.sha256 > decode({after?.ToString() ?? ""}, 'hex')
                   and not exists (select from evidence.lies l where l.sha256 = c.sha256 and l.place = {cold})
                   and not exists (select from evidence.used u where u.sha256 = c.sha256 and u.at >= {since})
                   and not exists (select from evidence.orphan o where o.sha256 = c.sha256)
                 group by c.sha256
                having max(c.at) < {since}
                 order by c.sha256
                 limit {Batch}
                """,
                ct
            )
        );

    private static string[] Hexes(IEnumerable<ContentHash> hashes) => [.. hashes.Select(static h => h.ToString())];

    private static List<ContentHash> Read(List<string> hexes) => [.. hexes.Select(static h => ContentHash.Parse(h, provider: null))];
}
