using Bluelamp.Kernel.Access;

namespace Bluelamp.Records;

/// <summary>Somebody took back what they had said of a pair, such as after a wrong key. It waits for them again.</summary>
[EventType("records.pair-judgement-withdrawn.v1")]
public sealed record PairJudgementWithdrawn(Id<PersonPair> Pair, Id<Nominal> One, Id<Nominal> Other, string Reason, Id<Staff> By) : IEvent;

/// <summary>Take back what one has said oneself of a pair.</summary>
public sealed record WithdrawJudgement(string Reason) : ICommand<PersonPair>
{
    public Decision Decide(PersonPair state, By by) =>
        state.Proposed is not { } proposed ? new NoSuchPair()
        : !state.Judged.ContainsKey(by.Person) ? new NothingWasSaid()
        : string.IsNullOrWhiteSpace(Reason) ? new ReasonMissing()
        : [new PairJudgementWithdrawn(proposed.Pair, proposed.One, proposed.Other, Reason.Trim(), new(by.Person))];
}

public sealed record NothingWasSaid()
    : Refusal.Conflict("nothing-was-said", "You have said nothing of these two, or took it back already. Nothing is left to do.");

public sealed record JoinedByAnother()
    : Refusal.Conflict(
        "joined-by-another",
        "Somebody else joined these two since. Take that back on the person’s page, under Who this is."
    );
