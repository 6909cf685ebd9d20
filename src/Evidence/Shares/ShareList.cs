using Bluelamp.Evidence.Exhibits;

namespace Bluelamp.Evidence.Shares;

/// <summary>A link, as staff see it.</summary>
/// <param name="Record">The record whose evidence was shared; nothing when one exhibit was.</param>
/// <param name="Exhibits">How many of its exhibits this viewer sees.</param>
/// <param name="Acts">How often its holder opened, viewed, played or copied something.</param>
/// <param name="LastAt">When its holder last did.</param>
public sealed record ShareLine(
    Id<Share> Share,
    Guid? Record,
    string Recipient,
    string? Organisation,
    RecipientKind Kind,
    string Basis,
    ShareMode Mode,
    string CodeHash,
    DateTimeOffset Until,
    DateTimeOffset MadeAt,
    Guid MadeBy,
    DateTimeOffset? RevokedAt,
    string? RevokedWhy,
    long Exhibits,
    long Acts,
    DateTimeOffset? LastAt
) : IShows
{
    public Recipient To => new(Recipient, Organisation, Kind);

    public bool IsOpen(DateTimeOffset now) => RevokedAt is null && Until > now;

    public IEnumerable<Guid> Shown => [Share.Value];
}

/// <summary>An act of whoever holds a link.</summary>
/// <param name="Exhibit">Nothing for the link itself.</param>
/// <param name="Network">Where from, no more exactly than a network.</param>
public sealed record ShareAccess(Guid? Exhibit, ShareAct Act, DateTimeOffset At, string Network, Guid Stream, int Version);

/// <summary>An exhibit, as whoever holds a link sees it. What was said of it, and by whom, is not theirs to see.</summary>
/// <param name="Sha256">64 hexadecimal digits.</param>
public sealed record SharedLine(
    Id<Exhibit> Exhibit,
    string? Reference,
    string? Name,
    MediaKind Media,
    string? Type,
    long Bytes,
    string Sha256,
    DateTimeOffset? MadeFrom,
    DateTimeOffset ReceivedAt,
    double? DurationSeconds
)
{
    public string Title => Reference ?? Name ?? Exhibit.ToString();
}

/// <summary>What can be played or shown: bytes under a hash, or why there are none.</summary>
public sealed record ShownLine(string? Sha256, string? Type, string? Failed);

/// <summary>Which links to list.</summary>
/// <param name="Exhibit">Those that show this exhibit.</param>
/// <param name="Record">Those of all the evidence of this record.</param>
public sealed record SharesAsked(Guid? Exhibit = null, Guid? Record = null);

public sealed class ShareList(Db db)
{
    /// <summary>Lines of one page.</summary>
    public const int PageSize = 50;

    /// <summary>The links that show something that this viewer sees, the newest first.</summary>
    public Task<List<ShareLine>> NewestAsync(
        SharesAsked asked,
        (DateTimeOffset At, Guid Share)? after,
        Viewer viewer,
        CancellationToken ct
    ) =>
        db.ListAsync<ShareLine>(
            $"""
            {Lines(viewer)}
             where {Sees(viewer)}
               and {(
                asked.Exhibit is { } exhibit
                    ? $"exists (select from evidence.share_item o where o.force = s.force and o.share = s.share and o.exhibit = {exhibit})"
                    : (Sql)$"true"
            )}
               and {(asked.Record is { } record ? $"s.record = {record}" : (Sql)$"true")}
               and {(after is var (at, last) ? $"(s.made_at, s.share) < ({at}, {last})" : (Sql)$"true")}
             order by s.made_at desc, s.share desc
             limit {PageSize}
            """,
            ct
        );

    public Task<ShareLine?> FindAsync(Id<Share> share, Viewer viewer, CancellationToken ct) =>
        db.FirstAsync<ShareLine>($"{Lines(viewer)} where {Sees(viewer)} and s.share = {share} limit 1", ct);

