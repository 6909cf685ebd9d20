using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>
/// Asks, of everything that is said of a person, who else of the list that may be, and proposes the pairs to people. Only where the definition allows it
/// (<c>automatic</c>) are two joined without one, and never somebody restricted, warned about or contradicted, nor two of whom people decided something.
/// </summary>
internal sealed class ProposePairs(
    ILedger ledger,
    ICandidates candidates,
    Persons persons,
    IdentityDesk desk,
    PersonLikeness likeness,
    DecidedByPeople people,
    PairHarm harm,
    IdSecret secret
) : IReaction
{
    public string Name => "records.propose-pairs";

    public IReadOnlyCollection<Type> To => [typeof(PersonDescribed), typeof(PersonCorrected)];

    public async Task ReactAsync(Entry entry, CancellationToken ct)
    {
        var viewer = Viewer.System(entry.Force, "linkage");
        var rules = likeness.Rules.Value;
        var own = await persons.WhoAsync(new(entry.Stream), viewer, ct);
        var said = entry.Event switch
        {
            PersonDescribed e => e.Said,
            PersonCorrected e => (await persons.FindAsync(own, viewer, ct))?.Details.CorrectedBy(e.Now),
            _ => null, // its content was lawfully erased meanwhile
        };
        if (said is null)
            return;
        foreach (var other in (await candidates.FindAsync(said, viewer, ct)).Where(c => c.Nominal != own && c.Probability >= rules.Propose))
        {
            if (
                rules.AutomaticFrom is { } from
                && other.Probability >= from
                && !other.Contradicted
                && await JoinAsync(own, other, viewer, ct)
            )
                return; // they are one now; what else is alike comes with the next thing that is said
            await ProposeAsync(own, other, viewer, ct);
        }
    }

    private async Task ProposeAsync(Id<Nominal> own, Candidate other, Viewer viewer, CancellationToken ct)
    {
        var pair = PersonPair.Of(new(viewer.Force, secret), own, other.Nominal);
        var proposal = new PairProposed(
            pair,
            own,
            other.Nominal,
            other.Proposed,
            other.Reasons,
            await harm.OfAsync([own.Value, other.Nominal.Value], viewer, ct)
        );
        var propose = new ProposePair(proposal);
        if ((await ledger.ReadAsync(pair, viewer, ct)).IsSettled)
            propose = propose with { Weighed = await WeighedAsync(own, other.Nominal, viewer, ct), Again = likeness.Rules.Value.Again };
        (await ledger.DecideAsync(pair, propose, viewer, ct)).OrThrow();
    }

    /// <summary>What everything that was said of two comes to, in bits.</summary>
    private async Task<double?> WeighedAsync(Id<Nominal> one, Id<Nominal> other, Viewer viewer, CancellationToken ct) =>
        await persons.FindAsync(one, viewer, ct) is { } these && await persons.FindAsync(other, viewer, ct) is { } those
            ? (await likeness.OfAsync(these, those))?.Weight
            : null;

    private async Task<bool> JoinAsync(Id<Nominal> own, Candidate other, Viewer viewer, CancellationToken ct)
    {
        if (await persons.FindAsync(own, viewer, ct) is not { } one || await persons.FindAsync(other.Nominal, viewer, ct) is not { } two)
            return false;
        if (await desk.NeedsSecondAsync(one, two, viewer, ct) || await people.OfAsync(one, two, viewer, ct))
            return false;
        if (await likeness.ContradictAsync(one, two))
            return false;
        var reason = $"Joined by the definition, without a person: {string.Join(", ", other.Reasons)}.";
        return !(await desk.JoinAsync(one, two, reason, seen: null, viewer, ct)).Refused(out _, out _);
    }
}

/// <summary>How much hangs on whether two people are one.</summary>
internal sealed class PairHarm(Db db)
{
    private const int Warning = 3;

    /// <summary>Warnings in force count three, open crimes that they are linked to one.</summary>
    public async Task<int> OfAsync(Guid[] people, Viewer viewer, CancellationToken ct) =>
        await db.FirstAsync<int>(
            $"""
            select {Warning} * (select count(*)::int from records.marker m
                                 where {viewer.Sees(
                "m",
                "record"
            )} and m.record = any({people}) and m.list = 'Warning' and m.ended_at is null)
                   + (select count(distinct c.crime)::int
                        from records.link l
                        join records.crime c on c.force = l.force and c.crime = l.other
                       where {viewer.Sees("l", "record")} and l.record = any({people}) and l.other_kind = 'Crime' and l.unlinked_at is null
                         and c.status not in ('Finalised', 'Cancelled'))
            """,
            ct
        );
}
