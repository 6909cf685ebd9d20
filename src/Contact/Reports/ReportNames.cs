namespace Bluelamp.Contact.Reports;

/// <summary>Names reports for lists and timelines.</summary>
internal sealed class ReportNames(Db db) : IRecordNames
{
    public Task<List<RecordName>> OfAsync(Guid[] records, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<RecordName>(
            Sql.Prepared(
                $"""
                select r.report as record, 'Report ' || r.reference as name, 'inbox/' || r.report as href
                  from contact.report r
                 where {viewer.Sees("r", "report")} and r.report = any((select {records})::uuid[])
                 limit 1000
                """
            ),
            ct
        );
}
