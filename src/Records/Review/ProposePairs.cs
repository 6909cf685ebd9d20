namespace Bluelamp.Records;

/// <summary>
/// Asks, of everything that is said of a person, who else of the list that may be, and proposes the pairs to people. Only where the definition allows it
/// (<c>automatic</c>) are two joined without one, and never somebody restricted, warned about or contradicted, nor two of whom people decided something.
/// </summary>
internal sealed class ProposePairs(
    ICandidates candidates,
    Persons persons,
    IdentityDesk desk,
    PersonLikeness likeness,
    DecidedByPeople people,
    ProposedPairs pairs
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
        foreach (var other in (await candidates.FindAsync(said, viewer, ct)).Where(c => c.Nominal != own && c.Probability >= rules.Review))
        {
            if (
                rules.AutomaticFrom is { } from
                && other.Probability >= from
                && !other.Contradicted
                && await JoinAsync(own, other, viewer, ct)
            )
                return; // they are one now; what else is alike comes with the next thing that is said
            await pairs.ProposeAsync(own, other, viewer, ct);
        }
    }

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
internal sealed class PairHarm(Db db, OpenMatters matters)
{
    /// <summary>By their warnings in force, their restrictions, the open crimes in which they have a part and the risk at which those stand.</summary>
    public async Task<int> OfAsync(Guid[] people, Viewer viewer, CancellationToken ct)
    {
        var reader = viewer with { Permissions = viewer.Permissions.Add("risk.read") }; // it reckons with the risk, and tells nobody
        var open = await Task.WhenAll(people.Select(p => matters.OfAsync(new(p), reader, ct)));
        var crimes = open.SelectMany(static o => o).DistinctBy(static m => m.Crime).ToList();
        return PairOrder.Harm(
            await WarningsAsync(people, viewer, ct),
            await RestrictedAsync(people, viewer, ct),
            crimes.Count,
            crimes.Max(static m => m.Risk?.Score) ?? 0
        );
    }

    private async Task<int> WarningsAsync(Guid[] people, Viewer viewer, CancellationToken ct) =>
        await db.FirstAsync<int>(
            $"""
            select count(*)::int
              from unnest({people}) i(nominal)
             cross join lateral records.homes({viewer.Force}, i.nominal) h
              join records.marker m on m.force = h.force and m.record = h.home
             where {viewer.Sees("m", "record")} and m.list = 'Warning' and m.ended_at is null
            """,
            ct
        );

    private async Task<int> RestrictedAsync(Guid[] people, Viewer viewer, CancellationToken ct) =>
        await db.FirstAsync<int>(
            $"""
            select count(*)::int
              from records.nominal n
             where {viewer.Sees("n", "nominal")} and n.nominal = any({people})
               and exists (select from kernel.restriction x where x.force = n.force and x.subject = n.nominal)
            """,
            ct
        );
}
