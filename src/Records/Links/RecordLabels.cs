namespace Bluelamp.Records;

/// <summary>Names the records of the one list, wherever a page speaks of them.</summary>
public sealed class RecordLabels(Db db, Persons persons) : IRecordNames
{
    /// <summary>The path of a record's page, without a leading slash. Reports have theirs elsewhere.</summary>
    public static string Href(RecordKind kind, Guid record) => $"records/{RecordFolders.Of(kind)}/{record}";

    /// <summary>Somebody who was found to be another bears that one's name, and leads there.</summary>
    public async Task<List<RecordName>> OfAsync(Guid[] records, Viewer viewer, CancellationToken ct)
    {
        var lines = await AskAsync(records, viewer, ct);
        var joined = await persons.JoinedAsync(lines.Select(static l => l.Turned).OfType<Guid>(), viewer, ct);
        return [.. lines.Select(l => new RecordName(l.Record, NameOf(l, joined), l.Href))];
    }

    private static string NameOf(Line line, IReadOnlyDictionary<Guid, NominalPicture> joined) =>
        line.Turned is { } person && joined.TryGetValue(person, out var picture) ? picture.Name : line.Name;

    private Task<List<Line>> AskAsync(Guid[] records, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<Line>(
            Sql.Prepared(
                $"""
                select c.crime as record, 'Crime ' || c.reference as name, 'records/crimes/' || c.crime as href, null::uuid as turned
                  from records.crime c where {viewer.Sees("c", "crime")} and c.crime = any((select {records})::uuid[])
                union all
                select o.nominal, coalesce(n.name, {NominalPicture.Nameless}), 'records/nominals/' || n.nominal,
                       case when {persons.SaysLittle} then n.nominal end
                  from records.nominal o
                  join records.nominal n on n.force = o.force and n.nominal = records.who(o.force, o.nominal)
                 where {viewer.Sees("o", "nominal")} and {viewer.Sees("n", "nominal")} and o.nominal = any((select {records})::uuid[])
                union all
                select p.place, p.address, 'records/places/' || p.place, null
                  from records.place p where {viewer.Sees("p", "place")} and p.place = any((select {records})::uuid[])
                union all
                select v.vehicle, coalesce(v.vrm, concat_ws(' ', v.colour, v.make, v.model)), 'records/vehicles/' || v.vehicle, null
                  from records.vehicle v where {viewer.Sees("v", "vehicle")} and v.vehicle = any((select {records})::uuid[])
                union all
                select m.communication, m.shown, 'records/communications/' || m.communication, null
                  from records.communication m where {viewer.Sees(
                    "m",
                    "communication"
                )} and m.communication = any((select {records})::uuid[])
                union all
                select o.organisation, o.name, 'records/organisations/' || o.organisation, null
                  from records.organisation o where {viewer.Sees("o", "organisation")} and o.organisation = any((select {records})::uuid[])
                union all
                select a.account, concat_ws(' ', a.provider, a.number), 'records/accounts/' || a.account, null
                  from records.account a where {viewer.Sees("a", "account")} and a.account = any((select {records})::uuid[])
                 limit 1000
                """
            ),
            ct
        );

    /// <summary>A record as its own row names it.</summary>
    /// <param name="Turned">The person, where their own row does not say what they are called.</param>
    private sealed record Line(Guid Record, string Name, string Href, Guid? Turned) : IShows
    {
        public IEnumerable<Guid> Shown => [Record];
    }
}
