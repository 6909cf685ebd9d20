using System.Collections.Immutable;
using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>Judges pairs: says what a person thinks of one, joins the two where that is enough, and takes back what the same person said.</summary>
public sealed class ReviewDesk(
    ILedger ledger,
    Persons persons,
    IdentityDesk identities,
    PersonLikeness likeness,
    AllThatIsKnown known,
    IdSecret secret
)
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
        var weighed = (await known.OfAsync(pair.One, pair.Other, viewer, ct))?.Weight;
        var judged = Step.For(id, new JudgePair(verdict, reason, weighed is { } bits ? Math.Round(bits, 3) : null));
        return verdict is PairVerdict.Same && pair.IsEnough(viewer)
            ? await identities.JoinAsync(pair.One, pair.Other, reason, seen: null, viewer, ct, pair.Proposed.Proposed, judged)
            : await ledger.DecideAsync([judged], viewer, ct);
    }

    /// <summary>What the viewer said of a pair and has not taken back; nothing when one of the two is closed to them.</summary>
    public async Task<PairSaid?> SaidAsync(Id<PersonPair> pair, Viewer viewer, CancellationToken ct)
    {
        var entries = await ledger.StreamAsync(pair.Value, viewer, ct);
        var state = entries.Aggregate(PersonPair.Empty, static (s, e) => s.Apply(e.Event));
        if (!state.Judged.ContainsKey(viewer.Person))
            return null;
        var judged = entries.Select(static e => e.Event).OfType<PairJudged>().Last(j => j.By.Value == viewer.Person);
        var one = await persons.FindAsync(judged.One, viewer, ct);
        var other = await persons.FindAsync(judged.Other, viewer, ct);
        return one is null || other is null ? null : new(judged.Verdict, judged.Reason, one, other);
    }

    /// <summary>
    /// Takes back what the viewer said of a pair, and with it, in one transaction, the join that it led to or the question to a second person.
    /// </summary>
    public async Task<Result<Appended>> UndoAsync(Id<PersonPair> pair, string reason, Viewer viewer, CancellationToken ct)
    {
        if (await SaidAsync(pair, viewer, ct) is not { } said)
            return new NothingWasSaid();
        var withdrawn = Step.For(pair, new WithdrawJudgement(reason));
        if (said.IsOne)
            return said.JoinedBy(viewer) is { } join
                ? await ledger.DecideAsync([withdrawn, .. Undone(join, reason)], viewer, ct)
                : new JoinedByAnother();
        return await ledger.DecideAsync([withdrawn, .. said.AskedBy(viewer) is { } asked ? Refused(asked, reason) : []], viewer, ct);
    }

    private static IReadOnlyList<Step> Undone(NominalsJoined join, string reason) =>
        new UndoIdentityDecision(Id<IdentityDecision>.New(), join.Decision, join.Survivor, join.Other, reason).Steps();

    private static IReadOnlyList<Step> Refused(JoinRequested asked, string reason) =>
        new RefuseJoin(asked.Decision, asked.Survivor, asked.Other, reason).Steps();

    /// <summary>A person who may be two; nothing when nobody proposed it, somebody decided it, or they are closed to the viewer.</summary>
    public async Task<SplitAtHand?> FindSplitAsync(Id<PersonSplit> split, Viewer viewer, CancellationToken ct)
    {
        var state = (await ledger.StreamAsync(split.Value, viewer, ct)).Aggregate(PersonSplit.Empty, static (s, e) => s.Apply(e.Event));
        if (state.Proposed is not { } proposed || await persons.FindAsync(proposed.Nominal, viewer, ct) is not { } person)
            return null;
        var leaving = proposed.Leaving.ToHashSet();
        var staying = person.Appearances.Count(a => !leaving.Contains(a.Appearance));
        if (staying == 0 || staying + leaving.Count != person.Appearances.Length)
            return null;
        return new(proposed, person, await RowsAsync(person, leaving), staying);
    }

    /// <summary>Why the engine took back what it proposed of a person, if that is how it ended and the viewer may know of them.</summary>
    public async Task<SplitWithdrawn?> WithdrawnAsync(Id<PersonSplit> split, Viewer viewer, CancellationToken ct) =>
        (await ledger.StreamAsync(split.Value, viewer, ct)) is [.., { Event: SplitWithdrawn withdrawn }]
        && await persons.FindAsync(withdrawn.Nominal, viewer, ct) is not null
            ? withdrawn
            : null;

    /// <summary>Says whether a person is two. They are split in the same transaction when they are said to be.</summary>
    public async Task<Result<Appended>> JudgeSplitAsync(
        SplitAtHand split,
        SplitVerdict verdict,
        string reason,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var judged = Step.For(split.Proposed.Split, new JudgeSplit(verdict, reason, split.Proposed.Leaving));
        return verdict is SplitVerdict.One
            ? await ledger.DecideAsync([judged], viewer, ct)
            : await identities.SplitAsync(
                split.Person,
                split.Proposed.Leaving.ToHashSet(),
                split.Whoever,
                reason,
                seen: null,
                viewer,
                ct,
                split.Proposed.Proposed,
                judged
            );
    }

    private async Task<IReadOnlyList<SplitRow>> RowsAsync(Person person, HashSet<Appearance> leaving)
    {
        var said = Testimony.Of(person).ToList();
        var between = await likeness.BetweenAsync([.. said.Select(static s => s.Ways)]);
        var stays = said.Index().Where(s => !leaving.Contains(s.Item.Appearance)).Select(static s => s.Index).ToList();
        return
        [
            .. said.Index()
                .Where(s => leaving.Contains(s.Item.Appearance))
                .Select(s => (s.Item, Near: stays.Count == 0 ? (int?)null : stays.MaxBy(i => between[s.Index][i].Weight), s.Index))
                .Select(s => new SplitRow(
                    s.Item.Said,
                    s.Near is { } near ? said[near].Said : null,
                    s.Near is { } at ? [.. between[s.Index][at].Parts.Where(likeness.Rules.Value.Model.Counts)] : []
                )),
        ];
    }
}

