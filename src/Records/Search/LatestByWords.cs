namespace Bluelamp.Records;

/// <summary>
/// Finds rows by words in what was written, in English also by the stem (<c>stolen</c>, <c>stealing</c>), in Welsh as written; the latest first. Words
/// that enough of the last rows hold are so common that nobody wants them counted; others are found by the index of words.
/// </summary>
/// <param name="table">With the columns <c>force</c> and <c>words</c>.</param>
/// <param name="row">What a row of it is called in all that is said of it: <c>c</c>.</param>
/// <param name="record">Its column that names the record: <c>c.crime</c>.</param>
/// <param name="at">Its column by which the latest come first; with the record it is indexed.</param>
/// <param name="sees">The rows that are open to a viewer.</param>
/// <param name="columns">What a hit is made of, but for its total.</param>
/// <param name="joined">What else is read for a hit, as a join.</param>
public sealed class LatestByWords(Db db, Sql table, Sql row, Sql record, Sql at, Func<Viewer, Sql> sees, Sql columns, Sql joined)
{
    private const int ShortestWord = 3;

    /// <summary>How many of the last rows are read before the index of words is asked, which costs as much as there are rows with each word.</summary>
    private const int Last = 500;

    /// <summary>The latest that hold all of the words; each hit carries the total.</summary>
    public async Task<List<T>> FindAsync<T>(SearchText text, Viewer viewer, CancellationToken ct)
        where T : IShows
    {
        if (!text.Words.Any(static w => w.Length >= ShortestWord))
            return [];
        var words = Asked(text.Words);
        var last = await LastAsync<T>(words, text.Show, viewer, ct);
        return last.Count == text.Show ? last : await AllAsync<T>(words, text.Show, viewer, ct);
    }

    /// <summary>What asks a column of words for all of these.</summary>
    public static Sql Asked(IEnumerable<string> words) => Sql.Join(" && ", words.Select(static w => (Sql)$"records.asked({w})"));

    /// <summary>The latest of the last rows; fewer than are to be shown when the words are not that common.</summary>
    private Task<List<T>> LastAsync<T>(Sql words, int show, Viewer viewer, CancellationToken ct)
        where T : IShows =>
        db.ListAsync<T>(
            Sql.Prepared(
                $"""
                select {columns}, {SearchGroup.Many} as total
                  from (select {row}.* from {table} {row} where {sees(viewer)} order by {at} desc, {record} desc limit {Last}) {row}
                       {joined}
                 where {row}.words @@ (select {words})
                 order by {at} desc, {record} desc
                 limit {show}
                """
            ),
            ct
        );

    /// <summary>Planned anew each time: how common the words are decides how they are found.</summary>
    private Task<List<T>> AllAsync<T>(Sql words, int show, Viewer viewer, CancellationToken ct)
        where T : IShows =>
        db.ListAsync<T>(
            $"""
            with matched as materialized (
                   select {record} as record, {at} as at
                     from {table} {row}
                    where {sees(viewer)} and {row}.words @@ ({words})
                    limit {SearchGroup.Most + 1}),
                 best as (
                   (select m.record from matched m
                     where (select count(*) from matched) <= {SearchGroup.Most}
                     order by m.at desc, m.record desc limit {show})
                   union all
                   (select {record} from {table} {row}
                     where (select count(*) from matched) > {SearchGroup.Most} and {sees(viewer)} and {row}.words @@ ({words})
                     order by {at} desc, {record} desc limit {show}))
            select {columns}, (select count(*)::int from matched) as total
              from best b
              join {table} {row} on {row}.force = {viewer.Force} and {record} = b.record
                   {joined}
             where {sees(viewer)}
             order by {at} desc, {record} desc
            """,
            ct
        );
}
