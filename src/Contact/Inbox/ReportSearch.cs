using Bluelamp.Contact.Reports;
using Bluelamp.Records;

namespace Bluelamp.Contact.Inbox;

/// <summary>Reports by the reference that their reporter reads over the phone, in any case, with dashes or without.</summary>
internal sealed class ReportReferenceSearch(Db db) : ISearchSource
{
    public string Title => "Report reference";

    public int Order => 12;

    public async Task<SearchGroup> FindAsync(SearchText text, Viewer viewer, CancellationToken ct)
    {
        if (!viewer.May("contact.inbox") || !ReportReference.TryParse(text.Text, out var reference))
            return SearchGroup.None;
        return SearchGroup.Of(
            await db.ListAsync<SearchHit>(
                $"""
                select {Hit}, 1 as total
                  from contact.report r
                 where {viewer.Sees("r", "report")} and r.reference = {reference.ToString()}
                """,
                ct
            )
        );
    }

    internal static Sql Hit { get; } =
        $"""
            r.report as record, r.reference as title, 'inbox/' || r.report as href,
                   nullif(concat_ws(', ', nullif(r.address, ''), left(r.words, 120)), '') as details
            """;
}

/// <summary>Reports by words in what their reporters said, also later: the story, people, places, vehicles and things.</summary>
internal sealed class ReportWordSearch(Db db) : ISearchSource
{
    private readonly LatestByWords _reports = new(
        db,
        $"contact.report_text",
        $"c",
        $"c.report",
        $"c.sent_at",
        static v => v.Sees("c", "report"),
        ReportReferenceSearch.Hit,
        $"join contact.report r on r.force = c.force and r.report = c.report"
    );

    public string Title => "Reports";

    public int Order => 62;

    public async Task<SearchGroup> FindAsync(SearchText text, Viewer viewer, CancellationToken ct) =>
        viewer.May("contact.inbox") ? SearchGroup.Of(await _reports.FindAsync<SearchHit>(text, viewer, ct)) : SearchGroup.None;
}
