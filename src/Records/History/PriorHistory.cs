using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>What a report says of whom and where, to ask what is already known of them.</summary>
/// <param name="Offences">Home Office classes that it may come to; empty for any.</param>
public sealed record HistoryQuestion(IReadOnlyList<PersonSaid> People, PlaceDetails? Where, IReadOnlyList<string> Offences);

/// <summary>A person in a role, as a report says.</summary>
public sealed record PersonSaid(LinkRole Role, PersonDetails Person);

/// <summary>The facts of the past that an assessment weighs. Counts are of recorded crimes that were not cancelled.</summary>
/// <param name="RepeatVictimCount12m">Crimes of the last twelve months with the same victim; of several victims, the most.</param>
/// <param name="RepeatPlaceCount12m">Crimes of the last twelve months at the same place, or within 25 metres.</param>
/// <param name="SuspectWarningMarkers">Codes of the suspects' warning markers that are in date.</param>
/// <param name="VictimVulnerabilityMarkers">Codes of the victims' vulnerability markers that are in date.</param>
/// <param name="NearbySimilar30d">Crimes of the last thirty days within 500 metres, of the same classes.</param>
public sealed record HistoryFacts(
    int RepeatVictimCount12m,
    int RepeatPlaceCount12m,
    string[] SuspectWarningMarkers,
    string[] VictimVulnerabilityMarkers,
    int NearbySimilar30d
);

/// <summary>
/// Finds what is already known of the people and the place of a report, before any person has looked: people count only when they are strong
/// candidates (<see cref="Candidate.IsStrong"/>).
/// </summary>
public sealed class PriorHistory(ICandidates candidates, Db db, IdSecret secret)
{
    private const double SamePlaceMetres = 25;
    private const double NearbyMetres = 500;

    public async Task<HistoryFacts> OfAsync(HistoryQuestion question, Viewer viewer, DateTimeOffset now, CancellationToken ct)
    {
        var victims = await MeantAsync(question, LinkRole.Victim, viewer, ct);
        var suspects = await MeantAsync(question, LinkRole.Suspect, viewer, ct);
        var (today, year) = (DateOnly.FromDateTime(now.UtcDateTime), now.AddYears(-1));
        var found = await db.FirstAsync<HistoryFacts>(
            Sql.Prepared(
                $"""
                select coalesce((select max(crimes)
                                   from (select count(distinct c.crime)::int as crimes
                                           from unnest((select {victims})) v(nominal)
                                          cross join lateral records.homes({viewer.Force}, v.nominal) h
                                           join records.link l on l.force = h.force and l.record = h.home
                                           join records.crime c on c.force = l.force and c.crime = l.other
                                          where {viewer.Sees("l", "other")} and {viewer.Sees("l", "record")}
                                            and records.whose_at(l.force, l.record, l.linked_at) = v.nominal
                                            and l.role = 'Victim' and not l.outward
                                            and l.unlinked_at is null and c.recorded_at > {year} and c.status <> 'Cancelled'
                                          group by v.nominal) v), 0) as repeat_victim_count12m,
                       {Crimes($"records.crime c", At(question.Where, new(viewer.Force, secret)), year, viewer)} as repeat_place_count12m,
                       {Codes(suspects, MarkerList.Warning, today, viewer)} as suspect_warning_markers,
                       {Codes(victims, MarkerList.Vulnerability, today, viewer)} as victim_vulnerability_markers,
                       {Crimes(Near(question, viewer.Force), Of(question.Offences), now.AddDays(-30), viewer)} as nearby_similar30d
                """
            ),
            ct
        );
        return found!; // a select without "from" answers one row
    }

    private async Task<Guid[]> MeantAsync(HistoryQuestion question, LinkRole role, Viewer viewer, CancellationToken ct)
    {
        var meant = new List<Guid>();
        foreach (var said in question.People.Where(p => p.Role == role))
            meant.AddRange(
                (await candidates.FindAsync(said.Person, viewer, ct)).Where(static c => c.IsStrong).Select(static c => c.Nominal.Value)
            );
        return [.. meant.Distinct()];
    }

    private static Sql Crimes(Sql from, Sql where, DateTimeOffset since, Viewer viewer) =>
        $"""
            (select count(*)::int from {from}
              where {viewer.Sees("c", "crime")} and c.recorded_at > {since} and c.status <> 'Cancelled' and {where})
            """;

    private static Sql At(PlaceDetails? where, NaturalIds ids) =>
        (where?.AddressKey, where?.Point) switch
        {
            (null, null) => $"false",
            (null, { } p) => $"c.at <@ circle(point({p.Easting}, {p.Northing}), {SamePlaceMetres})",
            _ => $"c.place = {Place.At(ids, where, default)}",
        };

    /// <summary>By the spatial index first: hence <c>offset 0</c>, over which no condition is moved.</summary>
    private static Sql Near(HistoryQuestion question, short force)
    {
        Sql near = question.Where?.Point is { } p ? $"c.at <@ circle(point({p.Easting}, {p.Northing}), {NearbyMetres})" : (Sql)$"false";
        return $"""
            (select c.force, c.crime, c.recorded_at, c.status, c.offence from records.crime c where c.force = {force} and {near} offset 0) c
            """;
    }

    private static Sql Of(IReadOnlyCollection<string> offences) =>
        offences.Count == 0 ? (Sql)$"true" : $"c.offence = any((select {offences.ToArray()})::text[])";

    private static Sql Codes(Guid[] records, MarkerList list, DateOnly today, Viewer viewer) =>
        $"""
            array(select distinct m.code
                    from unnest((select {records})) r(record)
                   cross join lateral records.homes({viewer.Force}, r.record) h
                    join records.marker m on m.force = h.force and m.record = h.home
                   where {viewer.Sees(
                "m",
                "record"
            )} and records.who(m.force, m.record) = r.record and m.list = {list.ToString()} and m.ended_at is null
                     and m.review_by >= {today} order by m.code)
            """;
}
