using Bluelamp.Evidence.Exhibits;

namespace Bluelamp.Evidence.Fixity;

/// <summary>How the store stands.</summary>
/// <param name="ReadSince">Every file was read whole since then, or arrived; nothing while there are no files.</param>
/// <param name="Damaged">Exhibits, among those that the viewer may see, whose bytes are damaged.</param>
public sealed record StoreStanding(DateTimeOffset? ReadSince, long Damaged);

/// <summary>A damaged exhibit.</summary>
public sealed record DamagedLine(Id<Exhibit> Exhibit, string? Reference, string? Name, Damage Damage, DateTimeOffset ReadAt) : IShows
{
    public string Title => Reference ?? Name ?? "Exhibit";

    public IEnumerable<Guid> Shown => [Exhibit.Value];
}

/// <summary>Shows staff how the store stands.</summary>
public sealed class StoreStandings(Db db)
{
    /// <summary>The most that the page lists.</summary>
    public const int Most = 200;

    public async Task<StoreStanding> NowAsync(Viewer viewer, CancellationToken ct) =>
        (
            await db.ListAsync<StoreStanding>(
                $"""
                select (select min(f.read_at) from evidence.fixity f) as read_since,
                       (select count(*) from evidence.fixity f join evidence.exhibit e on e.sha256 = f.sha256
                         where f.damage is not null and {ExhibitList.Sees(viewer)}) as damaged
                """,
                ct
            )
        )[0];

    /// <summary>The damaged exhibits that the viewer may see, what was found last first.</summary>
    public Task<List<DamagedLine>> DamagedAsync(Viewer viewer, CancellationToken ct) =>
        db.ListAsync<DamagedLine>(
            $"""
            select e.exhibit, e.reference, e.name, f.damage, f.read_at
              from evidence.fixity f
              join evidence.exhibit e on e.sha256 = f.sha256
             where f.damage is not null and {ExhibitList.Sees(viewer)}
             order by f.read_at desc, e.exhibit
             limit {Most}
            """,
            ct
        );
}
