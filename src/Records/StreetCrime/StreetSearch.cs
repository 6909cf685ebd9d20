namespace Bluelamp.Records.StreetCrime;

/// <summary>
/// Published street crime by where it was: the street or the area, each word as it begins (<c>queen street cardiff</c>, <c>cardiff 032</c>,
/// <c>W01001844</c>); or one crime by its published reference.
/// </summary>
internal sealed class StreetSearch(Db db, StreetCrimes crimes) : ISearchSource
{
    private const int ShortestWord = 3;
    private const int MostCounted = 1_000;

    public string Title => "Published street crime";

    public int Order => 90;

    public async Task<SearchGroup> FindAsync(SearchText text, Viewer viewer, CancellationToken ct)
    {
        if (!viewer.May("street-crime.read"))
            return SearchGroup.None;
        if ((await crimes.HistoryAsync(text.Text, viewer, ct)) is [var first, ..])
            return new([new(Guid.Empty, first.Kind, $"records/street-crime/{text.Text}", first.Location, 1)], 1);
        return text.Words.Any(static w => w.Length >= ShortestWord)
            ? SearchGroup.Of(await db.ListAsync<SearchHit>(Points(text, viewer), ct))
            : SearchGroup.None;
    }

    private static Sql Points(SearchText text, Viewer viewer) =>
        $"""
            with matched as materialized (
                   select p.force, p.place, p.location, p.lsoa_name
                     from records.street_text t
                     join records.street_place p on p.force = t.force and p.place = t.place
                    where {viewer.Sees("t")} and t.words @@ ({Sql.Join(" && ", text.Words.Select(static w => (Sql)$"records.begins({w})"))})
                    limit {SearchGroup.Most + 1})
            select {Guid.Empty} as record, m.location as title, 'records/street-crime?place=' || m.place as href,
                   concat_ws(', ', nullif(m.lsoa_name, ''), n.crimes || case n.crimes when 1 then ' crime' when {MostCounted} then ' crimes or more' else ' crimes' end)
                     as details,
                   (select count(*)::int from matched) as total
              from (select * from matched order by location, lsoa_name, place limit {text.Show}) m
              cross join lateral (
                select count(*) as crimes
                  from (select from records.street_crime c where c.force = m.force and c.place = m.place and c.replaced_by is null limit {MostCounted}) c) n
             order by m.location, m.lsoa_name, m.place
            """;
}