/// <summary>A person who may be two, as it is judged.</summary>
/// <param name="Rows">What would leave.</param>
/// <param name="Staying">How much stays.</param>
public sealed record SplitAtHand(SplitProposed Proposed, Person Person, IReadOnlyList<SplitRow> Rows, int Staying)
{
    /// <summary>Whom they are split into: the record that was joined, where all of it and nothing else leaves; or somebody new.</summary>
    internal Id<Nominal> Whoever
    {
        get
        {
            var home = Proposed.Leaving[0].Home;
            var all = Person.Appearances.Where(a => a.Appearance.Home == home).Select(static a => a.Appearance);
            return home != Person.Nominal && Person.Names.Contains(home) && Proposed.Leaving.ToHashSet().SetEquals(all)
                ? home
                : Id<Nominal>.New();
        }
    }
}

/// <summary>A statement that would leave, beside what is most like it of those that stay, and what speaks for and against the two.</summary>
public sealed record SplitRow(Said Leaving, Said? Nearest, ImmutableArray<Linkage.ExplainedPart> Parts);

/// <summary>A pair as it is judged.</summary>
public sealed record PairAtHand(PersonPair State, PairProposed Proposed, Person One, Person Other)
{
    /// <summary>Whether one more "same" joins them: on a pair for two people, only when somebody else said so before.</summary>
    public bool IsEnough(Viewer viewer) =>
        !PersonPair.IsForTwo(Proposed.Pair) || State.Judged.Any(j => j.Key != viewer.Person && j.Value is PairVerdict.Same);
}

/// <summary>What somebody said of a pair.</summary>
/// <param name="Other">The same as <paramref name="One"/> where the two were joined since.</param>
public sealed record PairSaid(PairVerdict Verdict, string Reason, Person One, Person Other)
{
    public string OneName => One.Picture.Name;

    public string OtherName => Other.Picture.Name;

    public bool IsOne => One.Nominal == Other.Nominal;

    public static string Words(PairVerdict verdict) =>
        verdict switch
        {
            PairVerdict.Same => "they are one person",
            PairVerdict.Different => "they are two people",
            _ => "you cannot tell",
        };

    /// <summary>The join that stands and that the viewer made by what they said.</summary>
    internal NominalsJoined? JoinedBy(Viewer viewer) =>
        One
            .Decisions.Where(d => d.Entry.Actor == viewer.Person)
            .Select(static d => d.Decided)
            .OfType<NominalsJoined>()
            .FirstOrDefault(j => string.Equals(j.Reason, Reason, StringComparison.Ordinal));

    /// <summary>What the viewer asked a second person and nobody answered yet.</summary>
    internal JoinRequested? AskedBy(Viewer viewer) =>
        One
            .Entries.Concat(Other.Entries)
            .GroupBy(static e => e.Stream)
            .SelectMany(static of => of.Aggregate(NominalIdentity.Empty, static (s, e) => s.Apply(e.Event)).Waiting.Values)
            .FirstOrDefault(w => w.By.Value == viewer.Person && IsOfBoth(w));

    private bool IsOfBoth(JoinRequested asked) =>
        (One.Names.Contains(asked.Survivor) && Other.Names.Contains(asked.Other))
        || (One.Names.Contains(asked.Other) && Other.Names.Contains(asked.Survivor));
}
