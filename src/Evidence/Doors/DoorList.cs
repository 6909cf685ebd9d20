using Bluelamp.Records;

namespace Bluelamp.Evidence.Doors;

/// <summary>A door, as staff see it.</summary>
/// <param name="Code">The code in its address; only of an appeal.</param>
/// <param name="Exhibits">How many came in by it, of those that this viewer may see.</param>
public sealed record DoorLine(
    Id<Door> Door,
    DoorKind Kind,
    Guid Record,
    RecordKind RecordKind,
    string AsksEn,
    string AsksCy,
    string? Code,
    DateTimeOffset Until,
    string? MeantFor,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    long Exhibits
) : IShows
{
    public RecordRef Of => new(RecordKind, new(Record));

    public Bilingual Asks => new(AsksEn, AsksCy);

    public bool IsOpen(DateTimeOffset now) => ClosedAt is null && Until > now;

    public IEnumerable<Guid> Shown => [Record];
}

public sealed class DoorList(Db db)
{
    /// <summary>Lines of one page.</summary>
    public const int PageSize = 50;

    /// <summary>The doors to records that this viewer may see, the newest first.</summary>
    public Task<List<DoorLine>> NewestAsync((DateTimeOffset At, Guid Door)? after, Guid? record, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<DoorLine>(
            $"""
            {Lines(viewer)}
             where {viewer.Sees("d", "record")}
               and {(record is { } of ? $"d.record = {of}" : (Sql)$"true")}
               and {(after is var (at, last) ? $"(d.opened_at, d.door) < ({at}, {last})" : (Sql)$"true")}
             order by d.opened_at desc, d.door desc
             limit {PageSize}
            """,
            ct
        );

    public Task<DoorLine?> FindAsync(Id<Door> door, Viewer viewer, CancellationToken ct) =>
        db.FirstAsync<DoorLine>($"{Lines(viewer)} where {viewer.Sees("d", "record")} and d.door = {door} limit 1", ct);

    /// <summary>
    /// The door of a code, for whoever holds the code: what it asks for, nothing about the record. Doors that are shut are found too, so that the page can say so.
    /// </summary>
    public Task<DoorLine?> ByCodeAsync(string code, Viewer everyone, CancellationToken ct) =>
        db.FirstAsync<DoorLine>(
            $"""
            select d.door, d.kind, d.record, d.record_kind, d.asks_en, d.asks_cy, d.code, d.until, d.meant_for, d.opened_at, d.closed_at, 0::bigint as exhibits
              from evidence.door d
             where {everyone.Sees("d")} and d.code_hash = {DoorCode.Hash(code)}
             limit 1
            """,
            ct
        );

    private static Sql Lines(Viewer viewer) =>
        $"""
            select d.door, d.kind, d.record, d.record_kind, d.asks_en, d.asks_cy, d.code, d.until, d.meant_for, d.opened_at, d.closed_at,
                   (select count(*) from evidence.exhibit e where e.door = d.door and {Exhibits.ExhibitList.Sees(viewer)}) as exhibits
              from evidence.door d
            """;
}
