using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Records;

/// <summary>Somebody else of the list who may be the same person, as the pair was put before people.</summary>
/// <param name="Other">As who they were found to be.</param>
/// <param name="Reasons">What speaks for and against it, what says most first.</param>
public sealed record LikelyRecord(Id<PersonPair> Pair, Id<Nominal> Other, double Probability, string[] Reasons) : IShows
{
    /// <summary>How many of a hundred such pairs are one person.</summary>
    public int InAHundred => IdentityProposal.InAHundred(Probability);

    public IEnumerable<Guid> Shown => [Other.Value];
}

/// <summary>The likely other records of a person.</summary>
public sealed class PairsOfPerson(Db db, CurrentDefinitions definitions)
{
    private const int Most = 10;

    /// <summary>
    /// From the definition's <c>review</c> on, the likeliest first; under whichever of their names they were proposed. Not who was judged to be somebody else,
    /// nor whoever is closed to the viewer.
    /// </summary>
    public Task<List<LikelyRecord>> LikelyAsync(Person person, Viewer viewer, CancellationToken ct)
    {
        Guid[] names = [.. person.Names.Select(static n => n.Value)];
        var from = definitions.Latest<PersonRules>(PersonRules.Id).Value.Review;
        return db.ListAsync<LikelyRecord>(
            Sql.Prepared(
                $"""
                select l.pair, l.other, l.probability, l.reasons
                  from (select distinct on (i.nominal) p.pair, i.nominal as other, p.probability, p.reasons
                          from records.person_pair p
                         cross join lateral (select records.who(p.force, case when p.one = any((select {names})::uuid[]) then p.other else p.one end) as who) w
                          join records.nominal i on i.force = p.force and i.nominal = w.who
                         where {viewer.Sees("p", "one")} and {viewer.Sees("p", "other")} and {viewer.Sees("i", "nominal")}
                           and (p.one = any((select {names})::uuid[]) or p.other = any((select {names})::uuid[]))
                           and p.probability >= {from} and i.nominal <> {person.Nominal}
                           and (select count(*) from records.pair_judgement j
                                 where j.force = p.force and j.pair = p.pair and j.verdict = 'Different' and not j.is_before) < p.judges
                         order by i.nominal, p.probability desc) l
                 order by l.probability desc, l.other
                 limit {Most}
                """
            ),
            ct
        );
    }
}
