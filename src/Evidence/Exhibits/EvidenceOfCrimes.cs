using Bluelamp.Records;

namespace Bluelamp.Evidence.Exhibits;

/// <summary>Evidence of a crime in which a person has a part.</summary>
/// <param name="Parts">The person's roles in the crime, as <see cref="LinkRole"/>.</param>
public sealed record ExhibitOfCrime(
    Id<Exhibit> Exhibit,
    string? Reference,
    string? Name,
    string? Description,
    DateTimeOffset ReceivedAt,
    Id<Crime> Crime,
    string CrimeReference,
    string[] Parts
) : IShows
{
    public string Title => Reference ?? Name ?? (Description is { Length: > 60 } text ? text[..60] + "…" : Description) ?? "Exhibit";

    public IEnumerable<Guid> Shown => [Exhibit.Value, Crime.Value];
}

/// <summary>The evidence of a person's crimes.</summary>
public sealed class EvidenceOfCrimes(Db db)
{
    public const int Most = 30;

    /// <summary>Of the crimes themselves and of the reports that they came from, the newest first; of an exhibit of two crimes a line each.</summary>
    public Task<List<ExhibitOfCrime>> OfAsync(Id<Nominal> person, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<ExhibitOfCrime>(
            Sql.Prepared(
                $"""
                select e.exhibit, e.reference, e.name, e.description, e.received_at, c.crime, c.reference as crime_reference, p.parts
                  from {PartsInCrimes.Of(person, viewer)} p
                  join records.crime c on c.force = {viewer.Force} and c.crime = p.crime
                 cross join lateral (
                         select l.other as exhibit from records.link l
                          where l.force = c.force and l.record = c.crime and l.other_kind = 'Exhibit' and l.unlinked_at is null
                         union
                         select l.other from records.link r
                           join records.link l on l.force = r.force and l.record = r.other and l.other_kind = 'Exhibit' and l.unlinked_at is null
                          where r.force = c.force and r.record = c.crime and r.other_kind = 'Report' and r.unlinked_at is null) x
                  join evidence.exhibit e on e.force = c.force and e.exhibit = x.exhibit
                 where {viewer.Sees("c", "crime")} and {ExhibitList.Sees(viewer)}
                 order by e.received_at desc, e.exhibit desc, c.crime
                 limit {Most}
                """
            ),
            ct
        );
}
