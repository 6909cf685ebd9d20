namespace Bluelamp.Evidence.Cameras;

/// <summary>An owner, as lists show them: to be told from others, without how to reach them. Each look is logged as one at the owner.</summary>
/// <param name="Cameras">How many of their cameras in the register are open to the viewer.</param>
/// <param name="Address">Of one of those.</param>
public sealed record OwnerLine(Id<Owner> Owner, string Name, string? Premises, long Cameras, string? Address, DateTimeOffset Since) : IShows
{
    /// <summary>What to call them.</summary>
    public string Title => Premises is null ? Name : $"{Name}, {Premises}";

    public IEnumerable<Guid> Shown => [Owner.Value];
}

/// <summary>An owner with how to reach them and what they agreed to; without either after they left.</summary>
public sealed record OwnerRecord(
    Id<Owner> Owner,
    string? Name,
    string? Premises,
    string? Phone,
    string? Email,
    string Language,
    DateOnly? ConsentOn,
    string? ConsentBy,
    string? ConsentHow,
    DateTimeOffset Since,
    DateTimeOffset? EndedAt,
    string? EndedWhy
) : IShows
{
    public IEnumerable<Guid> Shown => [Owner.Value];
}

/// <summary>The owners of cameras in the register. Only who may <c>evidence.cameras</c> sees anything of them.</summary>
public sealed class OwnerList(Db db)
{
    /// <summary>Lines of one page.</summary>
    public const int PageSize = 50;

    private sealed record Other(bool Is);

    /// <summary>The owners in the register, the newest first.</summary>
    /// <param name="words">A part of their name, of that of their premises or of the address of a camera of theirs; nothing for all.</param>
    public Task<List<OwnerLine>> NewestAsync(
        string? words,
        (DateTimeOffset At, Guid Owner)? after,
        Viewer viewer,
        CancellationToken ct,
        int limit = PageSize
    ) =>
        db.ListAsync<OwnerLine>(
            $"""
            {Lines(viewer)}
             where {Sees(viewer)}
               and o.ended_at is null
               and {(words is null ? (Sql)$"true" : Matches(words, viewer))}
               and {(after is var (at, last) ? $"(o.since, o.owner) < ({at}, {last})" : (Sql)$"true")}
             order by o.since desc, o.owner desc
             limit {Math.Clamp(limit, 1, PageSize)}
            """,
            ct
        );

    /// <summary>One owner of the register, to be chosen; nothing when there is none, they left, or they are closed to the viewer.</summary>
    public Task<OwnerLine?> LineAsync(Id<Owner> owner, Viewer viewer, CancellationToken ct) =>
        db.FirstAsync<OwnerLine>($"{Lines(viewer)} where {Sees(viewer)} and o.ended_at is null and o.owner = {owner} limit 1", ct);

    /// <summary>One owner; nothing when there is none or they are closed to the viewer.</summary>
    public Task<OwnerRecord?> FindAsync(Id<Owner> owner, Viewer viewer, CancellationToken ct) =>
        db.FirstAsync<OwnerRecord>(
            $"""
            select o.owner, o.name, o.premises, o.phone, o.email, o.language, o.consent_on, o.consent_by, o.consent_how, o.since, o.ended_at,
                   o.ended_why
              from evidence.owner o
             where {Sees(viewer)} and o.owner = {owner}
             limit 1
            """,
            ct
        );

    /// <summary>Whether an owner has another camera in the register than this one, also one that is closed to the viewer.</summary>
    internal async Task<bool> HasOthersAsync(Id<Owner> owner, Id<Camera> camera, Viewer viewer, CancellationToken ct) =>
        await db.WorkingAsync<Other>(
            $"""
            select true as is
              from evidence.camera c
             where c.force = {viewer.Force} and c.owner = {owner} and c.camera <> {camera} and c.standing = 'Registered'
             limit 1
            """,
            ct
        )
            is [_, ..];

    /// <summary>All cameras of an owner in the register, also those that are closed to the viewer: to end them, never to show them.</summary>
    internal async Task<List<Id<Camera>>> CamerasOfAsync(Id<Owner> owner, Viewer viewer, CancellationToken ct) =>
        [
            .. (
                await db.WorkingAsync<Guid>(
                    $"""
                    select c.camera
                      from evidence.camera c
                     where c.force = {viewer.Force} and c.owner = {owner} and c.standing = 'Registered'
                     limit 1000
                    """,
                    ct
                )
            ).Select(static c => new Id<Camera>(c)),
        ];

    /// <summary>Owners (as <c>o</c>) that are open to a viewer.</summary>
    internal static Sql Sees(Viewer viewer) => $"{viewer.Sees("o", "owner")} and {viewer.IsSystem || viewer.May("evidence.cameras")}";

    private static Sql Matches(string words, Viewer viewer) =>
        $"""
            (records.fold(o.name) like '%' || records.fold({words}) || '%'
             or records.fold(o.premises) like '%' || records.fold({words}) || '%'
             or exists ({Cameras(viewer)} and records.fold(c.address) like '%' || records.fold({words}) || '%'))
            """;

    private static Sql Lines(Viewer viewer) =>
        $"""
            select o.owner, o.name, o.premises, (select count(*) from ({Cameras(viewer)}) n) as cameras,
                   (select min(n.address) from ({Cameras(viewer)}) n) as address, o.since
              from evidence.owner o
            """;

    /// <summary>The cameras of an owner (<c>o</c>) in the register that are open to the viewer.</summary>
    private static Sql Cameras(Viewer viewer) =>
        $"""
            select c.camera, c.address from evidence.camera c
             where {CameraList.Sees(viewer)} and c.force = o.force and c.owner = o.owner and c.standing = 'Registered'
            """;
}

/// <summary>Points at owners in timelines, for those who may see the register; who it is stands on their page, where looks are logged.</summary>
internal sealed class OwnerNames(Db db) : IRecordNames
{
    public Task<List<RecordName>> OfAsync(Guid[] records, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<RecordName>(
            $"""
            select o.owner as record, 'an owner of cameras' as name, 'evidence/cameras/owners/' || o.owner as href
              from evidence.owner o
             where {OwnerList.Sees(viewer)} and o.owner = any({records})
             limit 1000
            """,
            ct
        );
}
