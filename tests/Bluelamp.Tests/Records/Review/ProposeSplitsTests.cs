using Bluelamp.Kernel;
using Bluelamp.Records;
using Shouldly;
using Xunit;
using static Bluelamp.Tests.Records.Burglary;

namespace Bluelamp.Tests.Records.Review;

/// <summary>A person whose appearances do not fit together any more is proposed to be two. Nothing is done without a person, and what people decided stands.</summary>
public sealed class ProposeSplitsTests
{
    private static readonly PersonDetails Fits = new() { Forenames = "Siân", Surname = "Jones" };
    private static readonly PersonDetails BornOtherwise = SianJones with { Born = Date("1961-07-02") };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_late_appearance_with_another_date_of_birth_is_proposed_to_leave()
    {
        await using var world = await RecordsWorld.CreateAsync();
        var sian = await NewAsync(world, SianJones);
        (await SayAsync(world, sian, Fits)).ShouldBeNull("it fits");
        var proposed = (await SayAsync(world, sian, BornOtherwise)).ShouldNotBeNull();
        proposed.Reasons.ShouldBe(["different date of birth"]);
        proposed.Leaving.ShouldHaveSingleItem().Version.ShouldBe(await HeadAsync(world, sian), "what was said last");
        (await world.Get<Persons>().FindAsync(sian, RecordsWorld.Officer, Ct))!.Appearances.Length.ShouldBe(
            3,
            "nothing is done without a person"
        );
        await ReactAsync(world, sian);
        (await HeadAsync(world, proposed.Split)).ShouldBe(1, "the same is not proposed twice while it waits");
        (await world.Get<SplitsToReview>().WaitingAsync(RecordsWorld.Officer, Ct)).ShouldHaveSingleItem().Nominal.ShouldBe(sian);
        await world.CloseAsync(sian.Value);
        (await world.Get<SplitsToReview>().WaitingAsync(RecordsWorld.Officer, Ct)).ShouldBeEmpty("nobody is told of somebody closed");
    }

    [Fact]
    public async Task A_corrected_date_of_birth_parts_two_records_that_were_joined_by_the_wrong_one()
    {
        await using var world = await RecordsWorld.CreateAsync();
        var (first, second) = (await NewAsync(world, SianJones), await NewAsync(world, SianJones));
        await JoinAsync(world, first, second);
        (await ReactAsync(world, first)).ShouldBeNull();
        var correct = new CorrectPerson(second, new() { Born = Date("1961-07-02") }, Source.Officer, Confidence.Confirmed, "passport seen");
        (await world.Ledger.DecideAsync(second, correct, RecordsWorld.Officer, Ct)).OrThrow();
        var proposed = (await ReactAsync(world, second)).ShouldNotBeNull();
        proposed.Nominal.ShouldBe(first);
        proposed.Leaving.ShouldHaveSingleItem().Home.ShouldBe(second);
    }

    [Fact]
    public async Task What_somebody_joined_knowing_that_it_differs_stands()
    {
        await using var world = await RecordsWorld.CreateAsync();
        var (first, second) = (await NewAsync(world, SianJones), await NewAsync(world, BornOtherwise));
        await JoinAsync(world, first, second);
        (await ReactAsync(world, first)).ShouldBeNull();
        (await SayAsync(world, first, Fits)).ShouldBeNull("what is new fits");
    }

