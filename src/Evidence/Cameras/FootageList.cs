using Bluelamp.Evidence.Doors;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Cameras;

/// <summary>How a request stands.</summary>
public enum FootageState
{
    Sent,
    Reminded,

    /// <summary>Its link was opened; nothing has come yet.</summary>
    Opened,
    Received,

    /// <summary>The camera has recorded over it, and nobody answered.</summary>
    RanOut,
    Answered,
    Cancelled,
}

/// <summary>A request for footage, as staff see it.</summary>
/// <param name="Also">The owner's other cameras that were asked for with it.</param>
/// <param name="Address">Of the camera or cameras; nothing after the owner withdrew, or for who may not see the register.</param>
/// <param name="Exhibits">How many came in by its links, of those that this viewer sees.</param>
public sealed record FootageLine(
    Id<FootageRequest> Request,
    Guid Record,
    RecordKind RecordKind,
    Id<Camera> Camera,
    Guid[] Also,
    string? Address,
    DateTimeOffset MadeFrom,
    DateTimeOffset MadeUntil,
    DateTimeOffset RunsOutAt,
    DateTimeOffset GoneAt,
    FootageWay Way,
    DateTimeOffset AskedAt,
    Guid AskedBy,
    DateTimeOffset? RemindedAt,
    DateTimeOffset? OpenedAt,
    FootageAnswer? Answer,
    string? AnswerWords,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? CancelledAt,
    string? CancelledWhy,
    long Exhibits
) : IShows
{
    public IEnumerable<Guid> Shown => [Record, .. Cameras];

    /// <summary>All cameras that it asks for.</summary>
    public IEnumerable<Guid> Cameras => Also.Prepend(Camera.Value);

    /// <summary>Nobody answered or cancelled it, and nothing has come.</summary>
    public bool IsOpen => Answer is null && CancelledAt is null && Exhibits == 0;

    public FootageState State(DateTimeOffset now) =>
        this switch
        {
            { Exhibits: > 0 } => FootageState.Received,
            { CancelledAt: not null } => FootageState.Cancelled,
            { Answer: not null } => FootageState.Answered,
            _ when GoneAt <= now => FootageState.RanOut,
            { OpenedAt: not null } => FootageState.Opened,
            { RemindedAt: not null } => FootageState.Reminded,
            _ => FootageState.Sent,
        };
}

/// <summary>Which requests to list.</summary>
/// <param name="Record">For evidence of this record.</param>
/// <param name="Camera">Of this camera.</param>
public sealed record FootageOf(Guid? Record = null, Guid? Camera = null);

/// <summary>Requests for footage.</summary>
public sealed class FootageList(Db db)
{
    /// <summary>Lines of one page.</summary>
    public const int PageSize = 50;

    /// <summary>The requests of a record or of a camera, the newest first.</summary>
    public Task<List<FootageLine>> NewestAsync(
        FootageOf asked,
        (DateTimeOffset At, Guid Request)? after,
        Viewer viewer,
        CancellationToken ct
    ) =>
        db.ListAsync<FootageLine>(
            Sql.Prepared(
                $"""
                {Lines(viewer)}
                 where {Sees(viewer)}
                   and {(asked.Record is { } record ? $"f.record = {record}" : (Sql)$"true")}
                   and {(asked.Camera is { } camera ? $"(f.camera = {camera} or f.also @> array[{camera}]::uuid[])" : (Sql)$"true")}
                   and {(after is var (at, last) ? $"(f.asked_at, f.request) < ({at}, {last})" : (Sql)$"true")}
                 order by f.asked_at desc, f.request desc
                 limit {PageSize}
                """
            ),
            ct
        );

