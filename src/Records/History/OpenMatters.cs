namespace Bluelamp.Records;

/// <summary>A crime that is still open and in which a person has a part.</summary>
/// <param name="Parts">Their roles in it, as <see cref="LinkRole"/>.</param>
/// <param name="Marks">Its flags, as <see cref="CrimeFlag"/>.</param>
/// <param name="Reports">The reports that it was recorded from or that were attached to it.</param>
public sealed record OpenMatter(
    Id<Crime> Crime,
    string Reference,
    string Offence,
    CrimeStatus Status,
    DateTimeOffset RecordedAt,
    string[] Parts,
    string[] Marks,
    Guid[] Reports
) : IShows
{
    /// <summary>The highest risk that one of the reports is graded at, where one is and the viewer may know it.</summary>
    public CurrentRisk? Risk { get; init; }

    public IEnumerable<LinkRole> Roles => Parts.Select(Enum.Parse<LinkRole>);

    public IEnumerable<CrimeFlag> Flags => Marks.Select(Enum.Parse<CrimeFlag>);

    public IEnumerable<Guid> Shown => [Crime.Value];
}

/// <summary>At what risk a report stands now.</summary>
/// <param name="Score">Of the model, 0 to 100.</param>
/// <param name="Grade">As a person left it; a code of <c>definitions/codes/response-grades</c>.</param>
public sealed record CurrentRisk(Guid Report, int Score, string Grade) : IShows
{
    public IEnumerable<Guid> Shown => [Report];
}

/// <summary>Tells the risk of reports. A module that assesses them registers one; Records knows of no report but its id.</summary>
public interface ICurrentRisk
{
    /// <summary>Of those that are assessed and open to the viewer, in any order.</summary>
    Task<IReadOnlyList<CurrentRisk>> OfAsync(Guid[] reports, Viewer viewer, CancellationToken ct);
}

/// <summary>What is open about a person, the greatest risk first, then the latest.</summary>
public sealed class OpenMatters(Db db, IEnumerable<ICurrentRisk> risks)
{
    private const int Most = 50;

    public async Task<IReadOnlyList<OpenMatter>> OfAsync(Id<Nominal> person, Viewer viewer, CancellationToken ct)
    {
        var open = await CrimesAsync(person, viewer, ct);
        Guid[] reports = [.. open.SelectMany(static m => m.Reports).Distinct()];
        if (reports.Length == 0)
            return open;
        var told = await Task.WhenAll(risks.Select(r => r.OfAsync(reports, viewer, ct)));
        var byReport = told.SelectMany(static t => t).ToLookup(static r => r.Report);
        return
        [
            .. open.Select(m => m with { Risk = m.Reports.SelectMany(r => byReport[r]).MaxBy(static r => r.Score) })
                .OrderByDescending(static m => m.Risk?.Score ?? -1),
        ];
    }

    private Task<List<OpenMatter>> CrimesAsync(Id<Nominal> person, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<OpenMatter>(
            Sql.Prepared(
                $"""
                select c.crime, c.reference, c.offence, c.status, c.recorded_at, p.parts, c.flags as marks,
                       array(select r.other from records.link r
                              where {viewer.Sees("r", "record")} and {viewer.Sees("r", "other")}
                                and r.record = c.crime and r.other_kind = 'Report' and r.unlinked_at is null) as reports
                  from {PartsInCrimes.Of(person, viewer)} p
                  join records.crime c on c.crime = p.crime
                 where {viewer.Sees("c", "crime")} and c.status not in ('Finalised', 'Cancelled')
                 order by c.recorded_at desc, c.crime
                 limit {Most}
                """
            ),
            ct
        );
}
