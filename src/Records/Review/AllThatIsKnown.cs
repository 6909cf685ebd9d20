using Bluelamp.Kernel.Identifiers;
using Bluelamp.Linkage;

namespace Bluelamp.Records;

/// <summary>
/// How likely two are one person by all that is known of them: what was said, what was put right, and how they can be reached by links that somebody made.
/// It is the one figure of a pair, wherever it is told.
/// </summary>
public sealed class AllThatIsKnown(Db db, PersonLikeness likeness, IdSecret secret)
{
    /// <summary>What speaks for and against it; nothing when nothing that is known of one of them can be compared.</summary>
    public async Task<Explanation?> OfAsync(Person one, Person other, Viewer viewer, CancellationToken ct)
    {
        var (these, those) = (PersonLikeness.Said(one), PersonLikeness.Said(other));
        var linked = await LinkedAsync([.. one.Names.Concat(other.Names).Select(static n => n.Value)], viewer, ct);
        return await likeness.OfAsync(With(these, one, those), With(those, other, these));

        List<PersonValues> With(List<PersonValues> said, Person of, List<PersonValues> theirs)
        {
            var own = linked.Where(l => l.Whose == of.Nominal.Value).ToList();
            var contacts = own.Select(static l => l.Contact).OfType<CommunicationDetails>().ToList();
            var home = Home(own, theirs, viewer.Force);
            return own.Count == 0 ? said : [.. said.Select(v => v.With(contacts, home))];
        }
    }

    /// <summary>An address that was said of the one, where the other is linked to it.</summary>
    private string? Home(List<LinkedContact> own, List<PersonValues> theirs, short force)
    {
        var ids = new NaturalIds(force, secret);
        return theirs
            .Select(static v => v.Address)
            .Distinct(StringComparer.Ordinal)
            .FirstOrDefault(a => a is not null && own.Exists(l => l.Other == ids.Of("place", a)));
    }

    private Task<List<LinkedContact>> LinkedAsync(Guid[] names, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<LinkedContact>(
            Sql.Prepared(
                $"""
                select records.whose_at(l.force, l.record, l.linked_at) as whose, l.other, c.kind, c.value
                  from records.link l
                  left join records.communication c on c.force = l.force and c.communication = l.other
                 where {viewer.Sees("l", "record")} and {viewer.Sees("l", "other")}
                   and l.record = any((select {names})::uuid[]) and l.outward and l.unlinked_at is null
                   and l.role in ('Phone', 'Email', 'Home')
                 order by l.linked_at desc, l.link
                 limit 200
                """
            ),
            ct
        );

    private sealed record LinkedContact(Guid Whose, Guid Other, string? Kind, string? Value)
    {
        public CommunicationDetails? Contact => Kind is null ? null : new(Enum.Parse<CommunicationKind>(Kind), Value!); // a row has both
    }
}
