using Bluelamp.Evidence.Exhibits;

namespace Bluelamp.Evidence.Watching;

/// <summary>A recording that is evidence of the same record.</summary>
/// <param name="MadeFrom">When it begins, as it was said, by the true time.</param>
public sealed record BesideLine(
    Id<Exhibit> Exhibit,
    string? Reference,
    string? Name,
    MediaKind Media,
    double DurationSeconds,
    DateTimeOffset? MadeFrom,
    DateTimeOffset ReceivedAt
) : IShows
{
    public string Title => Reference ?? Name ?? "Recording";

    public IEnumerable<Guid> Shown => [Exhibit.Value];
}

/// <summary>Finds what can be watched beside a recording.</summary>
public sealed class CameraBeside(Db db)
{
    /// <summary>Recordings of one page.</summary>
    public const int PageSize = 30;

    /// <summary>Films and sounds that play and are linked to a record that this one is linked to, the newest first.</summary>
    /// <param name="after">Continue after this line; nothing for the newest.</param>
    public Task<List<BesideLine>> OfAsync(
        Id<Exhibit> exhibit,
        (DateTimeOffset At, Guid Exhibit)? after,
        Viewer viewer,
        CancellationToken ct
    ) =>
        db.ListAsync<BesideLine>(
            $"""
            select e.exhibit, e.reference, e.name, e.media, x.duration_seconds, e.made_from, e.received_at
              from evidence.exhibit e
              join evidence.examined x on x.force = e.force and x.exhibit = e.exhibit and x.duration_seconds > 0
             where {ExhibitList.Sees(viewer)} and e.media in ('Video', 'Audio') and e.exhibit <> {exhibit}
               and e.exhibit in (select theirs.other
                                   from records.link ours
                                   join records.link theirs on theirs.force = ours.force and theirs.record = ours.other and theirs.unlinked_at is null
                                  where ours.force = {viewer.Force} and ours.record = {exhibit} and ours.unlinked_at is null)
               and {(after is var (at, last) ? $"(e.received_at, e.exhibit) < ({at}, {last})" : (Sql)$"true")}
             order by e.received_at desc, e.exhibit desc
             limit {PageSize}
            """,
            ct
        );
}
