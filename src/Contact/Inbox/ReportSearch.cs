using Bluelamp.Contact.Reports;
using Bluelamp.Records;

namespace Bluelamp.Contact.Inbox;

/// <summary>Reports by the reference that their reporter reads over the phone, in any case, with dashes or without.</summary>
internal sealed class ReportSearch(Db db) : ISearchSource
{
    public string Title => "Reports";

    public int Order => 12;

    public async Task<SearchGroup> FindAsync(SearchText text, Viewer viewer, CancellationToken ct)
    {
        if (!viewer.May("contact.inbox") || !ReportReference.TryParse(text.Text, out var reference))
            return SearchGroup.None;
        return SearchGroup.Of(
            await db.ListAsync<SearchHit>(
                $"""
                select r.report as record, r.reference as title, 'inbox/' || r.report as href,
                       nullif(concat_ws(', ', nullif(r.address, ''), left(r.words, 120)), '') as details, 1 as total
                  from contact.report r
                 where {viewer.Sees("r", "report")} and r.reference = {reference.ToString()}
                """,
                ct
            )
        );
    }
}
