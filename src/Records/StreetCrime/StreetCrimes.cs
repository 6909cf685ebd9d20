using System.Globalization;
using NpgsqlTypes;

namespace Bluelamp.Records.StreetCrime;

/// <summary>What somebody looks for among the published crimes; what is not given does not narrow.</summary>
/// <param name="Month"><c>2021-03</c>.</param>
/// <param name="Area">An LSOA code, or how its name begins: <c>W01001440</c>, <c>Cardiff</c>, <c>Cardiff 032</c>.</param>
/// <param name="Place">One published map point.</param>
public sealed record StreetCrimeQuestion(
    string? ReportedBy = null,
    string? Month = null,
    string? Category = null,
    string? Outcome = null,
    string? Area = null,
    long? Place = null
)
{
    /// <summary>A place as an address gives it; nothing when it is none.</summary>
    public static long? PlaceOf(string? given) =>
        long.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var place) ? place : null;

    internal Sql Where(Viewer viewer, string alias = "c")
    {
        List<Sql> all = [viewer.Sees(alias), $"c.replaced_by is null"];
        if (StreetFilter.FirstDay(Month) is { } month)
            all.Add($"c.month = {month}");
        if (StreetFilter.Word($"c.reported_by", ReportedBy, viewer) is { } reporter)
            all.Add(reporter);
        if (StreetFilter.Word($"c.category", Category, viewer) is { } category)
            all.Add(category);
        if (StreetFilter.Word($"c.outcome", Outcome, viewer) is { } outcome)
            all.Add(outcome);
        if (Place is { } place)
            all.Add($"c.place = {place}");
        if (StreetFilter.Area($"c", Area) is { } area)
            all.Add(area);
        return Sql.Join(" and ", all);
    }
}

/// <summary>Where in the list a row stands: newest month first.</summary>
public sealed record StreetCrimePlace(DateOnly Month, int Batch, int Line)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Month:yyyy-MM}.{Batch}.{Line}");

    public static StreetCrimePlace? Parse(string? text) =>
        text?.Split('.') is [var month, var batch, var line]
        && DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && int.TryParse(batch, NumberStyles.None, CultureInfo.InvariantCulture, out var b)
        && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var l)
            ? new(day, b, l)
            : null;
}

/// <summary>A published crime as it stands. Its position is a map point that the publisher chose near it, never the crime's own.</summary>
public sealed record StreetCrimeLine(
    DateOnly Month,
    int Batch,
    int Line,
    string? CrimeId,
    string ReportedBy,
    string FallsWithin,
    string Category,
    string? Outcome,
    string Location,
    string Lsoa,
    string LsoaName,
    int? Longitude,
    int? Latitude
)
{
    public StreetCrimePlace Place => new(Month, Batch, Line);
}

/// <summary>What was published of one crime and when we learned it: its rows, also those that were revised since, and its outcomes.</summary>
public sealed record StreetCrimeStep(DateOnly Month, string Kind, string? Says, string Location, DateTimeOffset LearnedAt, bool Standing);

/// <summary>Published crimes round a place, gathered by map point and category.</summary>
public sealed record NearbyStreetCrime(string Location, double Metres, string Category, long Count, DateOnly Latest);

/// <summary>Finds published street crimes.</summary>
public sealed class StreetCrimes(Db db)
{
    public const int PageSize = 50;
    private const int LongestExport = 1_000_000;

    /// <summary>One page of the list, after <paramref name="after"/>.</summary>
    public Task<List<StreetCrimeLine>> FindAsync(StreetCrimeQuestion question, StreetCrimePlace? after, Viewer viewer, CancellationToken ct)
    {
        Sql from = after is null ? Sql.Empty : $"and (c.month, c.batch, c.line) < ({after.Month}, {after.Batch}, {after.Line})";
        return db.ListAsync<StreetCrimeLine>(
            $"{Lines(question, viewer, from)} order by c.month desc, c.batch desc, c.line desc limit {PageSize}",
            ct
        );
    }

