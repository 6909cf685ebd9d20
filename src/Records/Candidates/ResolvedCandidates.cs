using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Linkage;

namespace Bluelamp.Records;

/// <summary>
/// Finds candidates by the linkage engine: who shares a key with the description, by one index in one round trip, weighed by the model of the definition.
/// Whoever has several appearances is as likely as the likeliest of them.
/// </summary>
internal sealed class ResolvedCandidates(Db db, Persons persons, PersonLikeness likeness, IdSecret secret, TimeProvider time) : ICandidates
{
    private const int Shown = 10;

    public async Task<IReadOnlyList<Candidate>> FindAsync(PersonDetails person, Viewer viewer, CancellationToken ct)
    {
        var rules = likeness.Rules;
        var asked = PersonValues.Of(person, time.GetUtcNow());
        var contacts = Contacts.Of(person, new(viewer.Force, secret));
        if (asked.Count == 0)
            return [];
        var found = await db.ListAsync<Found>(Query(rules.Value.Model, asked, contacts, viewer).Prepared(), ct);
        if (found.Count == 0)
            return [];
        var weighed = await likeness.WeighAsync(asked, found.Select(contacts.Add));
        var best = found
            .Select((f, i) => (f.Identity, At: i, Weight: weighed[i]))
            .GroupBy(static f => f.Identity)
            .Select(static of => of.MaxBy(static f => f.Weight))
            .Where(f => Edge.ProbabilityOf(f.Weight) >= rules.Value.Show)
            .OrderByDescending(static f => f.Weight)
            .ThenByDescending(static f => f.Identity) // of equals the latest on the list
            .Take(Shown)
            .ToList();
        return await NamedAsync([.. best.Select(b => (b.Identity, weighed.Why(b.At)))], rules, viewer, ct);
    }

    private static Candidate Of(Line line, NominalPicture? joined, Explanation why, Defined<PersonRules> defined)
    {
        var rules = defined.Value;
        var said = why.Parts.Where(static p => p.Gamma >= 0).ToList();
        var contradicted = said.Exists(p => rules.Model.Against.Contains(p.Said));
        return new(
            new(line.Nominal),
            joined?.Name ?? line.Name,
            joined is null ? line.Born : joined.Of("Date of birth")?.Current.Value,
            joined is null ? line.Address : joined.Of("Address")?.Current.Value,
            PersonLikeness.Proposal(defined, why.Weight),
            [
                .. said.Where(p => Counts(p, rules))
                    .OrderByDescending(static p => Math.Abs(p.Plain + p.Frequency))
                    .Select(static p => p.Said),
            ],
            contradicted,
            IsStrong: why.Probability >= rules.Review && !contradicted
        );
    }

    /// <summary>What says less than a bit either way is no reason; what speaks against is told always.</summary>
    private static bool Counts(ExplainedPart part, PersonRules rules) =>
        Math.Abs(part.Plain + part.Frequency) >= 1 || rules.Model.Against.Contains(part.Said);

    /// <summary>Each with their name, as it is now; seeing it is a look at them.</summary>
    private async Task<IReadOnlyList<Candidate>> NamedAsync(
        List<(Guid Identity, Explanation Why)> best,
        Defined<PersonRules> rules,
        Viewer viewer,
        CancellationToken ct
    )
    {
        if (best.Count == 0)
            return [];
        var nominals = best.ConvertAll(static b => b.Identity).ToArray();
        Sql names = $"""
            select n.nominal, coalesce(n.name, {NominalPicture.Nameless}) as name, n.born, n.address, {Persons.IsTurned} as is_turned
              from records.nominal n
             where {viewer.Sees("n", "nominal")} and n.nominal = any({nominals})
            """;
        var lines = await db.ListAsync<Line>(names.Prepared(), ct);
        var turned = lines.Where(l => l.IsTurned || !rules.Value.FirstStands).Select(static l => l.Nominal);
        var joined = await persons.JoinedAsync(turned, viewer, ct);
        return
        [
            .. best.Join(
                lines,
                static b => b.Identity,
                static l => l.Nominal,
                (b, l) => Of(l, joined.GetValueOrDefault(l.Nominal), b.Why, rules)
            ),
        ];
    }

