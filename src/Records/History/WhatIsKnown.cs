namespace Bluelamp.Records;

/// <summary>What is known of a person at a glance.</summary>
/// <param name="Latest">References of their latest crimes, with role: <c>98/2026/0000012-3 (victim)</c>.</param>
/// <param name="Open">References of their latest crimes that are open, with role.</param>
/// <param name="RowSaysLittle">What they are called stands elsewhere than in their own row: they were joined or split, or the force goes by other rules.</param>
public sealed record KnownPerson(
    Id<Nominal> Nominal,
    string Name,
    string? Born,
    string? Address,
    int AsVictim,
    int AsSuspect,
    int InOtherRoles,
    string[] Latest,
    string[] Open,
    string[] Warnings,
    string[] Vulnerabilities,
    bool RowSaysLittle
) : IShows
{
    public IEnumerable<Guid> Shown => [Nominal.Value];
}

/// <summary>What is known of a place at a glance.</summary>
public sealed record KnownPlace(Id<Place> Place, string Address, int Crimes12m, int CrimesEver, string[] Latest, string[] Warnings) : IShows
{
    public IEnumerable<Guid> Shown => [Place.Value];
}

/// <summary>What is already known of people and places, in one round trip each. Cancelled crimes do not count.</summary>
public sealed class WhatIsKnown(Db db, Persons persons, TimeProvider time)
{
    public async Task<List<KnownPerson>> OfPeopleAsync(Guid[] nominals, Viewer viewer, CancellationToken ct)
    {
        var known = await AskAsync(nominals, viewer, ct);
        var joined = await persons.JoinedAsync(known.Where(static k => k.RowSaysLittle).Select(static k => k.Nominal.Value), viewer, ct);
        return joined.Count == 0 ? known : [.. known.Select(k => joined.TryGetValue(k.Nominal.Value, out var p) ? Shown(k, p) : k)];
    }

    private static KnownPerson Shown(KnownPerson known, NominalPicture picture) =>
        known with
        {
            Name = picture.Name,
            Born = picture.Of("Date of birth")?.Current.Value,
            Address = picture.Of("Address")?.Current.Value,
        };

    private Task<List<KnownPerson>> AskAsync(Guid[] nominals, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<KnownPerson>(
            Sql.Prepared(
                $"""
                select n.nominal, coalesce(n.name, {NominalPicture.Nameless}) as name, n.born, n.address,
                       coalesce(r.as_victim, 0) as as_victim, coalesce(r.as_suspect, 0) as as_suspect, coalesce(r.in_other_roles, 0) as in_other_roles,
                       coalesce(r.latest[1:5], array[]::text[]) as latest, coalesce(r.open[1:5], array[]::text[]) as open,
                       {Codes($"n.nominal", MarkerList.Warning, viewer)} as warnings,
                       {Codes($"n.nominal", MarkerList.Vulnerability, viewer)} as vulnerabilities,
                       {persons.SaysLittle} as row_says_little
                  from records.nominal n
                  left join lateral (
                         select count(*) filter (where l.role = 'Victim')::int as as_victim, count(*) filter (where l.role = 'Suspect')::int as as_suspect,
                                count(*) filter (where l.role not in ('Victim', 'Suspect'))::int as in_other_roles,
                                array_agg(c.reference || ' (' || lower(l.role) || ')' order by c.recorded_at desc) as latest,
                                array_agg(c.reference || ' (' || lower(l.role) || ')' order by c.recorded_at desc)
                                  filter (where c.status <> 'Finalised') as open
                           from records.homes(n.force, n.nominal) h
                           join records.link l on l.force = h.force and l.record = h.home
                           join records.crime c on c.force = l.force and c.crime = l.other
                          where {viewer.Sees("l", "record")} and {viewer.Sees("l", "other")}
                            and records.whose_at(l.force, l.record, l.linked_at) = n.nominal and l.other_kind = 'Crime' and l.unlinked_at is null
                            and c.status <> 'Cancelled') r on true
                 where {viewer.Sees("n", "nominal")} and n.nominal = any((select {nominals})::uuid[])
                 limit 100
                """
            ),
            ct
        );

    public Task<KnownPlace?> OfPlaceAsync(Id<Place> place, Viewer viewer, CancellationToken ct) =>
        db.FirstAsync<KnownPlace>(
            Sql.Prepared(
                $"""
                select p.place, p.address, coalesce(r.crimes12m, 0) as crimes12m, coalesce(r.crimes_ever, 0) as crimes_ever,
                       coalesce(r.latest[1:5], array[]::text[]) as latest, {Codes($"p.place", MarkerList.Warning, viewer)} as warnings
                  from records.place p
                  left join lateral (
                         select count(*) filter (where c.recorded_at > {time.GetUtcNow().AddYears(
                    -1
                )})::int as crimes12m, count(*)::int as crimes_ever,
                                array_agg(c.reference order by c.recorded_at desc) as latest
                           from records.crime c
                          where {viewer.Sees("c", "crime")} and c.place = p.place and c.status <> 'Cancelled') r on true
                 where {viewer.Sees("p", "place")} and p.place = {place}
                """
            ),
            ct
        );

    private Sql Codes(Sql record, MarkerList list, Viewer viewer)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return $"""
            array(select distinct m.code
                    from records.homes({viewer.Force}, {record}) h
                    join records.marker m on m.force = h.force and m.record = h.home
                   where {viewer.Sees("m", "record")}
                     and records.who(m.force, m.record) = {record} and m.list = {list.ToString()} and m.ended_at is null
                     and m.review_by >= {today}
                   order by m.code)
            """;
    }
}
