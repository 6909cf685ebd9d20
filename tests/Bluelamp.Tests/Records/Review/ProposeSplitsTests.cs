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
        (await world.Get<SplitsToReview>().WaitingAsync(after: null, RecordsWorld.Officer, Ct))
            .ShouldHaveSingleItem()
            .Nominal.ShouldBe(sian);
        await world.CloseAsync(sian.Value);
        (await world.Get<SplitsToReview>().WaitingAsync(after: null, RecordsWorld.Officer, Ct)).ShouldBeEmpty(
            "nobody is told of somebody closed"
        );
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
        (await world.Get<SplitsToReview>().WaitingAsync(after: null, RecordsWorld.Officer, Ct)).ShouldBeEmpty();
        (await SayAsync(world, sian, Fits)).ShouldBeNull();
        var again = (await SayAsync(world, sian, SianJones with { Sex = "M", Born = Date("1999-12-31") })).ShouldNotBeNull();
        again.Leaving.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_a_correction_makes_needless_is_taken_back_with_its_reason()
    {
        await using var world = await RecordsWorld.CreateAsync();
        var sian = await NewAsync(world, SianJones);
        var proposed = (await SayAsync(world, sian, BornOtherwise)).ShouldNotBeNull();
        await FollowAsync(world, sian);
        (await WaitingAsync(world)).ShouldHaveSingleItem("nothing changed");
        await CorrectAsync(world, sian, SianJones.Born);
        await FollowAsync(world, sian);
        (await WaitingAsync(world)).ShouldBeEmpty();
        var withdrawn = (await world.Ledger.StreamAsync(proposed.Split.Value, RecordsWorld.Officer, Ct))[^1];
        withdrawn.Actor.ShouldBe(Actors.System);
        withdrawn
            .Event.ShouldBeOfType<SplitWithdrawn>()
            .Reason.ShouldBe("What was said of them fits together, since facts were put right.");
        (await SayAsync(world, sian, BornOtherwise)).ShouldNotBeNull("what speaks against it anew is proposed anew");
    }

    [Fact]
    public async Task What_was_said_to_be_somebody_elses_by_hand_is_proposed_no_more()
    {
        await using var world = await RecordsWorld.CreateAsync();
        var sian = await NewAsync(world, SianJones);
        var proposed = (await SayAsync(world, sian, BornOtherwise)).ShouldNotBeNull();
        var person = (await world.Get<Persons>().FindAsync(sian, RecordsWorld.Officer, Ct))!; // it was made
        var leaving = proposed.Leaving.ToHashSet();
        var split = await world
            .Get<IdentityDesk>()
            .SplitAsync(person, leaving, Id<Nominal>.New(), "Seen both.", seen: null, RecordsWorld.Officer, Ct);
        split.OrThrow();
        await FollowAsync(world, sian);
        (await world.Ledger.StreamAsync(proposed.Split.Value, RecordsWorld.Officer, Ct))[^1]
            .Event.ShouldBeOfType<SplitWithdrawn>()
            .Reason.ShouldBe("What would have left is not theirs any more, since it was decided who is who.");
    }

    [Fact]
    public async Task A_record_that_was_joined_to_another_is_looked_at_as_a_whole()
    {
        await using var world = await RecordsWorld.CreateAsync();
        var (first, second) = (await NewAsync(world, SianJones), await NewAsync(world, SianJones));
        var proposed = (await SayAsync(world, second, BornOtherwise)).ShouldNotBeNull();
        await JoinAsync(world, first, second);
        await FollowAsync(world, first);
        (await WaitingAsync(world)).ShouldBeEmpty();
        (await world.Ledger.ReadAsync(proposed.Split, RecordsWorld.Officer, Ct)).Proposed.ShouldBeNull();
    }

    [Fact]
    public async Task A_join_that_is_taken_back_makes_it_needless()
    {
        await using var world = await RecordsWorld.CreateAsync();
        var (first, second) = (await NewAsync(world, SianJones), await NewAsync(world, SianJones));
        await JoinAsync(world, first, second);
        var proposed = (await SayAsync(world, second, BornOtherwise)).ShouldNotBeNull();
        proposed.Nominal.ShouldBe(first);
        var person = (await world.Get<Persons>().FindAsync(first, RecordsWorld.Officer, Ct))!; // both were made
        var join = person.Decisions.First().Decided.Decision;
        (await world.Get<IdentityDesk>().UndoAsync(person, join, "They are two.", RecordsWorld.Officer, Ct)).OrThrow();
        await FollowAsync(world, first);
        (await world.Ledger.StreamAsync(proposed.Split.Value, RecordsWorld.Officer, Ct))[^1].Event.ShouldBeOfType<SplitWithdrawn>();
    }

    [Fact]
    public async Task Nobody_is_asked_of_what_they_may_not_see()
    {
        await using var world = await RecordsWorld.CreateAsync();
        var (first, second) = (await NewAsync(world, SianJones), await NewAsync(world, SianJones));
        await JoinAsync(world, first, second);
        await CorrectAsync(world, second, Date("1961-07-02"));
        (await ReactAsync(world, second)).ShouldNotBeNull().Leaving.ShouldHaveSingleItem().Home.ShouldBe(second);
        (await world.Get<SplitsToReview>().OfAsync(first, RecordsWorld.Officer, Ct)).ShouldNotBeNull();
        await world.CloseAsync(second.Value);
        (await world.Get<SplitsToReview>().OfAsync(first, RecordsWorld.Officer, Ct)).ShouldBeNull();
        (await WaitingAsync(world)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_decision_about_something_else_leaves_it_waiting()
    {
        await using var world = await RecordsWorld.CreateAsync();
        var (sian, other) = (await NewAsync(world, SianJones), await NewAsync(world, Fits));
        var proposed = (await SayAsync(world, sian, BornOtherwise)).ShouldNotBeNull();
        await JoinAsync(world, sian, other);
        await FollowAsync(world, sian);
        (await WaitingAsync(world)).ShouldHaveSingleItem().Nominal.ShouldBe(sian);
        (await world.Ledger.StreamAsync(proposed.Split.Value, RecordsWorld.Officer, Ct)).ShouldAllBe(static e =>
            !(e.Event is SplitWithdrawn)
        );
    }

    [Fact]
    public async Task What_hangs_on_it_is_reckoned_again()
    {
        await using var world = await RecordsWorld.CreateAsync();
        var sian = await NewAsync(world, SianJones);
        await SayAsync(world, sian, BornOtherwise);
        (await WaitingAsync(world)).ShouldHaveSingleItem().Harm.ShouldBe(0);
        await WarnAsync(world, sian);
        await FollowAsync(world, sian);
        (await WaitingAsync(world)).ShouldHaveSingleItem().Harm.ShouldBe(3);
    }

    [Fact]
    public async Task All_who_may_be_two_are_leafed_through_once_and_in_order()
    {
        await using var world = await RecordsWorld.CreateAsync();
        for (var i = 0; i < 60; i++)
        {
            var nominal = await NewAsync(world, Fits);
            var split = PersonSplit.Of(Burglary.Ids, nominal);
            IdentityProposal proposed = new(0, 0.1 + (i % 4 * 0.1), "person", 4, "hash");
            var proposal = new SplitProposed(split, nominal, [new(nominal, 2)], proposed, ["different sex"], Harm: i % 3);
            (await world.Ledger.DecideAsync(split, new ProposeSplit(proposal), RecordsWorld.Officer, Ct)).OrThrow();
        }

        var (seen, pages) = (new List<SplitLine>(), 0);
        for (SplitPlace? after = null; ; pages++)
        {
            var page = await world.Get<SplitsToReview>().WaitingAsync(after, RecordsWorld.Officer, Ct);
            seen.AddRange(page.Take(SplitsToReview.PageSize));
            if (page.Count <= SplitsToReview.PageSize)
                break;
            after = SplitPlace.Read(SplitPlace.Of(seen[^1]).ToString());
        }

        pages.ShouldBe(2);
        seen.Select(static s => s.Split).Distinct().Count().ShouldBe(60);
        seen.Select(static s => (-s.Harm, s.Probability)).ShouldBeInOrder();
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("1_NaN_6f9619ff8b86d011b42d00cf4fc964ff")]
    [InlineData("1_2")]
    [InlineData("")]
    public void A_place_that_somebody_altered_is_the_first_page(string cursor) => SplitPlace.Read(cursor).ShouldBeNull();

    private static Task<List<SplitLine>> WaitingAsync(RecordsWorld world) =>
        world.Get<SplitsToReview>().WaitingAsync(after: null, RecordsWorld.Officer, Ct);

    /// <summary>What becomes of what waits, by the last entry of a record that is followed.</summary>
    private static async Task FollowAsync(RecordsWorld world, Id<Nominal> nominal)
    {
        var reaction = world.All<IReaction>().Single(static r => r.Name is "records.follow-proposals");
        var last = (await world.Ledger.StreamAsync(nominal.Value, RecordsWorld.Officer, Ct)).Last(e =>
            reaction.To.Contains(e.Event.GetType())
        );
        await reaction.ReactAsync(last, Ct);
    }

    private static async Task CorrectAsync(RecordsWorld world, Id<Nominal> nominal, PartialDate? born)
    {
        var correct = new CorrectPerson(nominal, new() { Born = born }, Source.Officer, Confidence.Confirmed, "passport seen");
        (await world.Ledger.DecideAsync(nominal, correct, RecordsWorld.Officer, Ct)).OrThrow();
    }

    private static async Task WarnAsync(RecordsWorld world, Id<Nominal> nominal)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var warning = new AddMarker(
            RecordRef.Of(nominal),
            Id<Marker>.New(),
            MarkerList.Warning,
            "VI",
            "Kicked a door in.",
            Source.Officer,
            today,
            today.AddMonths(6)
        );
        (await world.Ledger.DecideAsync(new Id<Markers>(nominal.Value), warning, RecordsWorld.Officer, Ct)).OrThrow();
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
