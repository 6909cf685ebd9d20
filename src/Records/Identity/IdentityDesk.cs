namespace Bluelamp.Records;

/// <summary>Decides who is who, with the facts that a decision needs from outside: who was on the list first, and whether one person may decide alone.</summary>
public sealed class IdentityDesk(ILedger ledger, Persons persons, PersonLikeness likeness)
{
    /// <summary>Says that two are one person; the older record survives.</summary>
    /// <param name="seen">The version of <paramref name="one"/> that the person had before them.</param>
    /// <param name="proposed">What the engine had said; without it, it is asked now, so that it stays beside what the person decided.</param>
    /// <param name="with">What stands or falls together with it.</param>
    public async Task<Result<Appended>> JoinAsync(
        Person one,
        Person other,
        string reason,
        int? seen,
        Viewer viewer,
        CancellationToken ct,
        IdentityProposal? proposed = null,
        params IEnumerable<Step> with
    )
    {
        var (survivor, alias) = ByAge(one, other);
        var guarded = await NeedsSecondAsync(one, other, viewer, ct);
        proposed ??= await likeness.OfAsync(one, other) is { } why ? likeness.Proposal(why) : null;
        var join = new JoinNominals(Id<IdentityDecision>.New(), survivor.Nominal, alias.Nominal, reason, proposed, guarded);
        return await ledger.DecideAsync([.. with, .. join.Steps(one.Nominal, seen)], viewer, ct);
    }

    /// <summary>Says that some of what was said of a person is about somebody else.</summary>
    /// <param name="to">A new id, or an earlier name of theirs.</param>
    /// <param name="proposed">What the engine had said, if it proposed it.</param>
    /// <param name="with">What stands or falls together with it.</param>
    public async Task<Result<Appended>> SplitAsync(
        Person person,
        IReadOnlySet<Appearance> leaving,
        Id<Nominal> to,
        string reason,
        int? seen,
        Viewer viewer,
        CancellationToken ct,
        IdentityProposal? proposed = null,
        params IEnumerable<Step> with
    )
    {
        var all = person.Appearances.Select(static a => (a.Appearance, a.At)).ToList();
        var split = SplitNominal.Of(person.Map, person.Nominal, all, leaving, to, Id<IdentityDecision>.New(), reason, proposed);
        return await ledger.DecideAsync([.. with, .. split.Steps(seen)], viewer, ct);
    }

    /// <summary>Whether one of them is restricted or carries a warning.</summary>
    public Task<bool> NeedsSecondAsync(Person one, Person other, Viewer viewer, CancellationToken ct) =>
        persons.AreGuardedAsync([one.Nominal.Value, other.Nominal.Value], viewer, ct);

    /// <summary>Takes a decision about this person back.</summary>
    public async Task<Result<Appended>> UndoAsync(
        Person person,
        Id<IdentityDecision> undone,
        string reason,
        Viewer viewer,
        CancellationToken ct
    )
    {
        if (person.Decision(undone) is not { } decided)
            return new NoSuchDecision();
        var (one, other) = decided.Between;
        var undo = new UndoIdentityDecision(Id<IdentityDecision>.New(), undone, one, other, reason);
        return await ledger.DecideAsync(undo.Steps(), viewer, ct);
    }

    /// <summary>The older record survives: its id is in more papers.</summary>
    internal static (Person Survivor, Person Alias) ByAge(Person one, Person other) =>
        (one.ListedAt, one.Nominal.Value).CompareTo((other.ListedAt, other.Nominal.Value)) <= 0 ? (one, other) : (other, one);
}
