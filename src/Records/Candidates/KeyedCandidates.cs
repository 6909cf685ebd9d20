using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>
/// Finds candidates by keys: the same or a like-sounding name, the same birthday with a like-sounding name, the same phone or e-mail, the same
/// address. One round trip, each key by its index.
/// </summary>
internal sealed class KeyedCandidates(Db db, Persons persons, IdSecret secret) : ICandidates
{
    private const int Shown = 10;

    /// <summary>Below this there is nothing to show but coincidence.</summary>
    private const int LeastScore = 30;

    public async Task<IReadOnlyList<Candidate>> FindAsync(PersonDetails person, Viewer viewer, CancellationToken ct)
    {
        var keys = Keys(person, viewer).ToList();
        if (keys.Count == 0)
            return [];
        var found = await db.ListAsync<Likeness>(Query(keys, person, viewer), ct);
        var best = found
            .Select(l => CandidateScore.Of(l, person))
            .Where(static c => c.Score >= LeastScore)
            .OrderByDescending(static c => c.Score)
            .ThenBy(static c => c.Name, StringComparer.Ordinal)
            .DistinctBy(static c => c.Nominal)
            .Take(Shown)
            .ToList();
        var joined = await persons.JoinedAsync(best.Select(static c => c.Nominal.Value), viewer, ct);
        return joined.Count == 0
            ? best
            : [.. best.Select(c => joined.TryGetValue(c.Nominal.Value, out var picture) ? Named(c, picture) : c)];
    }

    private static Candidate Named(Candidate candidate, NominalPicture picture) =>
        candidate with
        {
            Name = picture.Name,
            Born = picture.Of("Date of birth")?.Current.Value,
            Address = picture.Of("Address")?.Current.Value,
        };

    private IEnumerable<Sql> Keys(PersonDetails person, Viewer viewer)
    {
        if (NameSounds.Like(SearchText.WordsOf(person.Name)) is { } sounds)
        {
            yield return $"""
                (select nn.nominal, nn.version, null::timestamptz as said_at from records.nominal_name nn
                  where {viewer.Sees("nn", "nominal")} and nn.folded = records.fold({person.Name}) limit 100)
                """;
            yield return $"""
                (select nn.nominal, nn.version, null::timestamptz as said_at from records.nominal_name nn where {viewer.Sees(
                    "nn",
                    "nominal"
                )} and {sounds} limit 200)
                """;
            if (person.Born is { IsExact: true } born)
                yield return $"""
                    (select nn.nominal, nn.version, null::timestamptz as said_at from records.nominal n join records.nominal_name nn on nn.force = n.force and nn.nominal = n.nominal
                      where {viewer.Sees("n", "nominal")} and n.born_first = {born.First} and n.born_last = {born.Last}
                        and nn.sounds && records.sounds({person.Name}) limit 100)
                    """;
        }

        Guid[] shared = [.. Contacts(person, Ids(viewer)), .. Homes(person, Ids(viewer))];
        if (shared.Length > 0)
            yield return $"""
                (select l.other as nominal, null::int as version, l.linked_at as said_at from records.link l
                  where {viewer.Sees("l", "other")} and l.record = any({shared}) and not l.outward and l.other_kind = 'Nominal'
                    and l.unlinked_at is null limit 100)
                """;
    }

    private Sql Query(IEnumerable<Sql> keys, PersonDetails person, Viewer viewer) =>
        $"""
            with found as (
                   select distinct k.nominal, case when k.version is null then records.whose_at({viewer.Force}, k.nominal, k.said_at)
                                                   else records.whose({viewer.Force}, k.nominal, k.version) end as identity
                     from ({Sql.Join("\nunion all\n", keys)}) k)
            select n.nominal, coalesce(n.name, {NominalPicture.Nameless}) as name, n.born, n.born_first, n.born_last, n.address,
                   coalesce(s.same_name, false) as same_name, coalesce(s.sounds_alike, false) as sounds_alike, coalesce(s.alike, 0) as alike,
                   {Shares(Contacts(person, Ids(viewer)))} as same_contact, {Shares(Homes(person, Ids(viewer)))} as same_address,
                   i.nominal as identity
              from found f
              join records.nominal n on n.force = {viewer.Force} and n.nominal = f.nominal
              join records.nominal i on i.force = {viewer.Force} and i.nominal = f.identity
              left join lateral (
                     select bool_or(nn.folded = records.fold({person.Name})) as same_name, bool_or({NameSounds.Like(
                SearchText.WordsOf(person.Name)
            ) ?? $"false"}) as sounds_alike,
                            max(public.similarity(nn.folded, records.fold({person.Name}))) as alike
                       from records.nominal_name nn
                      where nn.force = n.force and nn.nominal = n.nominal) s on true
             where {viewer.Sees("n", "nominal")} and {viewer.Sees("i", "nominal")}
             limit 500
            """;

    private static Sql Shares(IEnumerable<Guid> records) =>
        $"""
            exists (select from records.link l
                     where l.force = n.force and l.record = any({records.ToArray()}) and l.other = n.nominal and l.unlinked_at is null)
            """;

    private NaturalIds Ids(Viewer viewer) => new(viewer.Force, secret);

    private static IEnumerable<Guid> Contacts(PersonDetails person, NaturalIds ids) =>
        person.Communications.Select(c => Communication.Of(ids, c.Kind, c.Value).Value);

    private static IEnumerable<Guid> Homes(PersonDetails person, NaturalIds ids) =>
        person.Address?.AddressKey is null ? [] : [Place.At(ids, person.Address, default).Value];
}
