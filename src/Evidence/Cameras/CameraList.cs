using Bluelamp.Kernel.Grids;

namespace Bluelamp.Evidence.Cameras;

/// <summary>A camera, as lists and maps show it: without its owner.</summary>
/// <param name="Address">Nothing after its owner withdrew.</param>
public sealed record CameraLine(
    Id<Camera> Camera,
    CameraStanding Standing,
    string Kind,
    string? Address,
    double? Easting,
    double? Northing,
    int? Direction,
    int Field,
    int ReachMetres,
    int DaysKept,
    DateTimeOffset Since
) : IShows
{
    public GridRef? Point => Easting is { } e && Northing is { } n ? new GridRef(e, n) : null;

    public IEnumerable<Guid> Shown => [Camera.Value];
}

/// <summary>A camera with its owner. Each look is logged as one at both.</summary>
/// <param name="Owner">Whose it is; nothing of a camera that was offered, or taken in when owners were typed on each camera.</param>
public sealed record CameraRecord(
    Id<Camera> Camera,
    CameraStanding Standing,
    string Kind,
    string? Address,
    double? Easting,
    double? Northing,
    int? Direction,
    int Field,
    int ReachMetres,
    int DaysKept,
    string? ClockNote,
    Id<Owner>? Owner,
    string? OwnerName,
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
    public IEnumerable<Guid> Shown => Owner is { } owner ? [Camera.Value, owner.Value] : [Camera.Value];

    public CameraLine Line => new(Camera, Standing, Kind, Address, Easting, Northing, Direction, Field, ReachMetres, DaysKept, Since);
}

/// <summary>Which cameras to list.</summary>
/// <param name="Words">In their address.</param>
/// <param name="Near">Within this circle.</param>
/// <param name="Owner">Of this owner.</param>
public sealed record CamerasAsked(
    CameraStanding Standing = CameraStanding.Registered,
    string? Kind = null,
    string? Words = null,
    (GridRef Centre, double Metres)? Near = null,
    Id<Owner>? Owner = null
);

/// <summary>The register of cameras. Only who may <c>evidence.cameras</c> sees anything of it.</summary>
public sealed class CameraList(Db db)
{
    /// <summary>Lines of one page.</summary>
    public const int PageSize = 50;

    /// <summary>Cameras on one map, and in one area that is asked for.</summary>
    public const int MostOnMap = 500;

    /// <summary>The cameras that were asked for, the newest first.</summary>
    public Task<List<CameraLine>> NewestAsync(
        CamerasAsked asked,
        (DateTimeOffset At, Guid Camera)? after,
        Viewer viewer,
        CancellationToken ct,
        int limit = PageSize
    ) =>
        db.ListAsync<CameraLine>(
            $"""
            {Lines}
             where {Sees(viewer)}
               and c.standing = {asked.Standing.ToString()}
               and {(asked.Kind is { } kind ? $"c.kind = {kind}" : (Sql)$"true")}
               and {(asked.Words is { } words ? $"records.fold(c.address) like '%' || records.fold({words}) || '%'" : (Sql)$"true")}
               and {(asked.Owner is { } owner ? $"c.owner = {owner}" : (Sql)$"true")}
               and {(asked.Near is var (centre, metres) ? Within(centre, metres) : (Sql)$"true")}
               and {(after is var (at, last) ? $"(c.since, c.camera) < ({at}, {last})" : (Sql)$"true")}
             order by c.since desc, c.camera desc
             limit {Math.Clamp(limit, 1, MostOnMap)}
            """,
            ct
        );

    /// <summary>The cameras of the register that may see something of a circle, the nearest to its middle first.</summary>
    public Task<List<CameraLine>> RoundAsync(GridRef centre, double metres, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<CameraLine>(
            $"""
            {Lines}
             where {Sees(viewer)}
               and c.standing = 'Registered'
               and {Within(centre, metres + CameraDetails.LongestReach)}
             order by c.at <-> point({centre.Easting}, {centre.Northing}), c.camera
             limit {MostOnMap}
            """,
            ct
        );

    /// <summary>Those of these cameras that are open to the viewer, also those that are no longer in the register.</summary>
    public Task<List<CameraLine>> LinesAsync(IReadOnlyCollection<Guid> cameras, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<CameraLine>($"{Lines} where {Sees(viewer)} and c.camera = any({cameras.ToArray()}) limit {cameras.Count}", ct);

    /// <summary>One camera with its owner; nothing when there is none or it is closed to the viewer.</summary>
    public Task<CameraRecord?> FindAsync(Id<Camera> camera, Viewer viewer, CancellationToken ct) =>
        db.FirstAsync<CameraRecord>($"{Records} where {Sees(viewer)} and c.camera = {camera} limit 1", ct);

    /// <summary>Those of these cameras that are in the register and open to the viewer, with their owners.</summary>
    public Task<List<CameraRecord>> OfAsync(IReadOnlyCollection<Id<Camera>> cameras, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<CameraRecord>(
            $"""
            {Records}
             where {Sees(viewer)} and c.standing = 'Registered' and c.camera = any({cameras.Select(static c => c.Value).ToArray()})
             limit {cameras.Count}
            """,
            ct
        );

    /// <summary>Cameras (as <c>c</c>) that are open to a viewer: themselves and their owner.</summary>
    internal static Sql Sees(Viewer viewer)
    {
        Sql sees = $"{viewer.Sees("c", "camera")} and {viewer.Sees("c", "owner")} and {viewer.IsSystem || viewer.May("evidence.cameras")}";
        return sees;
    }

    private static Sql Within(GridRef centre, double metres) => $"c.at <@ circle(point({centre.Easting}, {centre.Northing}), {metres})";

    private static Sql Lines =>
        $"""
            select c.camera, c.standing, c.kind, c.address, c.easting, c.northing, c.direction, c.field, c.reach_metres, c.days_kept, c.since
              from evidence.camera c
            """;

    private static Sql Records =>
        $"""
            select c.camera, c.standing, c.kind, c.address, c.easting, c.northing, c.direction, c.field, c.reach_metres, c.days_kept,
                   c.clock_note, c.owner, coalesce(o.name, c.owner_name) as owner_name, o.premises, coalesce(o.phone, c.phone) as phone,
                   coalesce(o.email, c.email) as email, coalesce(o.language, c.language, 'en') as language,
                   coalesce(o.consent_on, c.consent_on) as consent_on, coalesce(o.consent_by, c.consent_by) as consent_by,
                   coalesce(o.consent_how, c.consent_how) as consent_how, c.since, c.ended_at, c.ended_why
              from evidence.camera c
              left join evidence.owner o on o.force = c.force and o.owner = c.owner and c.standing = 'Registered'
            """;
}

/// <summary>Names cameras for timelines, to those who may see the register.</summary>
internal sealed class CameraNames(Db db) : IRecordNames
{
    public Task<List<RecordName>> OfAsync(Guid[] records, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<RecordName>(
            $"""
            select c.camera as record, 'the camera at ' || coalesce(c.address, 'an address that is no longer kept') as name,
                   'evidence/cameras/' || c.camera as href
              from evidence.camera c
             where {CameraList.Sees(viewer)} and c.camera = any({records})
             limit 1000
            """,
            ct
        );
}
