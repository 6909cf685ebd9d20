using Bluelamp.Evidence.Exhibits;

namespace Bluelamp.Evidence.Worn;

/// <summary>Body-worn video that is not evidence yet.</summary>
/// <param name="WornBy">Who wore the camera, in words.</param>
/// <param name="DueAt">When its rule lets it go; nothing for the moments until that is worked out.</param>
/// <param name="Held">Somebody holds it back.</param>
public sealed record BodyWornLine(
    Id<Exhibit> Exhibit,
    string? Reference,
    string? Name,
    string? WornBy,
    string? Device,
    DateTimeOffset? MadeFrom,
    DateTimeOffset Since,
    DateTimeOffset? DueAt,
    bool Held
) : IShows
{
    /// <summary>What to call it.</summary>
    public string Title => Reference ?? Name ?? "Exhibit";

    public IEnumerable<Guid> Shown => [Exhibit.Value];
}

/// <summary>Which body-worn video to list.</summary>
/// <param name="Officer">Only what this member of staff wore.</param>
/// <param name="Words">A part of the wearer's name or number, or of the camera's.</param>
public sealed record BodyWornAsked(Guid? Officer = null, string? Words = null);

public sealed class BodyWornList(Db db)
{
    /// <summary>Lines of one page.</summary>
    public const int PageSize = 50;

    /// <summary>What is not evidence yet, what goes first at the top: marked as not evidential, and linked to nothing.</summary>
    /// <param name="after">Continue after this line.</param>
    public Task<List<BodyWornLine>> WaitingAsync(
        BodyWornAsked asked,
        (DateTimeOffset Since, Guid Exhibit)? after,
        Viewer viewer,
        CancellationToken ct
    ) =>
        db.ListAsync<BodyWornLine>(
            $"""
            select e.exhibit, e.reference, e.name, w.worn_by, w.device, e.made_from, w.since, r.due_at,
                   coalesce(cardinality(k.holds), 0) > 0 as held
              from evidence.body_worn w
              join evidence.exhibit e on e.force = w.force and e.exhibit = w.exhibit
              left join evidence.retention r on r.force = w.force and r.exhibit = w.exhibit
              left join evidence.keeping k on k.force = w.force and k.exhibit = w.exhibit
             where {ExhibitList.Sees(viewer)}
               and w.force = {viewer.Force} and w.marked = 'NonEvidential'
               and not exists (select from records.link l where l.force = w.force and l.record = w.exhibit and l.unlinked_at is null)
               and {(asked.Officer is { } officer ? $"w.officer = {officer}" : (Sql)$"true")}
               and {(asked.Words is { } words ? $"strpos(lower(concat_ws(' ', w.worn_by, w.device)), lower({words})) > 0" : (Sql)$"true")}
               and {(after is var (since, last) ? $"(w.since, w.exhibit) > ({since}, {last})" : (Sql)$"true")}
             order by w.since, w.exhibit
             limit {PageSize}
            """,
            ct
        );
}