    [Fact]
    public async Task Somebody_with_wholly_other_names_is_proposed_to_leave_and_who_says_little_is_not()
    {
        await using var world = await RecordsWorld.CreateAsync();
        var sian = await NewAsync(world, SianJones);
        (await SayAsync(world, sian, new() { Description = "tall" })).ShouldBeNull();
        (await SayAsync(world, sian, new() { KnownAs = "Scotch" })).ShouldBeNull("people have nicknames");
        var proposed = (await SayAsync(world, sian, new() { Forenames = "Gwydion", Surname = "Pritchard" })).ShouldNotBeNull();
        proposed.Reasons.ShouldBe(["another forename", "another surname"], ignoreOrder: true);
        proposed.Leaving.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Two_who_were_judged_to_be_two_and_came_together_by_a_third_are_proposed_to_part()
    {
        await using var world = await RecordsWorld.CreateAsync();
        var (first, third) = (await NewAsync(world, SianJones), await NewAsync(world, SianJones));
        var twin = await NewAsync(world, SianJones);
        while (PersonPair.IsForTwo(PersonPair.Of(Burglary.Ids, first, twin))) // one pair in ten takes two people
            twin = await NewAsync(world, SianJones);
        await JudgeAsync(world, first, twin);
        await JoinAsync(world, third, first);
        (await ReactAsync(world, third)).ShouldBeNull();
        await JoinAsync(world, third, twin);
        var proposed = (await ReactAsync(world, third)).ShouldNotBeNull();
        proposed.Reasons.ShouldContain("two of their records were judged to be two people");
        proposed.Leaving.ShouldHaveSingleItem().Home.ShouldBeOneOf(first, twin);
        await KeepAsync(world, proposed);
        (await SayAsync(world, third, Fits)).ShouldBeNull("somebody looked and said that it is one");
    }

    [Fact]
    public async Task What_somebody_kept_together_is_asked_again_only_for_something_new()
    {
        await using var world = await RecordsWorld.CreateAsync();
        var sian = await NewAsync(world, SianJones);
        var proposed = (await SayAsync(world, sian, BornOtherwise)).ShouldNotBeNull();
        await KeepAsync(world, proposed);
        (await world.Get<SplitsToReview>().WaitingAsync(RecordsWorld.Officer, Ct)).ShouldBeEmpty();
        (await SayAsync(world, sian, Fits)).ShouldBeNull();
        var again = (await SayAsync(world, sian, SianJones with { Sex = "M", Born = Date("1999-12-31") })).ShouldNotBeNull();
        again.Leaving.ShouldHaveSingleItem();
    }

    private static async Task<Id<Nominal>> NewAsync(RecordsWorld world, PersonDetails said)
    {
        var nominal = Id<Nominal>.New();
        var create = new CreateNominal(nominal, said, Report, Confidence.Believed, []);
        (await world.Ledger.DecideAsync(nominal, create, RecordsWorld.Officer, Ct)).OrThrow();
        return nominal;
    }

    /// <summary>Says more of a person, and what is proposed then; nothing when nothing waits.</summary>
    private static async Task<SplitProposed?> SayAsync(RecordsWorld world, Id<Nominal> nominal, PersonDetails said)
    {
        var describe = new DescribePerson(nominal, said, Report, Confidence.Believed, []);
        (await world.Ledger.DecideAsync(nominal, describe, RecordsWorld.Officer, Ct)).OrThrow();
        return await ReactAsync(world, nominal);
    }

    /// <summary>What the reaction makes of the last entry of a record that it reads.</summary>
    private static async Task<SplitProposed?> ReactAsync(RecordsWorld world, Id<Nominal> nominal)
    {
        var reaction = world.All<IReaction>().Single(static r => r.Name is "records.propose-splits");
        var last = (await world.Ledger.StreamAsync(nominal.Value, RecordsWorld.Officer, Ct)).Last(e =>
            reaction.To.Contains(e.Event.GetType())
        );
        await reaction.ReactAsync(last, Ct);
        var who = await world.Get<Persons>().WhoAsync(nominal, RecordsWorld.Officer, Ct);
        return (await world.Ledger.ReadAsync(PersonSplit.Of(Burglary.Ids, who), RecordsWorld.Officer, Ct)).Proposed;
    }

    private static async Task<int> HeadAsync<T>(RecordsWorld world, Id<T> stream) =>
        (await world.Ledger.StreamAsync(stream.Value, RecordsWorld.Officer, Ct))[^1].Version;

    private static async Task JoinAsync(RecordsWorld world, Id<Nominal> survivor, Id<Nominal> other)
    {
        var join = new JoinNominals(Id<IdentityDecision>.New(), survivor, other, "same name");
        (await world.Ledger.DecideAsync(join.Steps(), RecordsWorld.Officer, Ct)).OrThrow();
    }

    private static async Task JudgeAsync(RecordsWorld world, Id<Nominal> one, Id<Nominal> other)
    {
        var pair = PersonPair.Of(Burglary.Ids, one, other);
        var proposal = new PairProposed(pair, one, other, new(12, 0.999, "person", 4, "hash"), ["same name"], 0);
        (await world.Ledger.DecideAsync(pair, new ProposePair(proposal), RecordsWorld.Officer, Ct)).OrThrow();
        (await world.Ledger.DecideAsync(pair, new JudgePair(PairVerdict.Different, "twins"), RecordsWorld.Officer, Ct)).OrThrow();
    }

    private static async Task KeepAsync(RecordsWorld world, SplitProposed proposed)
    {
        var judge = new JudgeSplit(SplitVerdict.One, "typed wrongly", proposed.Leaving);
        (await world.Ledger.DecideAsync(proposed.Split, judge, RecordsWorld.Officer, Ct)).OrThrow();
    }
}
