using Bluelamp.Records;

namespace Bluelamp.Evidence.Exhibits;

/// <summary>Exhibits by their reference, in any case: <c>jas/1</c>. Each case may have one of it.</summary>
public sealed class ExhibitSearch(Db db) : ISearchSource
{
    public string Title => "Exhibits";

    public int Order => 15;

    public async Task<SearchGroup> FindAsync(SearchText text, Viewer viewer, CancellationToken ct)
    {
        var reference = text.Text.Trim().ToUpperInvariant();
        if (!viewer.May("evidence.read") || !ProduceExhibit.IsReference(reference))
            return SearchGroup.None;
        return SearchGroup.Of(
            await db.ListAsync<SearchHit>(
                $"""
                select e.exhibit as record, e.reference as title, 'records/exhibits/' || e.exhibit as href,
                       nullif(concat_ws(', ', e.name, left(e.description, 120)), '') as details, (count(*) over ())::int as total
                  from evidence.exhibit e
                 where {ExhibitList.Sees(viewer)} and e.reference = {reference}
                 order by e.received_at desc, e.exhibit desc
                 limit {text.Show}
                """,
                ct
            )
        );
    }
}
