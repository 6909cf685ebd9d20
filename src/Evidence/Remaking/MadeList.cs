using Bluelamp.Evidence.Exhibits;

namespace Bluelamp.Evidence.Remaking;

/// <summary>An exhibit of which something was made, or that was made itself.</summary>
public sealed record MadeLine(Id<Exhibit> Exhibit, string Title) : IShows
{
    public IEnumerable<Guid> Shown => [Exhibit.Value];
}

/// <summary>Lists exhibits of which something was made, or that were made themselves.</summary>
public sealed class MadeList(Db db)
{
    /// <summary>Lines of one page.</summary>
    public const int PageSize = 50;

    /// <summary>In the order of their ids.</summary>
    /// <param name="of">Only these, and what was made of them; nothing for all.</param>
    /// <param name="after">Continue after this exhibit; nothing for the first.</param>
    public Task<List<MadeLine>> AfterAsync(IReadOnlyCollection<Id<Exhibit>>? of, Id<Exhibit>? after, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<MadeLine>(
            $"""
            select e.exhibit, coalesce(e.reference, e.name, 'Exhibit') as title
              from evidence.exhibit e
             where {ExhibitList.Sees(viewer)}
               and {(after is { } last ? $"e.exhibit > {last}" : (Sql)$"true")}
               and {(of is null ? (Sql)$"true" : Or(of.Select(static o => o.Value).ToArray()))}
               and (e.original is not null
                    or exists (select from evidence.derivative d where d.force = e.force and d.exhibit = e.exhibit and d.sha256 is not null)
                    or exists (select from evidence.watermark w where w.force = e.force and w.exhibit = e.exhibit and w.sha256 is not null))
             order by e.exhibit
             limit {PageSize}
            """,
            ct
        );

    private static Sql Or(Guid[] of) => $"(e.exhibit = any({of}) or e.original = any({of}))";
}
