using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>Judges pairs: says what a person thinks of one, and joins the two where that is enough.</summary>
public sealed class ReviewDesk(ILedger ledger, Persons persons, IdentityDesk identities, IdSecret secret)
{
    /// <summary>The two people of a pair, or nothing when there is no such pair, they are one already, or one of them is closed to the viewer.</summary>
    public async Task<PairAtHand?> FindAsync(Id<PersonPair> pair, Viewer viewer, CancellationToken ct)
    {
        var state = (await ledger.StreamAsync(pair.Value, viewer, ct)).Aggregate(PersonPair.Empty, static (s, e) => s.Apply(e.Event));
        if (state.Proposed is not { } proposed)
            return null;
        var one = await persons.FindAsync(proposed.One, viewer, ct);
        var other = await persons.FindAsync(proposed.Other, viewer, ct);
        return one is null || other is null || one.Nominal == other.Nominal ? null : new(state, proposed, one, other);
    }

    /// <summary>
    /// Says whether the two are one. They are joined in the same transaction when they are said to be, unless the pair is one of those that two people judge
    /// and this is the first. Where one is restricted or carries a warning, the join waits for a second person as always.
    /// </summary>
    public async Task<Result<Appended>> JudgeAsync(PairAtHand pair, PairVerdict verdict, string reason, Viewer viewer, CancellationToken ct)
    {
        var id = PersonPair.Of(new(viewer.Force, secret), pair.Proposed.One, pair.Proposed.Other);
        var judged = Step.For(id, new JudgePair(verdict, reason));
        return verdict is PairVerdict.Same && pair.IsEnough(viewer)
            ? await identities.JoinAsync(pair.One, pair.Other, reason, seen: null, viewer, ct, pair.Proposed.Proposed, judged)
            : await ledger.DecideAsync([judged], viewer, ct);
    }
}

/// <summary>A pair as it is judged.</summary>
public sealed record PairAtHand(PersonPair State, PairProposed Proposed, Person One, Person Other)
{
    /// <summary>Whether one more "same" joins them: on a pair for two people, only when somebody else said so before.</summary>
    public bool IsEnough(Viewer viewer) =>
        !PersonPair.IsForTwo(Proposed.Pair) || State.Judged.Any(j => j.Key != viewer.Person && j.Value is PairVerdict.Same);
}
