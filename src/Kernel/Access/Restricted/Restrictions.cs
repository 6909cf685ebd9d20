using System.Collections.Frozen;

namespace Bluelamp.Kernel.Access;

/// <summary>
/// The query by which one module finds a record by what people call it (a crime reference, a URN), also one that is closed: the break-glass door shows
/// nothing but that it exists. Nothing where the text is no such reference.
/// </summary>
/// <param name="everyone">Sees every record of the force.</param>
public delegate Sql? RecordFinder(string reference, Viewer everyone);

/// <summary>A line of the list of opened records.</summary>
public sealed record GlassLine(
    Guid Glass,
    Guid Record,
    Guid Person,
    string Name,
    string Reason,
    DateTimeOffset BrokenAt,
    DateTimeOffset Until,
    DateTimeOffset? ReviewedAt,
    bool? Justified,
    string? Comment
);

/// <summary>A record that was just opened to one session.</summary>
public sealed record Opened(Guid Record, DateTimeOffset Until);

/// <summary>Closes records to most, opens them again, and keeps the break-glass door.</summary>
public sealed class Restrictions(ILedger ledger, Db db, IEnumerable<RecordFinder> finders, AccessOptions options, TimeProvider time)
{
    /// <summary>How soon somebody else looks at a reason.</summary>
    internal static readonly TimeSpan ReviewWithin = TimeSpan.FromHours(24);

    public Task<Result<Appended>> RestrictAsync(Guid record, RestrictRecord command, Viewer viewer, CancellationToken ct) =>
        ledger.DecideAsync(new Id<Restriction>(record), command, viewer, ct);

    public Task<Result<Appended>> LiftAsync(Guid record, LiftRestriction command, Viewer viewer, CancellationToken ct) =>
        ledger.DecideAsync(new Id<Restriction>(record), command, viewer, ct);

    /// <summary>The record that a reference or id names, also one that is closed to the viewer.</summary>
    public async Task<Guid?> FindAsync(string reference, Viewer viewer, CancellationToken ct)
    {
        if (Guid.TryParse(reference, out var id))
            return id;
        var everyone = Viewer.System(viewer.Force, "find-by-reference");
        foreach (var finder in finders)
        {
            if (finder(reference.Trim(), everyone) is { } query && await db.ListAsync<Guid>(query, ct) is [var found])
                return found;
        }

        return null;
    }

    /// <summary>
    /// Opens a record to this session for an hour. One that does not exist and one that is open anyway get the same answer, so that the door tells of
    /// nothing but what policy lets be known: that there is a restricted record.
    /// </summary>
    public async Task<Result<Opened>> BreakGlassAsync(string reference, string reason, Guid session, Viewer viewer, CancellationToken ct)
    {
        if (await FindAsync(reference, viewer, ct) is not { } record || !await IsClosedAsync(record, viewer, ct))
            return new NothingBehindGlass();
        var glass = Id<Glass>.New();
        var until = time.GetUtcNow() + options.GlassOpen;
        Sql key = $"""
            insert into kernel.session_key (force, session, record, until) values ({viewer.Force}, {session}, {record}, {until})
            on conflict (force, session, record) do update set until = excluded.until
            """;
        var broken = await ledger.DecideAsync(
            [Step.For(glass, new BreakGlass(glass, new(record), reason, options.GlassOpen))],
            viewer,
            ct,
            key
        );
        if (broken.Refused(out var refusal, out _))
            return refusal;
        AccessMeters.GlassBroken.Add(1);
        return new Opened(record, until);
    }

    /// <summary>What was opened, newest first; only what still waits for its review when <paramref name="waiting"/>.</summary>
    public Task<List<GlassLine>> GlassAsync(Viewer viewer, bool waiting, CancellationToken ct) =>
        db.ListAsync<GlassLine>(
            $"""
            select g.glass, g.record, g.person, p.name, g.reason, g.broken_at, g.until, g.reviewed_at, g.justified, g.comment
              from kernel.glass g
              join kernel.staff p on p.force = g.force and p.person = g.person
             where {viewer.Sees("g")}
               and (not {waiting} or g.reviewed_at is null)
             order by g.broken_at desc, g.glass
             limit 200
            """,
            ct
        );

    public Task<Result<Appended>> ReviewAsync(Id<Glass> glass, bool justified, string comment, Viewer viewer, CancellationToken ct) =>
        ledger.DecideAsync(glass, new ReviewGlass(glass, justified, comment), viewer, ct);

    /// <summary>
    /// Which of these records are closed to the viewer, so that what is written for them can go round those. For code only: tell nobody.
    /// </summary>
    public async Task<IReadOnlySet<Guid>> ClosedAsync(IReadOnlyCollection<Guid> records, Viewer viewer, CancellationToken ct) =>
        records.Count == 0
            ? FrozenSet<Guid>.Empty
            : (
                await db.WorkingAsync<Guid>(
                    Sql.Join("\nunion all\n", records.Select(r => (Sql)$"select {r} as record where not {viewer.SeesStream(r)}")),
                    ct
                )
            ).ToFrozenSet();

    /// <summary>Whom to tell that a record was opened: whoever closed it, and whoever else holds a key.</summary>
    internal Task<List<Guid>> OwnersAsync(short force, Guid record, CancellationToken ct) =>
        db.WorkingAsync<Guid>(
            $"""
            select distinct unnest(array_append(coalesce(x.keys, array[]::uuid[]), x.closed_by)) as owner
              from kernel.restriction x
             where x.force = {force} and x.subject = {record}
            """,
            ct
        );

    private async Task<bool> IsClosedAsync(Guid record, Viewer viewer, CancellationToken ct) =>
        await db.WorkingAsync<bool>($"select not {viewer.SeesStream(record)} as closed", ct) is [true];
}

public sealed record NothingBehindGlass()
    : Refusal.NotFound(
        "nothing-behind-glass",
        "No restricted record has this reference. Check it; if the record is open to you, search for it."
    );