    /// <summary>Every row that answers the question, for an export.</summary>
    public IAsyncEnumerable<StreetCrimeLine> AllAsync(StreetCrimeQuestion question, Viewer viewer, CancellationToken ct) =>
        db.StreamAsync<StreetCrimeLine>(
            $"{Lines(question, viewer, Sql.Empty)} order by c.month desc, c.batch desc, c.line desc limit {LongestExport}",
            ct
        );

    /// <summary>What is known of one published reference, in the order in which we learned it.</summary>
    public Task<List<StreetCrimeStep>> HistoryAsync(string crimeId, Viewer viewer, CancellationToken ct)
    {
        if (crimeId.Length != 64 || !crimeId.All(char.IsAsciiHexDigit))
            return Task.FromResult(new List<StreetCrimeStep>());
        var id = Convert.FromHexString(crimeId);
        var subject = System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(id);
        return db.ListAsync<StreetCrimeStep>(
            $"""
            select h.month, h.kind, o.text as says, p.location, b.at as learned_at, h.standing
              from (select c.force, c.month, c.batch, c.line, k.text as kind, c.outcome, c.place, c.replaced_by is null as standing
                      from records.street_crime c
                      join records.street_word k on k.force = c.force and k.word = c.category
                     where {viewer.Sees("c")} and c.subject = {subject} and c.crime_id = {id}
                    union all
                    select t.force, t.month, t.batch, t.line, 'Outcome', t.outcome, t.place, t.replaced_by is null
                      from records.street_outcome t
                     where {viewer.Sees("t")} and t.subject = {subject} and t.crime_id = {id}) h
              join records.street_batch b on b.force = h.force and b.batch = h.batch
              join records.street_place p on p.force = h.force and p.place = h.place
              left join records.street_word o on o.force = h.force and o.word = h.outcome
             order by b.at, h.month, h.line
             limit 200
            """,
            ct
        );
    }

    /// <summary>
    /// Published crimes round a place in the National Grid, nearest first: what place pages show. The publisher's map points are a few hundred metres
    /// apart, so a smaller radius than that says little.
    /// </summary>
    public Task<List<NearbyStreetCrime>> NearAsync(
        Bluelamp.Kernel.Grids.GridRef at,
        double radiusMetres,
        DateOnly since,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var point = new NpgsqlPoint(at.Easting, at.Northing);
        return db.ListAsync<NearbyStreetCrime>(
            $"""
            select n.location, n.metres, k.text as category, count(*) as count, max(c.month) as latest
              from (select p.force, p.place, p.location, p.point <-> {point} as metres
                      from records.street_place p
                     where {viewer.Sees("p")} and p.point <-> {point} <= {radiusMetres}
                     order by p.point <-> {point}
                     limit 200) n
              join records.street_crime c on c.force = n.force and c.place = n.place and c.replaced_by is null and c.month >= {since}
              join records.street_word k on k.force = c.force and k.word = c.category
             group by n.location, n.metres, k.text
             order by n.metres, count(*) desc, k.text
             limit 100
            """,
            ct
        );
    }

    private static Sql Lines(StreetCrimeQuestion question, Viewer viewer, Sql from) =>
        $"""
            select c.month, c.batch, c.line, encode(c.crime_id, 'hex') as crime_id, r.text as reported_by, f.text as falls_within,
                   k.text as category, o.text as outcome, p.location, p.lsoa, p.lsoa_name, p.longitude, p.latitude
              from records.street_crime c
              join records.street_place p on p.force = c.force and p.place = c.place
              join records.street_word r on r.force = c.force and r.word = c.reported_by
              left join records.street_word f on f.force = c.force and f.word = c.falls_within
              join records.street_word k on k.force = c.force and k.word = c.category
              left join records.street_word o on o.force = c.force and o.word = c.outcome
             where {question.Where(viewer)} {from}
            """;
}