    /// <summary>The link of a code, for whoever holds the code, also when it is over. Nothing is counted: a player asks for every part by it.</summary>
    public async Task<ShareLine?> ByCodeAsync(string code, Viewer everyone, CancellationToken ct) =>
        await db.FirstAsync<ShareLine>(
            $"""
            select s.share, s.record, s.recipient, s.organisation, s.kind, s.basis, s.mode, s.code_hash, s.until, s.made_at, s.made_by,
                   s.revoked_at, s.revoked_why, 0::bigint as exhibits, 0::bigint as acts, null::timestamptz as last_at
              from evidence.share s
             where {everyone.Sees("s")} and s.code_hash = {ShareCode.Hash(code)}
             limit 1
            """,
            ct
        )
            is { } line
        && ShareCode.Is(code, line.CodeHash)
            ? line
            : null;

    /// <summary>The exhibits of a link that this viewer may see, the newest first.</summary>
    public Task<List<SharedLine>> ShownAsync(
        Id<Share> share,
        (DateTimeOffset At, Guid Exhibit)? after,
        Viewer viewer,
        CancellationToken ct
    ) =>
        db.ListAsync<SharedLine>(
            $"""
            {Shown(share, viewer)}
               and {(after is var (at, last) ? $"(e.received_at, e.exhibit) < ({at}, {last})" : (Sql)$"true")}
             order by e.received_at desc, e.exhibit desc
             limit {PageSize}
            """,
            ct
        );

    /// <summary>All that a link shows now, page after page.</summary>
    public async Task<List<SharedLine>> AllShownAsync(Id<Share> share, Viewer viewer, CancellationToken ct)
    {
        var all = new List<SharedLine>();
        for (List<SharedLine>? page = null; page is null || page.Count == PageSize; all.AddRange(page))
            page = await ShownAsync(share, all is [.., var last] ? (last.ReceivedAt, last.Exhibit.Value) : null, viewer, ct);
        return all;
    }

    /// <summary>One exhibit of a link; nothing when it is none of it, was disposed of, or is closed to the viewer.</summary>
    public Task<SharedLine?> FindShownAsync(Id<Share> share, Id<Exhibit> exhibit, Viewer viewer, CancellationToken ct) =>
        db.FirstAsync<SharedLine>($"{Shown(share, viewer)} and e.exhibit = {exhibit} limit 1", ct);

    /// <summary>The copy of an exhibit that names the recipient; nothing while it is being made.</summary>
    public Task<ShownLine?> MarkedAsync(Id<Share> share, Id<Exhibit> exhibit, Viewer viewer, CancellationToken ct) =>
        db.FirstAsync<ShownLine>(
            $"""
            select encode(w.sha256, 'hex') as sha256, w.type, w.failed
              from evidence.watermark w
              join evidence.exhibit e on e.force = w.force and e.exhibit = w.exhibit
             where {ExhibitList.Sees(viewer)} and w.exhibit = {exhibit} and w.share = {share}
             limit 1
            """,
            ct
        );

    /// <summary>The exhibits of a link, also those that are closed to the viewer: to write on them what became of it, never to show them.</summary>
    internal async Task<List<Id<Exhibit>>> ExhibitsOfAsync(Id<Share> share, Viewer viewer, CancellationToken ct) =>
        [
            .. (
                await db.WorkingAsync<Guid>(
                    $"select i.exhibit from evidence.share_item i where i.force = {viewer.Force} and i.share = {share} limit {Sharing.Most}",
                    ct
                )
            ).Select(static e => new Id<Exhibit>(e)),
        ];

