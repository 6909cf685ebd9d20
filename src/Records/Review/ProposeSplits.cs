using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>
/// Asks, of everybody of whom something new is said, put right or decided, whether it still fits together, and proposes to people who may be two. It changes
/// nothing itself.
/// </summary>
internal sealed class ProposeSplits(ILedger ledger, Persons persons, HoldsTogether together, PairHarm harm, IdSecret secret) : IReaction
{
    public string Name => "records.propose-splits";

    public IReadOnlyCollection<Type> To => [typeof(PersonDescribed), typeof(PersonCorrected), typeof(NominalsJoined), typeof(PairJudged)];

    public async Task ReactAsync(Entry entry, CancellationToken ct)
    {
        if (Of(entry) is not { } nominal)
            return;
        var viewer = Viewer.System(entry.Force, "linkage");
        if (await persons.FindAsync(nominal, viewer, ct) is not { } person || await together.OfAsync(person, viewer, ct) is not { } cut)
            return;
        var split = PersonSplit.Of(new(viewer.Force, secret), person.Nominal);
        var hangs = await harm.OfAsync([person.Nominal.Value], viewer, ct);
        var proposal = new SplitProposed(split, person.Nominal, cut.Leaving, cut.Proposed, cut.Reasons, hangs);
        (await ledger.DecideAsync(split, new ProposeSplit(proposal), viewer, ct)).OrThrow();
    }

    /// <summary>Whom it is about; nothing where it cannot make anybody fall apart, or was lawfully erased meanwhile.</summary>
    private static Id<Nominal>? Of(Entry entry) =>
        entry.Event switch
        {
            PersonDescribed or PersonCorrected => new(entry.Stream),
            NominalsJoined e => e.Survivor,
            PairJudged { Verdict: PairVerdict.Different } e => e.One,
            _ => null,
        };
}
