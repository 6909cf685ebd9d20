namespace Bluelamp.Records;

/// <summary>Organisations by any part of their name.</summary>
public sealed class OrganisationSearch(Db db) : ISearchSource
{
    private const int ShortestPart = 3;

    public string Title => "Organisations";

    public int Order => 55;

    public async Task<SearchGroup> FindAsync(SearchText text, Viewer viewer, CancellationToken ct)
    {
        if (!text.HasLetters || text.Text.Length < ShortestPart)
            return SearchGroup.None;
        return SearchGroup.Of(
            await db.ListAsync<SearchHit>(
                Sql.Prepared(
                    $"""
                    with matched as materialized (
                           select o.organisation, o.name, o.company_number, o.folded
                             from records.organisation o
                            where {viewer.Sees("o", "organisation")} and o.folded like '%' || records.fold({text.Text}) || '%'
                            limit {SearchGroup.Most + 1})
                    select m.organisation as record, m.name as title, 'records/organisations/' || m.organisation as href, m.company_number as details,
                           (select count(*)::int from matched) as total
                      from matched m
                     order by public.similarity(records.fold({text.Text}), m.folded) desc, m.organisation
                     limit {text.Show}
                    """
                ),
                ct
            )
        );
    }
}
