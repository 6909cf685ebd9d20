using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>
/// Asks, of everybody of whom something new is said, put right or decided, whether it still fits together, and proposes to people who may be two. It changes
/// nothing itself.
/// </summary>
internal sealed class ProposeSplits(Persons persons, ProposedSplits splits) : IReaction
{
    public string Name => "records.propose-splits";

    public IReadOnlyCollection<Type> To => [typeof(PersonDescribed), typeof(PersonCorrected), typeof(NominalsJoined), typeof(PairJudged)];

    public async Task ReactAsync(Entry entry, CancellationToken ct)
    {
        if (Of(entry) is not { } nominal)
            return;
        var viewer = Viewer.System(entry.Force, "linkage");
        if (await persons.FindAsync(nominal, viewer, ct) is { } person)
            await splits.ProposeAsync(person, viewer, ct);
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

/// <summary>The engine's proposals that a person may be two: made, kept as things stand now, and taken back once they are needless.</summary>
internal sealed class ProposedSplits(ILedger ledger, Persons persons, HoldsTogether together, PairHarm harm, IdSecret secret)
{
    /// <summary>Proposes where a person falls apart, if they do.</summary>
    public async Task ProposeAsync(Person person, Viewer viewer, CancellationToken ct)
    {
        if (await together.OfAsync(person, waits: null, viewer, ct) is { } cut)
            (await KeepAsync(person, cut, seen: null, viewer, ct)).OrThrow();
    }

    /// <summary>Looks again at what is proposed of a record, if anything is.</summary>
    /// <param name="since">What became known or was decided, in words: <c>since more was said</c>.</param>
    public Task FollowAsync(Id<Nominal> nominal, string since, Viewer viewer, CancellationToken ct) =>
        Following.UntilKeptAsync(() => LookAsync(nominal, since, viewer, ct));

    private async Task<Result<Appended>?> LookAsync(Id<Nominal> nominal, string since, Viewer viewer, CancellationToken ct)
    {
        var split = PersonSplit.Of(new(viewer.Force, secret), nominal);
        var entries = await ledger.StreamAsync(split.Value, viewer, ct);
        if (entries.Aggregate(PersonSplit.Empty, static (s, e) => s.Apply(e.Event)).Proposed is not { } proposed)
            return null;
        if (await persons.FindAsync(nominal, viewer, ct) is not { } person)
            return null; // disposed of, and what was proposed of them goes with them
        var seen = entries[^1].Version;
        if (person.Nominal != nominal)
            return await WithdrawAsync(
                split,
                "It was found to be part of another record, which is looked at as a whole.",
                seen,
                viewer,
                ct
            );
        if (await together.OfAsync(person, Waits(entries), viewer, ct) is { } cut)
            return await KeepAsync(person, cut, seen, viewer, ct);
        if (proposed.Leaving.Except(person.Appearances.Select(static a => a.Appearance)).Any())
            return await WithdrawAsync(split, $"What would have left is not theirs any more, {since}.", seen, viewer, ct);
        return HoldsTogether.IsAllOf(person)
            ? await WithdrawAsync(split, $"What was said of them fits together, {since}.", seen, viewer, ct)
            : null;
    }

    /// <summary>Since when it is proposed: as it stands now it may have been said later.</summary>
    private static DateTimeOffset Waits(IReadOnlyList<Entry> entries) =>
        entries
            .Reverse()
            .TakeWhile(static e => e.Event is not (SplitJudged or SplitWithdrawn))
            .Last(static e => e.Event is SplitProposed)
            .At;

    private async Task<Result<Appended>> KeepAsync(Person person, FoundCut cut, int? seen, Viewer viewer, CancellationToken ct)
    {
        var split = PersonSplit.Of(new(viewer.Force, secret), person.Nominal);
        var hangs = await harm.OfAsync([person.Nominal.Value], viewer, ct);
        var proposal = new SplitProposed(split, person.Nominal, cut.Leaving, cut.Proposed, cut.Reasons, hangs);
        return await ledger.DecideAsync(split, new ProposeSplit(proposal), viewer, ct, seen);
    }

    private Task<Result<Appended>> WithdrawAsync(Id<PersonSplit> split, string reason, int seen, Viewer viewer, CancellationToken ct) =>
        ledger.DecideAsync(split, new WithdrawSplit(reason), viewer, ct, seen);
}
