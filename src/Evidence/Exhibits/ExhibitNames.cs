namespace Bluelamp.Evidence.Exhibits;

/// <summary>Names exhibits for lists and timelines.</summary>
internal sealed class ExhibitNames(Db db) : IRecordNames
{
    public Task<List<RecordName>> OfAsync(Guid[] records, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<RecordName>(
            Sql.Prepared(
                $"""
                select e.exhibit as record, 'Exhibit ' || coalesce(e.reference, e.name, left(e.description, 60), '') as name,
                       'records/exhibits/' || e.exhibit as href
                  from evidence.exhibit e
                 where {ExhibitList.Sees(viewer)} and e.exhibit = any((select {records})::uuid[])
                 limit 1000
                """
            ),
            ct
        );
}
