namespace Bluelamp.Kernel.Access;

/// <summary>A live session with what its person may do now, as one query reads them.</summary>
internal sealed record LiveSession(
    Guid Session,
    Guid Person,
    string Name,
    string[] Roles,
    string? PurposeCode,
    string? PurposeReference,
    DateTimeOffset SeenAt,
    Guid[] Opened
);

/// <summary>A session as its owner sees it.</summary>
public sealed record OwnSession(Guid Session, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, string Address, string Agent);

/// <summary>
/// Who is signed in: <c>kernel.session</c>. The browser's cookie is a random token and means nothing by itself; what the person may do is read here,
/// from the roles of this moment, on every request. A clock that is set back prolongs nothing: a session that was seen later than now has ended.
/// </summary>
public sealed class Sessions(Db db, AccessOptions options, TimeProvider time)
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    internal async Task<LiveSession?> FindAsync(short force, string token, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var found = await db.WorkingAsync<LiveSession>(
            Sql.Prepared(
                $"""
                select s.session, s.person, p.name, p.roles, s.purpose_code, s.purpose_reference, s.seen_at,
                       array(select k.record from kernel.session_key k
                              where k.force = s.force and k.session = s.session and k.until > {now}) as opened
                  from kernel.session s
                  join kernel.staff p on p.force = s.force and p.person = s.person
                 where s.force = {force} and s.token_hash = {Secrets.Hash(token)} and {IsLive(now)} and not p.suspended
                """
            ),
            ct
        );
        if (found is not [var session])
            return null;
        if (now - session.SeenAt > SeenEvery)
            await db.KeepAsync($"update kernel.session set seen_at = {now} where force = {force} and session = {session.Session}", ct);
        return session;
    }

    /// <summary>The fragment that begins a session. Those of anybody that have run out are swept away with it.</summary>
    internal Sql Begin(short force, Id<Session> session, Id<Staff> person, string token, Caller caller)
    {
        var now = time.GetUtcNow();
        return $"""
            with succeeded as ({Credentials.Succeeded(force, person)}),
                 swept as (delete from kernel.session s where s.force = {force} and not ({IsLive(now)}))
            insert into kernel.session (force, session, token_hash, person, created_at, seen_at, address, agent)
            values ({force}, {session}, {Secrets.Hash(token)}, {person}, {now}, {now}, {caller.Address}, {caller.Agent})
            """;
    }

    private Sql IsLive(DateTimeOffset now) =>
        $"""
            s.created_at > {now - options.Longest} and s.seen_at > {now - options.Idle} and s.seen_at < {now + LedgerClock.Tolerance}
            """;

    internal static Sql End(short force, Guid session) => $"delete from kernel.session where force = {force} and session = {session}";

    /// <summary>The fragment that ends every session of a person.</summary>
    internal static Sql EndAll(short force, Id<Staff> person) => $"delete from kernel.session where force = {force} and person = {person}";

    /// <summary>The viewer's own sessions, newest first.</summary>
    public Task<List<OwnSession>> OwnAsync(Viewer viewer, CancellationToken ct) =>
        db.ListAsync<OwnSession>(
            $"""
            select s.session, s.created_at, s.seen_at, s.address, s.agent
              from kernel.session s
             where {viewer.Sees("s")} and s.person = {viewer.Person} and {IsLive(time.GetUtcNow())}
             order by s.created_at desc
             limit 50
            """,
            ct
        );

    /// <summary>Keeps the purpose that the person chose for the task at hand.</summary>
    public Task ChooseAsync(Viewer viewer, Guid session, Purpose purpose, CancellationToken ct) =>
        db.KeepAsync(
            $"""
            update kernel.session s set purpose_code = {purpose.Code}, purpose_reference = {purpose.Reference}
             where {viewer.Sees("s")} and s.session = {session} and s.person = {viewer.Person}
            """,
            ct
        );
}
