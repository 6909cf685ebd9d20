using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>The pairs that the engine puts before people: made, and kept as all that is known of the two has them.</summary>
internal sealed class ProposedPairs(
    ILedger ledger,
    Db db,
    Persons persons,
    PersonLikeness likeness,
    AllThatIsKnown known,
    PairHarm harm,
    IdSecret secret
)
{
    /// <summary>Of one person, the likeliest are followed.</summary>
    private const int Most = 100;

    /// <summary>
    /// Puts two before people who were found by what was said of one. How likely it is, all that is known of both says: where that speaks against it, nobody is
    /// asked.
    /// </summary>
    public async Task ProposeAsync(Id<Nominal> own, Candidate found, Viewer viewer, CancellationToken ct)
    {
        var pair = PersonPair.Of(new(viewer.Force, secret), own, found.Nominal);
        var state = await ledger.ReadAsync(pair, viewer, ct);
        if (state is { Proposed: not null, IsSettled: false })
            return; // it waits, and is followed
        var why = await WeighedAsync(own, found.Nominal, viewer, ct);
        var proposed = why is null ? found.Proposed : likeness.Proposal(why);
        if (proposed.Probability < likeness.Rules.Value.Review)
            return;
        var hangs = await harm.OfAsync([own.Value, found.Nominal.Value], viewer, ct);
        var reasons = why is null ? found.Reasons : likeness.Reasons(why);
        var propose = new ProposePair(new(pair, own, found.Nominal, proposed, reasons, hangs));
        if (state.IsSettled)
            propose = propose with { Weighed = why?.Weight, Again = likeness.Rules.Value.Again };
        (await ledger.DecideAsync(pair, propose, viewer, ct)).OrThrow();
    }

    /// <summary>Weighs the pairs of somebody again that wait to be judged.</summary>
    public async Task FollowAsync(Id<Nominal> nominal, Viewer viewer, CancellationToken ct)
    {
        foreach (var pair in await WaitingAsync(nominal, viewer, ct))
            await Following.UntilKeptAsync(() => FollowAsync(new Id<PersonPair>(pair), viewer, ct));
    }

    private async Task<Result<Appended>?> FollowAsync(Id<PersonPair> pair, Viewer viewer, CancellationToken ct)
    {
        var entries = await ledger.StreamAsync(pair.Value, viewer, ct);
        if (entries.Aggregate(PersonPair.Empty, static (s, e) => s.Apply(e.Event)).Proposed is not { } waits)
            return null;
        var why = await WeighedAsync(waits.One, waits.Other, viewer, ct);
        var weigh = new WeighPair(
            why is null ? waits.Proposed : likeness.Proposal(why),
            why is null ? waits.Reasons : likeness.Reasons(why),
            await harm.OfAsync([waits.One.Value, waits.Other.Value], viewer, ct)
        );
        return await ledger.DecideAsync(pair, weigh, viewer, ct, entries[^1].Version);
    }

    private async Task<Linkage.Explanation?> WeighedAsync(Id<Nominal> one, Id<Nominal> other, Viewer viewer, CancellationToken ct) =>
        await persons.FindAsync(one, viewer, ct) is { } these && await persons.FindAsync(other, viewer, ct) is { } those
            ? await known.OfAsync(these, those, viewer, ct)
            : null;

    /// <summary>Under whichever of their names they are in one.</summary>
    private Task<List<Guid>> WaitingAsync(Id<Nominal> nominal, Viewer viewer, CancellationToken ct)
    {
        Sql names = $"(select h.home from records.homes({viewer.Force}, records.who({viewer.Force}, {nominal})) h)";
        return db.ListAsync<Guid>(
            Sql.Prepared(
                $"""
                select p.pair
                  from records.person_pair p
                 where {viewer.Sees("p", "one")} and {viewer.Sees("p", "other")}
                   and (p.one = any(array{names}) or p.other = any(array{names}))
                   and records.who(p.force, p.one) <> records.who(p.force, p.other)
                   and (select greatest(count(*) filter (where j.verdict = 'Same'), count(*) filter (where j.verdict = 'Different'))
                          from records.pair_judgement j where j.force = p.force and j.pair = p.pair and not j.is_before) < p.judges
                 order by p.weight desc, p.pair
                 limit {Most}
                """
            ),
            ct
        );
    }
}
