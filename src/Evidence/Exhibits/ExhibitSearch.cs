using System.Globalization;
using System.Text.RegularExpressions;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Exhibits;

/// <summary>
/// Exhibits by what stands on their label (their reference in any case, of which each case may have one, or what a scanner types), or else by words in what was
/// said of them and in the names of their files, the newest first.
/// </summary>
public sealed partial class ExhibitSearch(Db db) : ISearchSource
{
    private const int ShortestWord = 3;

    /// <summary>How many of the newest are read before the index of words is asked, which costs as much as there are exhibits with each word.</summary>
    private const int Last = 500;

    public string Title => "Exhibits";

    public int Order => 15;

    public async Task<SearchGroup> FindAsync(SearchText text, Viewer viewer, CancellationToken ct)
    {
        if (!viewer.May("evidence.read"))
            return SearchGroup.None;
        if (Labelled(text.Text) is { } label && await LabelledAsync(label, text.Show, viewer, ct) is { Count: > 0 } labelled)
            return SearchGroup.Of(labelled);
        if (!text.Words.Any(static w => w.Length >= ShortestWord))
            return SearchGroup.None;
        var last = await LastAsync(text, viewer, ct);
        return SearchGroup.Of(last.Count == text.Show ? last : await AllAsync(text, viewer, ct));
    }

    /// <summary>Which exhibits (as <c>e</c>) a text names as a label does; nothing when it is no such text.</summary>
    private static Sql? Labelled(string typed)
    {
        var text = typed.Trim();
        if (ProduceExhibit.IsReference(text.ToUpperInvariant()))
            return $"e.reference = {text.ToUpperInvariant()}";
        if (Address().Match(text) is { Success: true } address)
            return $"e.exhibit = {Guid.Parse(address.Groups["id"].ValueSpan, CultureInfo.InvariantCulture)}";
        return LabelText.IsShort(text) ? (Sql)$"right(e.exhibit::text, 12) = {text.ToLowerInvariant()}" : null;
    }

    private Task<List<SearchHit>> LabelledAsync(Sql label, int show, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<SearchHit>(
            $"""
            select {Columns}, (count(*) over ())::int as total
              from evidence.exhibit e
             where {ExhibitList.Sees(viewer)} and {label}
             order by e.received_at desc, e.exhibit desc
             limit {show}
            """,
            ct
        );

    /// <summary>The newest of the last exhibits; fewer than are to be shown when the words are not that common.</summary>
    private Task<List<SearchHit>> LastAsync(SearchText text, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<SearchHit>(
            Sql.Prepared(
                $"""
                select {Columns}, {SearchGroup.Many} as total
                  from (select e.force, e.exhibit, e.reference, e.name, e.description, e.received_at, e.words
                          from evidence.exhibit e
                         where {ExhibitList.Sees(viewer)}
                         order by e.received_at desc, e.exhibit desc limit {Last}) e
                 where e.words @@ (select {ExhibitList.Worded(text.Words)})
                 order by e.received_at desc, e.exhibit desc
                 limit {text.Show}
                """
            ),
            ct
        );

    /// <summary>Planned anew each time: how common the words are decides how they are found.</summary>
    private Task<List<SearchHit>> AllAsync(SearchText text, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<SearchHit>(
            $"""
            with matched as materialized (
                   select e.exhibit, e.received_at
                     from evidence.exhibit e
                    where {ExhibitList.Sees(viewer)} and e.words @@ ({ExhibitList.Worded(text.Words)})
                    limit {SearchGroup.Most + 1}),
                 best as (
                   (select m.exhibit from matched m
                     where (select count(*) from matched) <= {SearchGroup.Most}
                     order by m.received_at desc, m.exhibit desc limit {text.Show})
                   union all
                   (select e.exhibit from evidence.exhibit e
                     where (select count(*) from matched) > {SearchGroup.Most} and {ExhibitList.Sees(viewer)}
                       and e.words @@ ({ExhibitList.Worded(text.Words)})
                     order by e.received_at desc, e.exhibit desc limit {text.Show}))
            select {Columns}, (select count(*)::int from matched) as total
              from best b
              join evidence.exhibit e on e.force = {viewer.Force} and e.exhibit = b.exhibit
             where {ExhibitList.Sees(viewer)}
             order by e.received_at desc, e.exhibit desc
            """,
            ct
        );

    private static Sql Columns =>
        $"""
            e.exhibit as record, coalesce(e.reference, e.name, left(e.description, 60), 'Exhibit') as title, 'records/exhibits/' || e.exhibit as href,
                   nullif(concat_ws(', ', e.name, left(e.description, 120)), '') as details
            """;

    /// <summary>The address of an exhibit, as the code of its label holds it, or its id alone.</summary>
    [GeneratedRegex(
        @"^(https?://[^\s?#]+/records/exhibits/)?(?<id>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Address();
}
