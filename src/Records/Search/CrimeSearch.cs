using System.Globalization;

namespace Bluelamp.Records;

/// <summary>Crimes by their reference, whole or without the check sign and leading zeros.</summary>
public sealed class CrimeReferenceSearch(Db db, CodeNames codes) : ISearchSource
{
    public string Title => "Crime reference";

    public int Order => 10;

    public async Task<SearchGroup> FindAsync(SearchText text, Viewer viewer, CancellationToken ct)
    {
        if (Read(text.Text) is not { } reference)
            return SearchGroup.None;
        return CrimeHit.Group(
            codes,
            await db.ListAsync<CrimeHit>(
                $"""
                select c.crime as record, c.reference as title, 'records/crimes/' || c.crime as href,
                       c.offence, concat_ws(', ', nullif(c.address, ''), left(c.narrative, 120)) as details, 1 as total
                  from records.crime c
                 where {viewer.Sees("c", "crime")} and c.reference = {reference.ToString()}
                """,
                ct
            )
        );
    }

    private static CrimeReference? Read(string text)
    {
        if (CrimeReference.TryParse(text, out var whole))
            return whole;
        return
            text.Split('/') is [{ Length: 2 } force, { Length: 4 } year, { Length: > 0 and <= 7 } serial]
            && Number(force) is { } f
            && Number(year) is { } y
            && Number(serial) is { } s
            ? CrimeReference.Of((short)f, y, s)
            : null;
    }

    private static int? Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>
/// Crimes by words in what happened, how and where: in English also by the stem (<c>stolen</c>, <c>stealing</c>), in Welsh as written. The latest come
/// first. Words that enough of the last crimes hold are so common that nobody wants them counted; others are found by the index of words.
/// </summary>
public sealed class CrimeWordSearch(Db db, CodeNames codes) : ISearchSource
{
    private const int ShortestWord = 3;

    /// <summary>How many of the last crimes are read before the index of words is asked, which costs as much as there are crimes with each word.</summary>
    private const int Last = 500;

    public string Title => "Crimes";

    public int Order => 60;

    public async Task<SearchGroup> FindAsync(SearchText text, Viewer viewer, CancellationToken ct)
    {
        if (!text.Words.Any(static w => w.Length >= ShortestWord))
            return SearchGroup.None;
        var words = Words(text.Words);
        var last = await LastAsync(words, text.Show, viewer, ct);
        return CrimeHit.Group(codes, last.Count == text.Show ? last : await AllAsync(words, text.Show, viewer, ct));
    }

    /// <summary>The latest of the last crimes; fewer than are to be shown when the words are not that common.</summary>
    private Task<List<CrimeHit>> LastAsync(Sql words, int show, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<CrimeHit>(
            Sql.Prepared(
                $"""
                select {Columns}, {SearchGroup.Many} as total
                  from (select c.force, c.crime, c.reference, c.recorded_at, c.offence, c.address, c.narrative, c.words
                          from records.crime c
                         where {viewer.Sees("c", "crime")}
                         order by c.recorded_at desc, c.crime desc limit {Last}) c
                 where c.words @@ (select {words})
                 order by c.recorded_at desc, c.crime desc
                 limit {show}
                """
            ),
            ct
        );

    /// <summary>Planned anew each time: how common the words are decides how they are found.</summary>
    private Task<List<CrimeHit>> AllAsync(Sql words, int show, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<CrimeHit>(
            $"""
            with matched as materialized (
                   select c.crime, c.recorded_at
                     from records.crime c
                    where {viewer.Sees("c", "crime")} and c.words @@ ({words})
                    limit {SearchGroup.Most + 1}),
                 best as (
                   (select m.crime from matched m
                     where (select count(*) from matched) <= {SearchGroup.Most}
                     order by m.recorded_at desc, m.crime desc limit {show})
                   union all
                   (select c.crime from records.crime c
                     where (select count(*) from matched) > {SearchGroup.Most} and {viewer.Sees("c", "crime")} and c.words @@ ({words})
                     order by c.recorded_at desc, c.crime desc limit {show}))
            select {Columns}, (select count(*)::int from matched) as total
              from best b
              join records.crime c on c.force = {viewer.Force} and c.crime = b.crime
             where {viewer.Sees("c", "crime")}
             order by c.recorded_at desc, c.crime desc
            """,
            ct
        );

    private static Sql Columns =>
        $"""
            c.crime as record, c.reference as title, 'records/crimes/' || c.crime as href,
                   c.offence, concat_ws(', ', nullif(c.address, ''), left(c.narrative, 120)) as details
            """;

    private static Sql Words(IEnumerable<string> words) => Sql.Join(" && ", words.Select(static w => (Sql)$"records.asked({w})"));
}

/// <summary>A crime as the search finds it, before its offence has its name.</summary>
internal sealed record CrimeHit(Guid Record, string Title, string Href, string Offence, string Details, int Total) : IShows
{
    public IEnumerable<Guid> Shown => [Record];

    public static SearchGroup Group(CodeNames codes, IEnumerable<CrimeHit> hits) =>
        SearchGroup.Of([
            .. hits.Select(h => new SearchHit(h.Record, h.Title, h.Href, $"{codes.Offence(h.Offence)}, {h.Details}", h.Total)),
        ]);
}
