using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>Finds candidates by the linkage engine: who shares a key with the description, by one index in one round trip, weighed by the model of the definition.</summary>
internal sealed class ResolvedCandidates(Db db, LikeliestPeople likeliest, IdSecret secret, TimeProvider time) : ICandidates
{
    private const int Shown = 10;

    public async Task<IReadOnlyList<Candidate>> FindAsync(PersonDetails person, Viewer viewer, CancellationToken ct)
    {
        var asked = PersonValues.Of(person, time.GetUtcNow());
        if (asked.Count == 0)
            return [];
        var contacts = Contacts.Of(person, new(viewer.Force, secret));
        var found = await db.ListAsync<Appeared>(Sql.Prepared(Query(likeliest.Rules.Model, asked, contacts, viewer)), ct);
        var best = await likeliest.OfAsync(asked, [.. found.Select(f => (f.Identity, contacts.Add(f)))], Shown, viewer, ct);
        return best.People;
    }

    /// <summary>
    /// Those who share a key, or a contact that somebody linked to them. So many under narrow keys has no description but one that says nearly nothing.
    /// </summary>
    private static Sql Query(LikenessModel model, IReadOnlyList<PersonValues> asked, Contacts contacts, Viewer viewer)
    {
        long[] narrow = [.. asked.SelectMany(v => model.Narrow.Of(c => v[c])).Distinct()];
        long[] wide = [.. asked.SelectMany(v => model.Wide.FirstOf(c => v[c])).Distinct()];
        return Appearances.Found(
            [new(narrow, $"500"), new(wide, narrow.Length == 0 ? (Sql)$"200" : $"50")],
            contacts.Records.Length == 0 ? Sql.Empty : Linked(contacts, viewer),
            viewer
        );
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
             where {Appearances.Whose} = l.identity
            """;

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

        public PersonValues Add(Appeared f)
        {
            if (f.Contacts is not { } linked)
                return f.Values;
            var contacts = linked.Select(c => ByRecord.GetValueOrDefault(c)).OfType<CommunicationDetails>();
            return f.Values.With(contacts, linked.Any(c => !ByRecord.ContainsKey(c)) ? AddressKey : null);
        }
    }
}
