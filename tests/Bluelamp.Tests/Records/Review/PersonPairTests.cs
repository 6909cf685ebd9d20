using System.Collections.Immutable;
using Bluelamp.Kernel;
using Bluelamp.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Records.Review;

/// <summary>What becomes of a proposed pair, without a database.</summary>
public sealed class PersonPairTests
{
    private static readonly By Somebody = new(Guid.CreateVersion7(), Burglary.Now);
    private static readonly PairProposed Proposal = new(
        Id<PersonPair>.New(),
        Burglary.Sian,
        Burglary.Suspect,
        new(2, 0.8, "person", 2, ""),
        ["same surname"],
        Harm: 0
    );

    [Fact]
    public void A_pair_is_the_same_whoever_is_named_first() =>
        PersonPair.Of(Burglary.Ids, Burglary.Sian, Burglary.Suspect).ShouldBe(PersonPair.Of(Burglary.Ids, Burglary.Suspect, Burglary.Sian));

    [Fact]
    public void One_in_ten_is_for_two_people()
    {
        var pairs = Enumerable.Range(0, 5_000).Select(static _ => PersonPair.Of(Burglary.Ids, Id<Nominal>.New(), Id<Nominal>.New()));
        pairs.Count(PersonPair.IsForTwo).ShouldBeInRange(380, 620);
    }

    [Fact]
    public void It_is_proposed_again_only_when_it_became_clearly_likelier()
    {
        var proposed = PersonPair.Empty.Apply(Proposal);
        new ProposePair(Proposal with { Proposed = Proposal.Proposed with { Weight = 3.9 } })
            .Decide(proposed, Somebody)
            .Events.ShouldBeEmpty();
        new ProposePair(Proposal with { Proposed = Proposal.Proposed with { Weight = 4 } })
            .Decide(proposed, Somebody)
            .Events.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_a_person_said_of_it_stands()
    {
        var judged = PersonPair.Empty.Apply(Proposal).Apply(Judged(PairVerdict.Different));
        new ProposePair(Proposal with { Proposed = Proposal.Proposed with { Weight = 30 } })
            .Decide(judged, Somebody)
            .Events.ShouldBeEmpty();
        new JudgePair(PairVerdict.Same, "No, they are.").Decide(judged, Somebody).Refusal.ShouldBeOfType<PairIsJudged>();
        var another = new By(Guid.CreateVersion7(), Burglary.Now);
        new JudgePair(PairVerdict.Same, "I know them.").Decide(judged, another).Events.ShouldHaveSingleItem();
    }

    [Fact]
    public void Who_was_judged_is_judged_again_once_much_more_is_known()
    {
        var pair = Enumerable.Range(0, 100).Select(static _ => Id<PersonPair>.New()).First(static p => !PersonPair.IsForTwo(p));
        var proposal = Proposal with { Pair = pair };
        var judged = PersonPair.Empty.Apply(proposal).Apply(Judged(PairVerdict.Different) with { Pair = pair, Weighed = 12 });
        new ProposePair(proposal, Weighed: 18.9, Again: 7).Decide(judged, Somebody).Events.ShouldBeEmpty();
        var again = new ProposePair(proposal, Weighed: 19, Again: 7).Decide(judged, Somebody).Events.ShouldHaveSingleItem();
        again.ShouldBeOfType<PairProposed>().Again.ShouldBeTrue();

        var asked = judged.Apply(again);
        asked.Before.ShouldHaveSingleItem().Reason.ShouldBe("Because.");
        new JudgePair(PairVerdict.Same, "Same phone, too.").Decide(asked, Somebody).Events.ShouldHaveSingleItem();
        new ProposePair(proposal, Weighed: 40, Again: 7).Decide(asked, Somebody).Events.ShouldBeEmpty("it waits already");
    }

    [Fact]
    public void A_pair_for_two_people_is_not_proposed_again_before_both_have_judged_it()
    {
        var pair = Enumerable.Range(0, 1_000).Select(static _ => Id<PersonPair>.New()).First(PersonPair.IsForTwo);
        var proposal = Proposal with { Pair = pair };
        var once = PersonPair.Empty.Apply(proposal).Apply(Judged(PairVerdict.Different) with { Pair = pair, Weighed = 12 });
        new ProposePair(proposal, Weighed: 40, Again: 7).Decide(once, Somebody).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Who_could_not_tell_may_say_so_later()
    {
        var unsure = PersonPair.Empty.Apply(Proposal).Apply(Judged(PairVerdict.Unsure));
        new JudgePair(PairVerdict.Same, "He told me.").Decide(unsure, Somebody).Events.ShouldHaveSingleItem();
    }

    [Fact]
    public void Who_said_it_may_take_it_back_and_say_it_anew()
    {
        var judged = PersonPair.Empty.Apply(Proposal).Apply(Judged(PairVerdict.Different));
        new WithdrawJudgement("A wrong key.")
            .Decide(judged, new By(Guid.CreateVersion7(), Burglary.Now))
            .Refusal.ShouldBeOfType<NothingWasSaid>();
        new WithdrawJudgement(" ").Decide(judged, Somebody).Refusal.ShouldBeOfType<ReasonMissing>();
        var withdrawn = judged.Apply(new WithdrawJudgement("A wrong key.").Decide(judged, Somebody).Events.ShouldHaveSingleItem());
        new WithdrawJudgement("Again.").Decide(withdrawn, Somebody).Refusal.ShouldBeOfType<NothingWasSaid>();
        new JudgePair(PairVerdict.Same, "They are.").Decide(withdrawn, Somebody).Events.ShouldHaveSingleItem();
    }

    [Fact]
    public void Every_answer_has_a_reason() =>
        new JudgePair(PairVerdict.Different, " ")
            .Decide(PersonPair.Empty.Apply(Proposal), Somebody)
            .Refusal.ShouldBeOfType<ReasonMissing>();

    [Fact]
    public void What_nobody_proposed_is_not_judged() =>
        new JudgePair(PairVerdict.Same, "Why not.").Decide(PersonPair.Empty, Somebody).Refusal.ShouldBeOfType<NoSuchPair>();

    [Fact]
    public void Agreement_is_measured_against_chance()
    {
        Agreement.Of([]).ShouldBe(new(0, 0, Kappa: null));
        Agreement.Of([(PairVerdict.Same, PairVerdict.Same)]).ShouldBe(new(1, 1, Kappa: null));
        // Ten pairs, each answer as often as the other, eight agreed: (0.8 - 0.5) / 0.5.
        ImmutableArray<(PairVerdict, PairVerdict)> answers =
        [
            .. Enumerable.Repeat((PairVerdict.Same, PairVerdict.Same), 4),
            .. Enumerable.Repeat((PairVerdict.Different, PairVerdict.Different), 4),
            (PairVerdict.Same, PairVerdict.Different),
            (PairVerdict.Different, PairVerdict.Same),
        ];
        Agreement.Of(answers).Kappa!.Value.ShouldBe(0.6, 1e-9);
        Agreement
            .Of([(PairVerdict.Same, PairVerdict.Different), (PairVerdict.Different, PairVerdict.Same)])
            .Kappa!.Value.ShouldBe(-1, 1e-9);
    }

    private static PairJudged Judged(PairVerdict verdict) =>
        new(Proposal.Pair, Proposal.One, Proposal.Other, verdict, "Because.", new(Somebody.Person), Proposal.Proposed);
}
