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
    private readonly LatestByWords _exhibits = new(
        db,
        $"evidence.exhibit",
        $"e",
        $"e.exhibit",
        $"e.received_at",
        ExhibitList.Sees,
        Columns,
        Sql.Empty
    );

    public string Title => "Exhibits";

    public int Order => 15;

    public async Task<SearchGroup> FindAsync(SearchText text, Viewer viewer, CancellationToken ct)
    {
        if (!viewer.May("evidence.read"))
            return SearchGroup.None;
        if (Labelled(text.Text) is { } label && await LabelledAsync(label, text.Show, viewer, ct) is { Count: > 0 } labelled)
            return SearchGroup.Of(labelled);
        return SearchGroup.Of(await _exhibits.FindAsync<SearchHit>(text, viewer, ct));
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
