using System.Collections.Immutable;
using Bluelamp.Kernel.Access;

namespace Bluelamp.Records;

/// <summary>Two people of the list who may be one, as their own stream tells: what the engine proposed, and what people say of it.</summary>
/// <param name="Judged">What each person said of the proposal as it stands; the latest counts.</param>
/// <param name="Before">What was said before it was proposed again, the oldest first.</param>
public sealed record PersonPair(
    PairProposed? Proposed,
    ImmutableDictionary<Guid, PairVerdict> Judged,
    ImmutableArray<PairJudged> Before,
    ImmutableArray<PairJudged> Now
) : IState<PersonPair>
{
    public static PersonPair Empty { get; } = new(Proposed: null, ImmutableDictionary<Guid, PairVerdict>.Empty, [], []);

    /// <summary>As many people as it takes agree on it.</summary>
    public bool IsSettled =>
        Proposed is { } proposed
        && Judged.Values.CountBy(static v => v).Any(v => v.Key is not PairVerdict.Unsure && v.Value >= Judges(proposed.Pair));

    /// <summary>They were judged to be two.</summary>
    public bool IsDifferent =>
        IsSettled && Judged.Values.Count(static v => v is PairVerdict.Different) > Judged.Values.Count(static v => v is PairVerdict.Same);

    /// <summary>What all that was said of the two came to when they were judged last, in bits; nothing when nobody judged them.</summary>
    public double? Weighed => Now is [.., var last] ? last.Weighed ?? last.Proposed.Weight : null;

    public PersonPair Apply(IEvent e) =>
        e switch
        {
            PairProposed proposed => this with { Proposed = proposed, Judged = Judged.Clear(), Before = Before.AddRange(Now), Now = [] },
            PairWeighed weighed when Proposed is { } waits => this with
            {
                Proposed = waits with { Proposed = weighed.Proposed, Reasons = weighed.Reasons, Harm = weighed.Harm },
            },
            PairJudged judged => this with { Judged = Judged.SetItem(judged.By.Value, judged.Verdict), Now = Now.Add(judged) },
            PairJudgementWithdrawn withdrawn => this with
            {
                Judged = Judged.Remove(withdrawn.By.Value),
                Now = Now.RemoveAll(j => j.By == withdrawn.By),
            },
            _ => this,
        };

    /// <summary>The id of a pair, whichever of the two is named first.</summary>
    public static Id<PersonPair> Of(NaturalIds ids, Id<Nominal> one, Id<Nominal> other)
    {
        var (a, b) = (one.ToString(), other.ToString());
        return new(ids.Of("pair", string.CompareOrdinal(a, b) <= 0 ? $"{a}\n{b}" : $"{b}\n{a}"));
    }

    /// <summary>
    /// One pair in ten is judged by two people who do not see each other's answer, whatever the first one says: so it is known how far people agree.
    /// Which ones follows from the pair, so nobody chooses.
    /// </summary>
    public static bool IsForTwo(Id<PersonPair> pair) => pair.Value.ToByteArray()[15] % 10 == 0;

    private static int Judges(Id<PersonPair> pair) => IsForTwo(pair) ? 2 : 1;
}

/// <summary>What somebody says of a pair.</summary>
public enum PairVerdict
{
    Same,
    Different,

    /// <summary>Nobody can tell from what is known. Another person looks, or more becomes known.</summary>
    Unsure,
}

/// <summary>The engine found two people so alike that a person should look.</summary>
/// <param name="Reasons">What speaks for and against it.</param>
/// <param name="Harm">How much hangs on it: warnings and restrictions of the two count three each, open crimes one, the risk of those up to four.</param>
[EventType("records.pair-proposed.v1")]
public sealed record PairProposed(
    Id<PersonPair> Pair,
    Id<Nominal> One,
    Id<Nominal> Other,
    IdentityProposal Proposed,
    ImmutableArray<string> Reasons,
    int Harm
) : IEvent
{
    /// <summary>People had judged it, and much more is known since.</summary>
    public bool Again { get; init; }
}

