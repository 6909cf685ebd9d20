namespace Bluelamp.Records;

/// <summary>Names the records of the one list, wherever a page speaks of them.</summary>
public sealed class RecordLabels(Db db, Persons persons) : IRecordNames
{
    /// <summary>The path of a record's page, without a leading slash. Reports have theirs elsewhere.</summary>
    public static string Href(RecordKind kind, Guid record) => $"records/{RecordFolders.Of(kind)}/{record}";

    /// <summary>Somebody who was found to be another bears that one's name, and leads there.</summary>
    public async Task<List<RecordName>> OfAsync(Guid[] records, Viewer viewer, CancellationToken ct)
    {
        var names = await AskAsync(records, viewer, ct);
        var joined = await persons.JoinedAsync(names.Select(Person), viewer, ct);
        return joined.Count == 0
            ? names
            : [.. names.Select(n => joined.TryGetValue(Person(n), out var picture) ? n with { Name = picture.Name } : n)];
    }

    private static Guid Person(RecordName name) =>
        name.Href?.Split('/') is ["records", "nominals", var id] ? Guid.Parse(id, provider: null) : Guid.Empty;

    private Task<List<RecordName>> AskAsync(Guid[] records, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<RecordName>(
            $"""
            select c.crime as record, 'Crime ' || c.reference as name, 'records/crimes/' || c.crime as href
              from records.crime c where {viewer.Sees("c", "crime")} and c.crime = any({records})
            union all
            select o.nominal, coalesce(n.name, {NominalPicture.Nameless}), 'records/nominals/' || n.nominal
              from records.nominal o
              join records.nominal n on n.force = o.force and n.nominal = records.who(o.force, o.nominal)
             where {viewer.Sees("o", "nominal")} and {viewer.Sees("n", "nominal")} and o.nominal = any({records})
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
