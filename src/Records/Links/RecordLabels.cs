namespace Bluelamp.Records;

/// <summary>Names the records of the one list, wherever a page speaks of them.</summary>
public sealed class RecordLabels(Db db) : IRecordNames
{
    /// <summary>The path of a record's page, without a leading slash. Reports have theirs elsewhere.</summary>
    public static string Href(RecordKind kind, Guid record) => $"records/{RecordFolders.Of(kind)}/{record}";

    public Task<List<RecordName>> OfAsync(Guid[] records, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<RecordName>(
            $"""
            select c.crime as record, 'Crime ' || c.reference as name, 'records/crimes/' || c.crime as href
              from records.crime c where {viewer.Sees("c", "crime")} and c.crime = any({records})
            union all
            select n.nominal, coalesce(n.name, {NominalPicture.Nameless}), 'records/nominals/' || n.nominal
              from records.nominal n where {viewer.Sees("n", "nominal")} and n.nominal = any({records})
            union all
            select p.place, p.address, 'records/places/' || p.place
              from records.place p where {viewer.Sees("p", "place")} and p.place = any({records})
            union all
            select v.vehicle, coalesce(v.vrm, concat_ws(' ', v.colour, v.make, v.model)), 'records/vehicles/' || v.vehicle
              from records.vehicle v where {viewer.Sees("v", "vehicle")} and v.vehicle = any({records})
            union all
            select m.communication, m.shown, 'records/communications/' || m.communication
              from records.communication m where {viewer.Sees("m", "communication")} and m.communication = any({records})
            union all
            select o.organisation, o.name, 'records/organisations/' || o.organisation
              from records.organisation o where {viewer.Sees("o", "organisation")} and o.organisation = any({records})
            union all
            select a.account, concat_ws(' ', a.provider, a.number), 'records/accounts/' || a.account
              from records.account a where {viewer.Sees("a", "account")} and a.account = any({records})
             limit 1000
            """,
            ct
        );
}