    /// <summary>
    /// Those who share a key, or a contact that somebody linked to them, with whom each is now. Lists of a key are read as far as they are wanted and no
    /// further: a <c>materialized</c> list is planned for all of its rows, so by its index, and read row by row. Nothing that the planner sees depends on what
    /// is asked for (keys stand in a <c>select</c>, limits in the text), so that it keeps one plan: making it costs more than following it. So many under narrow
    /// keys has no description but one that says nearly nothing.
    /// </summary>
    private static Sql Query(PersonModel model, IReadOnlyList<PersonValues> asked, Contacts contacts, Viewer viewer)
    {
        long[] narrow = [.. asked.SelectMany(v => model.Narrow.Of(c => v[c])).Distinct()];
        long[] wide = [.. asked.SelectMany(v => model.Wide.FirstOf(c => v[c])).Distinct()];
        return $"""
            with narrow as materialized (select a.* from records.appearance a where {viewer.Sees(
                "a",
                "nominal"
            )} and a.keys && (select {narrow})),
                 wide as materialized (select a.* from records.appearance a where {viewer.Sees(
                "a",
                "nominal"
            )} and a.keys && (select {wide})),
                 found as materialized (
                   select a.*, {Whose} as identity, null::uuid[] as contacts from (select * from narrow limit 500) a
                   union all
                   select a.*, {Whose} as identity, null::uuid[] as contacts
                     from (select * from wide limit {(narrow.Length == 0 ? (Sql)$"200" : $"50")}) a
                   {(contacts.Records.Length == 0 ? Sql.Empty : Linked(contacts, viewer))})
            select f.first_name, f.middle_names, f.surname, f.born, f.born_from, f.born_to, f.sex, f.postcode, f.address, f.phones, f.emails,
                   f.identity, f.contacts
              from found f
             where f.identity = f.nominal
                or exists (select from records.nominal i where {viewer.Sees("i", "nominal")} and i.nominal = f.identity)
            """;
    }

    private static Sql Linked(Contacts contacts, Viewer viewer) =>
        $"""
            union all
            select a.*, l.identity, l.contacts
              from (select l.other as nominal, records.whose_at({viewer.Force}, l.other, l.linked_at) as identity, array_agg(l.record) as contacts
                      from records.link l
                     where {viewer.Sees("l", "other")} and l.record = any({contacts.Records}) and not l.outward and l.other_kind = 'Nominal'
                       and l.unlinked_at is null
                     group by l.other, l.linked_at
                     limit 100) l
              join records.appearance a on a.force = {viewer.Force} and a.nominal = l.nominal
             where {Whose} = l.identity
            """;

    /// <summary>Whose an appearance is; the function is asked only where somebody decided something, as it costs as much as all the rest.</summary>
    private static Sql Whose =>
        $"""
            case when exists (select from records.nominal_alias t where t.force = a.force and t.nominal = a.nominal)
                   or exists (select from records.appearance_move t where t.force = a.force and t.home = a.nominal)
                 then records.whose(a.force, a.nominal, a.version) else a.nominal end
            """;

    /// <summary>An appearance that may be of the person; whoever it is of is not shown yet.</summary>
    /// <param name="Contacts">What was asked for and is linked to them.</param>
    private sealed record Found(
        string? FirstName,
        string? MiddleNames,
        string? Surname,
        string? Born,
        int? BornFrom,
        int? BornTo,
        string? Sex,
        string? Postcode,
        string? Address,
        string? Phones,
        string? Emails,
        Guid Identity,
        Guid[]? Contacts
    );

    private sealed record Line(Guid Nominal, string Name, string? Born, string? Address, bool IsTurned) : IShows
    {
        public IEnumerable<Guid> Shown => [Nominal];
    }

    /// <summary>The phones, e-mails and the home of a description, by the records that they are.</summary>
    private sealed record Contacts(Guid[] Records, Dictionary<Guid, CommunicationDetails> ByRecord, string? AddressKey)
    {
        public static Contacts Of(PersonDetails person, NaturalIds ids)
        {
            var byRecord = person.Communications.ToDictionary(c => Communication.Of(ids, c.Kind, c.Value).Value);
            var home = person.Address?.AddressKey;
            return new(
                home is null ? [.. byRecord.Keys] : [.. byRecord.Keys, Place.At(ids, person.Address!, default).Value],
                byRecord,
                home
            );
        }

        public PersonValues Add(Found f)
        {
            var own = new PersonValues(
                f.FirstName,
                f.MiddleNames,
                f.Surname,
                f.Born,
                f.BornFrom,
                f.BornTo,
                f.Sex,
                f.Postcode,
                f.Address,
                f.Phones,
                f.Emails
            );
            if (f.Contacts is not { } linked)
                return own;
            var contacts = linked.Select(c => ByRecord.GetValueOrDefault(c)).OfType<CommunicationDetails>();
            return own.With(contacts, linked.Any(c => !ByRecord.ContainsKey(c)) ? AddressKey : null);
        }
    }
}