/// <summary>Of a pair that waits more is known by now, or more or less hangs on it: this is what it comes to.</summary>
/// <param name="Proposed">By all that is known of the two.</param>
[EventType("records.pair-weighed.v1")]
public sealed record PairWeighed(
    Id<PersonPair> Pair,
    Id<Nominal> One,
    Id<Nominal> Other,
    IdentityProposal Proposed,
    ImmutableArray<string> Reasons,
    int Harm
) : IEvent;

/// <summary>A person looked at a pair and said whether they are one.</summary>
[EventType("records.pair-judged.v1")]
public sealed record PairJudged(
    Id<PersonPair> Pair,
    Id<Nominal> One,
    Id<Nominal> Other,
    PairVerdict Verdict,
    string Reason,
    Id<Staff> By,
    IdentityProposal Proposed
) : IEvent
{
    /// <summary>What all that was said of the two came to then, in bits; the proposal rests on one statement.</summary>
    public double? Weighed { get; init; }
}

/// <summary>
/// Put a pair before people; again only when it became clearly likelier. What people said of it stands until so much more is known than they had before
/// them that the definition asks them again; then they are told what was said.
/// </summary>
/// <param name="Weighed">What all that was said of the two comes to, in bits, where somebody judged them.</param>
/// <param name="Again">How many bits more it takes (<see cref="PersonRules.Again"/>).</param>
public sealed record ProposePair(PairProposed Proposal, double? Weighed = null, double Again = double.PositiveInfinity)
    : ICommand<PersonPair>
{
    /// <summary>Two more bits: four times the odds.</summary>
    private const double Clearly = 2;

    public Decision Decide(PersonPair state, By by) =>
        state switch
        {
            { IsSettled: true, Weighed: { } then } when Weighed >= then + Again => [Proposal with { Again = true }],
            { Judged.Count: > 0 } => [],
            { Proposed.Proposed.Weight: var before } when Proposal.Proposed.Weight < before + Clearly => [],
            _ => [Proposal],
        };
}

/// <summary>Say what a pair that waits comes to by now; nothing where it is as before. What people judged stays as they had it before them.</summary>
public sealed record WeighPair(IdentityProposal Proposed, ImmutableArray<string> Reasons, int Harm) : ICommand<PersonPair>
{
    public Decision Decide(PersonPair state, By by) =>
        state switch
        {
            { Proposed: null } or { IsSettled: true } => [],
            { Proposed: { } waits } when !Proposed.DiffersFrom(waits.Proposed) && Harm == waits.Harm => [],
            { Proposed: { } waits } => [new PairWeighed(waits.Pair, waits.One, waits.Other, Proposed, Reasons, Harm)],
        };
}

/// <summary>Say whether two proposed people are one.</summary>
/// <param name="Weighed">What all that was said of them comes to, in bits, as whoever judges has it before them.</param>
public sealed record JudgePair(PairVerdict Verdict, string Reason, double? Weighed = null) : ICommand<PersonPair>
{
    public Decision Decide(PersonPair state, By by) =>
        state.Proposed is not { } proposed ? new NoSuchPair()
        : state.Judged.GetValueOrDefault(by.Person, PairVerdict.Unsure) is not PairVerdict.Unsure ? new PairIsJudged()
        : string.IsNullOrWhiteSpace(Reason) ? new ReasonMissing()
        :
        [
            new PairJudged(proposed.Pair, proposed.One, proposed.Other, Verdict, Reason.Trim(), new(by.Person), proposed.Proposed)
            {
                Weighed = Weighed,
            },
        ];
}

public sealed record NoSuchPair() : Refusal.NotFound("no-such-pair", "Nobody proposed these two. Go back to the list.");

public sealed record PairIsJudged() : Refusal.Conflict("pair-is-judged", "You have judged these two already. Nothing is left to do.");
