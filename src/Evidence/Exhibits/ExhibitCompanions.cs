using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Evidence.Exhibits;

/// <summary>
/// Whoever is on the list by an exhibit alone goes with it, and what was proposed of them: nothing was written of them before or after, and no other record
/// leads to them. Whoever is known from elsewhere stays.
/// </summary>
internal sealed class ExhibitCompanions : ICompanions
{
    public Sql Streams(short force, Guid record) =>
        $"""
            with named as (
                   select l.other as nominal
                     from records.link l
                    where l.force = {force} and l.record = {record} and l.kind = 'Exhibit' and not l.outward and l.other_kind = 'Nominal'
                      and not exists (select from records.link i where i.force = l.force and i.record = l.other and not i.outward)
                      and not exists (select from kernel.ledger g where g.force = l.force and g.stream = l.other and g.at <> l.linked_at))
            select n.nominal from named n
            union
            select p.pair from named n join records.person_pair p on p.force = {force} and (p.one = n.nominal or p.other = n.nominal)
            """;
}
