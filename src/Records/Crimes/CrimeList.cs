namespace Bluelamp.Records;

/// <summary>A line of the list of crimes.</summary>
public sealed record CrimeLine(
    Id<Crime> Crime,
    string Reference,
    string Offence,
    CrimeStatus Status,
    string? Outcome,
    DateTimeOffset RecordedAt,
    DateTimeOffset ReportedAt,
    string Address
) : IShows
{
    public IEnumerable<Guid> Shown => [Crime.Value];
}

public sealed class CrimeList(Db db)
{
    public const int PageSize = 50;

    /// <summary>The latest crimes, newest first.</summary>
    /// <param name="openOnly">Only those that are not finished.</param>
    /// <param name="before">Continue after this line.</param>
    public Task<List<CrimeLine>> LatestAsync(
        bool openOnly,
        (DateTimeOffset RecordedAt, Guid Crime)? before,
        Viewer viewer,
        CancellationToken ct
    ) =>
        db.ListAsync<CrimeLine>(
            $"""
            select c.crime, c.reference, c.offence, c.status, c.outcome, c.recorded_at, c.reported_at, c.address
              from records.crime c
             where {viewer.Sees("c", "crime")}
               and {(openOnly ? $"c.status in ('UnderInvestigation', 'AwaitingSignOff', 'OutcomeGiven')" : (Sql)$"true")}
               and {(before is var (at, crime) ? $"(c.recorded_at, c.crime) < ({at}, {crime})" : (Sql)$"true")}
             order by c.recorded_at desc, c.crime desc
             limit {PageSize}
            """,
            ct
        );
}
