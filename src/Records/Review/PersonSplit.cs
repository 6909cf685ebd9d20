using System.Collections.Immutable;
using Bluelamp.Kernel.Access;

namespace Bluelamp.Records;

/// <summary>Whether a person of the list may be two, as its own stream tells: what the engine proposed, and what people say of it.</summary>
/// <param name="Proposed">What waits for a person.</param>
/// <param name="Judged">The latest answer, which stands.</param>
public sealed record PersonSplit(SplitProposed? Proposed, SplitJudged? Judged) : IState<PersonSplit>
{
    public static PersonSplit Empty { get; } = new(Proposed: null, Judged: null);

    public PersonSplit Apply(IEvent e) =>
        e switch
        {
            SplitProposed proposed => this with { Proposed = proposed },
            SplitWeighed weighed when Proposed is { } waits => this with
            {
                Proposed = waits with { Proposed = weighed.Proposed, Reasons = weighed.Reasons, Harm = weighed.Harm },
            },
            SplitWithdrawn => this with { Proposed = null },
            SplitJudged judged => new(Proposed: null, judged),
            _ => this,
        };

    /// <summary>One for each person of the list.</summary>
    public static Id<PersonSplit> Of(NaturalIds ids, Id<Nominal> nominal) => new(ids.Of("split", nominal.ToString()));
}

/// <summary>What somebody says of a person who may be two.</summary>
public enum SplitVerdict
{
    /// <summary>What was chosen is about somebody else.</summary>
    Two,

    /// <summary>It is one person all the same, in spite of what speaks against it.</summary>
    One,
}

/// <summary>The engine found that what was said of a person does not fit together: a person should look.</summary>
/// <param name="Leaving">What would be somebody else's.</param>
/// <param name="Proposed">How likely it is one person all the same, by what speaks between the two parts on the whole.</param>
/// <param name="Reasons">Why it is proposed.</param>
/// <param name="Harm">As for a pair.</param>
[EventType("records.split-proposed.v1")]
public sealed record SplitProposed(
    Id<PersonSplit> Split,
    Id<Nominal> Nominal,
    ImmutableArray<Appearance> Leaving,
    IdentityProposal Proposed,
    ImmutableArray<string> Reasons,
    int Harm
) : IEvent;

/// <summary>The same is proposed as before, but it is more or less likely by now, or more or less hangs on it.</summary>
[EventType("records.split-weighed.v1")]
public sealed record SplitWeighed(
    Id<PersonSplit> Split,
    Id<Nominal> Nominal,
    IdentityProposal Proposed,
    ImmutableArray<string> Reasons,
    int Harm
) : IEvent;

/// <summary>The engine took its proposal back: by what is known now there is nothing to decide.</summary>
[EventType("records.split-withdrawn.v1")]
public sealed record SplitWithdrawn(Id<PersonSplit> Split, Id<Nominal> Nominal, ImmutableArray<Appearance> Leaving, string Reason) : IEvent;

/// <summary>A person looked at it and said whether it is one person or two.</summary>
[EventType("records.split-judged.v1")]
public sealed record SplitJudged(
    Id<PersonSplit> Split,
    Id<Nominal> Nominal,
    ImmutableArray<Appearance> Leaving,
    SplitVerdict Verdict,
    string Reason,
    Id<Staff> By,
    IdentityProposal Proposed
) : IEvent;

/// <summary>Put a person who may be two before people. The same is not proposed twice while it waits; what it comes to now is kept.</summary>
public sealed record ProposeSplit(SplitProposed Proposal) : ICommand<PersonSplit>
{
    public Decision Decide(PersonSplit state, By by) =>
        state.Proposed switch
        {
            { } waits when !waits.Leaving.ToHashSet().SetEquals(Proposal.Leaving) => [Proposal],
            { } waits when !Proposal.Proposed.DiffersFrom(waits.Proposed) && Proposal.Harm == waits.Harm => [],
            { } => [new SplitWeighed(Proposal.Split, Proposal.Nominal, Proposal.Proposed, Proposal.Reasons, Proposal.Harm)],
            null => [Proposal],
        };
}

/// <summary>Take a proposal back that became needless; nothing where none waits.</summary>
public sealed record WithdrawSplit(string Reason) : ICommand<PersonSplit>
{
    public Decision Decide(PersonSplit state, By by) =>
        state.Proposed is { } waits ? [new SplitWithdrawn(waits.Split, waits.Nominal, waits.Leaving, Reason)] : [];
}

/// <summary>Say whether a person is two.</summary>
/// <param name="Seen">What would leave, as whoever judges had it before them.</param>
public sealed record JudgeSplit(SplitVerdict Verdict, string Reason, ImmutableArray<Appearance> Seen) : ICommand<PersonSplit>
{
    public Decision Decide(PersonSplit state, By by) =>
        state.Proposed is not { } proposed || !proposed.Leaving.SequenceEqual(Seen) ? new NoSuchSplit()
        : string.IsNullOrWhiteSpace(Reason) ? new ReasonMissing()
        : [new SplitJudged(proposed.Split, proposed.Nominal, proposed.Leaving, Verdict, Reason.Trim(), new(by.Person), proposed.Proposed)];
}

public sealed record NoSuchSplit()
    : Refusal.Conflict("no-such-split", "Meanwhile somebody judged this, or more became known. Go back to the list.");