    /// <summary>What the holder of a link did, the newest first, without exhibits that are closed to the viewer.</summary>
    public Task<List<ShareAccess>> LogAsync(
        Id<Share> share,
        (DateTimeOffset At, Guid Stream)? after,
        Viewer viewer,
        CancellationToken ct
    ) =>
        db.ListAsync<ShareAccess>(
            $"""
            select a.exhibit, a.act, a.at, a.network, a.stream, a.version
              from evidence.share_access a
             where {viewer.Sees("a", "stream")} and a.share = {share}
               and (a.exhibit is null
                    or exists (select from evidence.exhibit e where e.force = a.force and e.exhibit = a.exhibit and {ExhibitList.Sees(
                viewer
            )}))
               and {(after is var (at, last) ? $"(a.at, a.stream) < ({at}, {last})" : (Sql)$"true")}
             order by a.at desc, a.stream desc
             limit {PageSize}
            """,
            ct
        );

    /// <summary>Whether the holder of a link did this with an exhibit since a moment.</summary>
    public async Task<bool> DidSinceAsync(
        Id<Share> share,
        Id<Exhibit> exhibit,
        ShareAct act,
        DateTimeOffset since,
        Viewer viewer,
        CancellationToken ct
    ) =>
        await db.ListAsync<bool>(
            $"""
            select true as did
              from evidence.share_access a
             where {viewer.Sees(
                "a",
                "stream"
            )} and a.share = {share} and a.exhibit = {exhibit} and a.act = {act.ToString()} and a.at >= {since}
             limit 1
            """,
            ct
        )
            is [_, ..];

    private static Sql Shown(Id<Share> share, Viewer viewer) =>
        $"""
            select e.exhibit, e.reference, e.name, e.media, e.type, e.bytes, encode(e.sha256, 'hex') as sha256, e.made_from, e.received_at,
                   x.duration_seconds
              from evidence.share_item i
              join evidence.exhibit e on e.force = i.force and e.exhibit = i.exhibit and e.sha256 is not null
              left join evidence.examined x on x.force = e.force and x.exhibit = e.exhibit
             where {ExhibitList.Sees(viewer)} and i.share = {share} and e.quarantine is null
            """;

    private static Sql Lines(Viewer viewer) =>
        $"""
            select s.share, s.record, s.recipient, s.organisation, s.kind, s.basis, s.mode, s.code_hash, s.until, s.made_at, s.made_by,
                   s.revoked_at, s.revoked_why,
                   (select count(*) from evidence.share_item i join evidence.exhibit e on e.force = i.force and e.exhibit = i.exhibit
                     where i.force = s.force and i.share = s.share and {ExhibitList.Sees(viewer)}) as exhibits,
                   (select count(*) from evidence.share_access a where {Did(viewer)}) as acts,
                   (select max(a.at) from evidence.share_access a where {Did(viewer)}) as last_at
              from evidence.share s
            """;

    /// <summary>What the holder of a link (as <c>s</c>) did (as <c>a</c>), without exhibits that are closed to the viewer: what <see cref="LogAsync"/> lists.</summary>
    private static Sql Did(Viewer viewer) =>
        $"""
            {viewer.Sees("a", "stream")} and a.share = s.share
               and (a.exhibit is null
                    or exists (select from evidence.exhibit e where e.force = a.force and e.exhibit = a.exhibit and {ExhibitList.Sees(
                viewer
            )}))
            """;

    /// <summary>Links (as <c>s</c>) that show something that the viewer sees, of a record that the viewer sees.</summary>
    internal static Sql Sees(Viewer viewer)
    {
        Sql sees = $"""
            {viewer.Sees("s", "share")}
               and (s.record is null or {viewer.Sees("s", "record")})
               and exists (select from evidence.share_item i join evidence.exhibit e on e.force = i.force and e.exhibit = i.exhibit
                            where i.force = s.force and i.share = s.share and {ExhibitList.Sees(viewer)})
            """;
        return sees;
    }
}

/// <summary>Names links for timelines.</summary>
internal sealed class ShareNames(Db db) : IRecordNames
{
    public Task<List<RecordName>> OfAsync(Guid[] records, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<RecordName>(
            $"""
            select s.share as record, 'the link for ' || s.recipient as name, 'evidence/shares/' || s.share as href
              from evidence.share s
             where {ShareList.Sees(viewer)} and s.share = any({records})
             limit 1000
            """,
            ct
        );
}
