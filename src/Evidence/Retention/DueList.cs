using Bluelamp.Evidence.Exhibits;

namespace Bluelamp.Evidence.Retention;

/// <summary>An exhibit that is due for review or disposal.</summary>
/// <param name="Rule">The id of the rule by which it was kept.</param>
/// <param name="Held">Somebody holds it back.</param>
/// <param name="ProposedBy">Who proposes its disposal.</param>
public sealed record DueLine(
    Id<Exhibit> Exhibit,
    string? Reference,
    string? Name,
    string? Description,
    string Rule,
    DateTimeOffset DueAt,
    bool Held,
    Guid? ProposedBy
) : IShows
{
    /// <summary>What to call it.</summary>
    public string Title => Reference ?? Name ?? Description ?? "Exhibit";

    public IEnumerable<Guid> Shown => [Exhibit.Value];
}

public sealed class DueList(Db db)
{
    /// <summary>Lines of one page.</summary>
    public const int PageSize = 50;

    /// <summary>What is due at a moment, the oldest first.</summary>
    /// <param name="rule">Only what is kept by this rule.</param>
    /// <param name="after">Continue after this line.</param>
    public Task<List<DueLine>> AtAsync(
        DateTimeOffset now,
        string? rule,
        (DateTimeOffset DueAt, Guid Exhibit)? after,
        Viewer viewer,
        CancellationToken ct
    ) =>
        db.ListAsync<DueLine>(
            $"""
            select r.exhibit, e.reference, e.name, e.description, r.rule, r.due_at, coalesce(cardinality(k.holds), 0) > 0 as held, k.proposed_by
              from evidence.retention r
              join evidence.exhibit e on e.force = r.force and e.exhibit = r.exhibit
              left join evidence.keeping k on k.force = r.force and k.exhibit = r.exhibit
             where {ExhibitList.Sees(viewer)}
               and r.force = {viewer.Force} and r.due_at <= {now}
               and {(rule is null ? (Sql)$"true" : $"r.rule = {rule}")}
               and {(after is var (at, last) ? $"(r.due_at, r.exhibit) > ({at}, {last})" : (Sql)$"true")}
             order by r.due_at, r.exhibit
             limit {PageSize}
            """,
            ct
        );
}