    /// <summary>The requests that wait for an answer, whose footage runs out first first. What has gone by now waits for somebody to write that down.</summary>
    public Task<List<FootageLine>> SoonestAsync((DateTimeOffset At, Guid Request)? after, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<FootageLine>(
            $"""
            {Lines(viewer)}
             where {Sees(viewer)}
               and f.answer is null and f.cancelled_at is null
               and not {Came}
               and {(after is var (at, last) ? $"(f.runs_out_at, f.request) > ({at}, {last})" : (Sql)$"true")}
             order by f.runs_out_at, f.request
             limit {PageSize}
            """,
            ct
        );

    public Task<FootageLine?> FindAsync(Id<FootageRequest> request, Viewer viewer, CancellationToken ct) =>
        db.FirstAsync<FootageLine>($"{Lines(viewer)} where {Sees(viewer)} and f.request = {request} limit 1", ct);

    /// <summary>The links of a request, the newest last.</summary>
    public async Task<List<Id<Door>>> DoorsOfAsync(Id<FootageRequest> request, Viewer viewer, CancellationToken ct) =>
        [
            .. (
                await db.ListAsync<Guid>(
                    $"""
                    select d.door
                      from evidence.footage_door d
                     where {viewer.Sees("d", "request")} and d.request = {request}
                     order by d.door
                     limit 100
                    """,
                    ct
                )
            ).Select(static d => new Id<Door>(d)),
        ];

    /// <summary>The request that a link was made for; nothing for any other link.</summary>
    public async Task<Id<FootageRequest>?> OfDoorAsync(Id<Door> door, Viewer everyone, CancellationToken ct) =>
        await db.ListAsync<Guid>(
            $"select d.request from evidence.footage_door d where {everyone.Sees("d", "request")} and d.door = {door} limit 1",
            ct
        )
            is [var request]
            ? new Id<FootageRequest>(request)
            : null;

    /// <summary>
    /// The requests that wait for an answer and ask for these cameras and for no other that is still in the register, also those that are closed to the
    /// viewer: to end them, never to show them.
    /// </summary>
    internal async Task<List<Id<FootageRequest>>> OpenOfAsync(
        IReadOnlyCollection<Id<Camera>> cameras,
        Viewer viewer,
        CancellationToken ct
    ) =>
        [
            .. (
                await db.WorkingAsync<Guid>(
                    $"""
                    select f.request
                      from evidence.footage f
                     where f.force = {viewer.Force} and (f.camera = any({Ids(cameras)}) or f.also && {Ids(cameras)})
                       and f.answer is null and f.cancelled_at is null and not {Came}
                       and not exists (select from evidence.camera c
                                        where c.force = f.force and (c.camera = f.camera or c.camera = any(f.also))
                                          and c.standing = 'Registered' and not c.camera = any({Ids(cameras)}))
                     limit 1000
                    """,
                    ct
                )
            ).Select(static r => new Id<FootageRequest>(r)),
        ];

    private static Guid[] Ids(IReadOnlyCollection<Id<Camera>> cameras) => [.. cameras.Select(static c => c.Value)];

    private static Sql Came =>
        $"""
            exists (select from evidence.footage_door d join evidence.exhibit e on e.force = d.force and e.door = d.door
                     where d.force = f.force and d.request = f.request)
            """;

    /// <summary>Requests (as <c>f</c>) of records and cameras that are open to a viewer.</summary>
    private static Sql Sees(Viewer viewer)
    {
        Sql sees = $"{viewer.Sees("f", "request")} and {viewer.Sees("f", "record")} and {viewer.Sees("f", "camera")}";
        return sees;
    }

    private static Sql Lines(Viewer viewer) =>
        $"""
            select f.request, f.record, f.record_kind, f.camera, f.also,
                   (select string_agg(distinct c.address, '; ') from evidence.camera c
                     where c.force = f.force and (c.camera = f.camera or c.camera = any(f.also)) and {CameraList.Sees(
                viewer
            )}) as address, f.made_from, f.made_until, f.runs_out_at, f.gone_at, f.way, f.asked_at,
                   f.asked_by, f.reminded_at, f.answer, f.answer_words, f.answered_at, f.cancelled_at, f.cancelled_why,
                   (select min(o.entered_at) from evidence.footage_door d join evidence.door_entry o on o.force = d.force and o.door = d.door
                     where d.force = f.force and d.request = f.request) as opened_at,
                   (select count(*) from evidence.footage_door d join evidence.exhibit e on e.force = d.force and e.door = d.door
                     where d.force = f.force and d.request = f.request and {ExhibitList.Sees(viewer)}) as exhibits
              from evidence.footage f
            """;
}
