namespace Bluelamp.Records;

/// <summary>A place and how far it is.</summary>
public sealed record NearPlace(Id<Place> Place, string Address, double Easting, double Northing, double Metres) : IShows
{
    public IEnumerable<Guid> Shown => [Place.Value];
}

/// <summary>A crime and how far it is.</summary>
public sealed record NearCrime(
    Id<Crime> Crime,
    string Reference,
    string Offence,
    CrimeStatus Status,
    DateTimeOffset CommittedFrom,
    string Address,
    double Metres
) : IShows
{
    public IEnumerable<Guid> Shown => [Crime.Value];
}

/// <summary>What lies and what happened round a point of the National Grid, by the spatial index, nearest first.</summary>
public sealed class NearPlaces(Db db)
{
    public Task<List<NearPlace>> PlacesAsync(double easting, double northing, int limit, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<NearPlace>(
            $"""
            select p.place, p.address, p.easting, p.northing, p.at <-> point({easting}, {northing}) as metres
              from records.place p
             where {viewer.Sees("p", "place")} and p.at is not null
             order by p.at <-> point({easting}, {northing})
             limit {Math.Clamp(limit, 1, 100)}
            """,
            ct
        );

    /// <summary>
    /// Crimes within a radius since a moment, latest first. By the spatial index first: hence <c>offset 0</c>, over which no condition is moved.
    /// </summary>
    public Task<List<NearCrime>> CrimesAsync(
        double easting,
        double northing,
        double metres,
        DateTimeOffset since,
        Viewer viewer,
        CancellationToken ct
    ) =>
        db.ListAsync<NearCrime>(
            Sql.Prepared(
                $"""
                select c.crime, c.reference, c.offence, c.status, c.committed_from, c.address, c.at <-> point({easting}, {northing}) as metres
                  from (select c.force, c.crime, c.reference, c.offence, c.status, c.committed_from, c.address, c.at
                          from records.crime c
                         where c.force = {viewer.Force} and c.at <@ circle(point({easting}, {northing}), {metres})
                        offset 0) c
                 where {viewer.Sees("c", "crime")}
                   and c.committed_from > {since}
                 order by c.committed_from desc, c.crime
                 limit 50
                """
            ),
            ct
        );
}
