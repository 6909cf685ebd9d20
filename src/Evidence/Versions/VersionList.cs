using Bluelamp.Evidence.Exhibits;

namespace Bluelamp.Evidence.Versions;

/// <summary>A version that somebody asked for.</summary>
/// <param name="Version">The exhibit that it is, or will be.</param>
/// <param name="MadeAt">Nothing while it is being made, and when it could not be.</param>
/// <param name="Failed">Why it could not be made.</param>
/// <param name="IsHere">It can be opened: it was made, and not disposed of since.</param>
public sealed record VersionLine(
    Id<Exhibit> Version,
    VersionKind Kind,
    string Name,
    DateTimeOffset OrderedAt,
    DateTimeOffset? MadeAt,
    string? Failed,
    bool IsHere
) : IShows
{
    public IEnumerable<Guid> Shown => [Version.Value];
}

/// <summary>What versions there are of an exhibit; open to whoever may see the exhibit itself.</summary>
public sealed class VersionList(Db db)
{
    public Task<List<VersionLine>> OfAsync(Id<Exhibit> exhibit, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<VersionLine>(
            $"""
            select v.version, v.kind, v.name, v.ordered_at, v.made_at, v.failed,
                   exists (select from evidence.exhibit made where made.force = v.force and made.exhibit = v.version) as is_here
              from evidence.version v
              join evidence.exhibit e on e.force = v.force and e.exhibit = v.exhibit
             where {ExhibitList.Sees(viewer)} and v.exhibit = {exhibit}
             order by v.ordered_at desc, v.version
             limit 100
            """,
            ct
        );

    /// <summary>Those of these exhibits that have a redacted copy, or a clip that has one: whoever gets them gets what the copy leaves out.</summary>
    public async Task<List<Id<Exhibit>>> RedactedAsync(IReadOnlyCollection<Id<Exhibit>> exhibits, Viewer viewer, CancellationToken ct) =>
        [
            .. (
                await db.ListAsync<Guid>(
                    $"""
                    select e.exhibit
                      from evidence.exhibit e
                     where {ExhibitList.Sees(viewer)}
                       and e.exhibit = any({exhibits.Select(static e => e.Value).ToArray()})
                       and (exists (select from evidence.version v
                                      join evidence.exhibit made on made.force = v.force and made.exhibit = v.version
                                     where v.force = e.force and v.exhibit = e.exhibit and v.kind = {nameof(VersionKind.Redacted)})
                            or exists (select from evidence.exhibit part
                                         join evidence.version v on v.force = part.force and v.exhibit = part.exhibit
                                         join evidence.exhibit made on made.force = v.force and made.exhibit = v.version
                                        where part.force = e.force and part.original = e.exhibit and v.kind = {nameof(
                        VersionKind.Redacted
                    )}))
                     limit {exhibits.Count}
                    """,
                    ct
                )
            ).Select(static e => new Id<Exhibit>(e)),
        ];
}
