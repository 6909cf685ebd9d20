using Bluelamp.Kernel;
using Bluelamp.Linkage;
using Bluelamp.Records;
using Shouldly;
using Xunit;
using static Bluelamp.Tests.Records.Burglary;

namespace Bluelamp.Tests.Records.Review;

/// <summary>In which order pairs wait, and which wait at all, over a real database.</summary>
public sealed class PairQueueTests : IAsyncLifetime
{
    private RecordsWorld _world = null!; // set before each test

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await RecordsWorld.CreateAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public void The_nearer_to_the_limit_and_the_more_hangs_on_it_the_sooner_it_comes()
    {
        Urgency(0.5, harm: 0).ShouldBe(1, 1e-9);
        Urgency(0.6, harm: 0).ShouldBeGreaterThan(Urgency(0.9, harm: 0));
        Urgency(0.9, harm: 0).ShouldBeGreaterThan(Urgency(0.999, harm: 0));
        Urgency(0.9, harm: 0, limit: 0.9).ShouldBe(1, 1e-9);
        Urgency(0.9, harm: 3).ShouldBeGreaterThan(Urgency(0.6, harm: 0), "a warning weighs more than some doubt");
        Urgency(0.999999, harm: 3).ShouldBeLessThan(Urgency(0.6, harm: 0), "of which the engine is nearly sure");
        Urgency(0.999999, harm: 0).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(0, 0, 0, 0, 0)]
    [InlineData(1, 0, 0, 0, 3)]
    [InlineData(0, 1, 0, 0, 3)]
    [InlineData(0, 0, 2, 80, 5)]
    public void Warnings_restrictions_open_crimes_and_their_risk_hang_on_it(int warnings, int restricted, int open, int risk, int harm) =>
        PairOrder.Harm(warnings, restricted, open, risk).ShouldBe(harm);

    [Fact]
    public async Task Whatever_is_leafed_through_is_seen_once_and_in_order()
    {
        for (var i = 0; i < 60; i++)
            await PairAsync(0.5 + (i % 7 * 0.05), harm: i % 3);
        var (seen, pages) = (new List<PairLine>(), 0);
        for (PairPlace? after = null; ; pages++)
        {
            var page = await Pairs.WaitingAsync(after, RecordsWorld.Officer, Ct);
            seen.AddRange(page.Take(PairsToReview.PageSize));
            if (page.Count <= PairsToReview.PageSize)
                break;
            after = PairPlace.Read(PairPlace.Of(seen[^1]).ToString());
            if (pages == 0) // what was judged meanwhile on the first page moves nothing on the next
                await JudgedAsync(seen[0]);
        }
        pages.ShouldBe(2);
        seen.Select(static l => l.Pair).Distinct().Count().ShouldBe(60);
        seen.Select(static l => l.Urgency).ShouldBeInOrder(SortDirection.Descending);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("NaN_6f9619ff8b86d011b42d00cf4fc964ff")]
    [InlineData("1_2_3")]
    [InlineData("")]
    public void A_place_that_somebody_altered_is_the_first_page(string cursor) => PairPlace.Read(cursor).ShouldBeNull();

    [Fact]
    public async Task One_limit_says_who_is_put_before_people_wherever_they_look()
    {
        var (likely, unlikely) = (await PairAsync(0.6, harm: 0), await PairAsync(0.45, harm: 0));
        (await Pairs.WaitingAsync(after: null, RecordsWorld.Officer, Ct)).ShouldHaveSingleItem().One.ShouldBe(likely);
        (await OnTheirPageAsync(likely)).ShouldHaveSingleItem();
        (await OnTheirPageAsync(unlikely)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Why_a_pair_comes_where_it_does_is_told()
    {
        await PairAsync(0.55, harm: 0);
        var line = (await Pairs.WaitingAsync(after: null, RecordsWorld.Officer, Ct)).ShouldHaveSingleItem();
        PairOrder.Said(line, 0.5, []).ShouldBe("at the limit");
        var known = new KnownPerson(
            line.One,
            "",
            null,
            null,
            0,
            0,
            0,
            [],
            ["98/2026/1 (victim)", "98/2026/2 (suspect)"],
            ["VI"],
            [],
            false
        );
        PairOrder
            .Said(line with { IsRestricted = true, Weight = 6 }, 0.5, [known])
            .ShouldBe("well above the limit; restricted; carries a warning (VI); 2 open crimes");
    }

    [Fact]
    public async Task What_hangs_on_a_pair_is_reckoned_again_when_it_changes()
    {
        var one = await PairAsync(0.55, harm: 0);
        var crime = await _world.BurgleAsync(1);
        await DecideAsync(
            new Id<Bluelamp.Records.AnyRecord>(crime.Value),
            new AddLinks([
                new(Id<Link>.New(), RecordRef.Of(crime), RecordRef.Of(one), LinkRole.Suspect, Confidence.Believed, Source.Officer),
            ])
        );
        (await HarmAfterAsync(crime.Value)).ShouldBe(1, "an open crime");
        var marker = Id<Marker>.New();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var record = RecordRef.Of(one);
        var markers = new Id<Markers>(one.Value);
        await DecideAsync(
            markers,
            new AddMarker(record, marker, MarkerList.Warning, "VI", "Kicked a door in.", Source.Officer, today, today.AddMonths(6))
        );
        (await HarmAfterAsync(one.Value)).ShouldBe(4, "a warning, too");
        var urgent = await UrgencyAsync();
        await DecideAsync(crime, new CancelCrime(crime, CancelReason.OtherForce, "Theirs.", Designated: true));
        (await HarmAfterAsync(crime.Value)).ShouldBe(3, "the crime is cancelled");
        await DecideAsync(markers, new EndMarker(record, marker, "It was another."));
        (await HarmAfterAsync(one.Value)).ShouldBe(0);
        (await UrgencyAsync()).ShouldBeLessThan(urgent);
    }

    [Fact]
    public async Task How_likely_a_pair_is_follows_what_is_known_of_both()
    {
        var (one, other) = (await PersonAsync(SianJones), await PersonAsync(SianJones with { Phones = [], Emails = [], Address = null }));
        await ReactAsync("records.propose-pairs", other.Value);
        var first = (await Pairs.WaitingAsync(after: null, RecordsWorld.Officer, Ct)).ShouldHaveSingleItem();
        first.Weight.ShouldBe(await WeightAsync(one, other), 0.001, "by all that is known of both");
        await DecideAsync(
            other,
            new CorrectPerson(other, new() { Born = Date("1961-07-02") }, Source.Officer, Confidence.Confirmed, "seen")
        );
        await ReactAsync("records.follow-proposals", other.Value);
        var now = await _world.Db.WorkingAsync<double>($"select weight from records.person_pair", Ct);
        now.ShouldHaveSingleItem().ShouldBe(await WeightAsync(one, other), 0.001);
        now[0].ShouldBeLessThan(first.Weight - 5, "another date of birth speaks against it");
    }

    [Fact]
    public async Task A_number_that_somebody_linked_to_a_person_counts_as_known_of_them()
    {
        var (one, other) = (await PersonAsync(SianJones), await PersonAsync(new() { Forenames = "Siân", Surname = "Jones" }));
        var before = await WeightAsync(one, other);
        var phone = RecordRef.Of(Communication.Of(Ids, CommunicationKind.Phone, "+447700900123"));
        var link = new LinkRecords(Id<Link>.New(), RecordRef.Of(other), phone, LinkRole.Phone, Confidence.Confirmed, Source.Officer);
        await DecideAsync(
            Communication.Of(Ids, CommunicationKind.Phone, "+447700900123"),
            new NoteCommunication(new(phone.Id.Value), new(CommunicationKind.Phone, "+447700900123"), Source.Officer)
        );
        await DecideAsync(new Id<Bluelamp.Records.AnyRecord>(other.Value), link);
        (await WeightAsync(one, other)).ShouldBeGreaterThan(before + 5);
    }

    [Fact]
    public void What_was_judged_stays_as_people_had_it_before_them()
    {
        var pair = Enumerable.Range(0, 100).Select(static _ => Id<PersonPair>.New()).First(static p => !PersonPair.IsForTwo(p));
        var proposed = new PairProposed(pair, Sian, Suspect, new(2, 0.8, "person", 4, ""), ["same surname"], Harm: 0);
        var waits = PersonPair.Empty.Apply(proposed);
        var somebody = new By(Guid.CreateVersion7(), Now);
        new WeighPair(proposed.Proposed with { Weight = 2.01, Probability = 0.801 }, [], 0)
            .Decide(waits, somebody)
            .Events.ShouldBeEmpty("as before");
        var weigh = new WeighPair(proposed.Proposed with { Weight = 4, Probability = 0.94 }, ["same phone"], 0);
        var weighed = weigh.Decide(waits, somebody).Events.ShouldHaveSingleItem();
        waits.Apply(weighed).Proposed!.Proposed.Probability.ShouldBe(0.94); // it waits
        var judged = waits.Apply(new JudgePair(PairVerdict.Different, "Twins.").Decide(waits, somebody).Events.ShouldHaveSingleItem());
        weigh.Decide(judged, somebody).Events.ShouldBeEmpty();
    }

    private async Task<double> WeightAsync(Id<Nominal> one, Id<Nominal> other)
    {
        var persons = _world.Get<Persons>();
        var (these, those) = (
            (await persons.FindAsync(one, RecordsWorld.Officer, Ct))!, // both were made
            (await persons.FindAsync(other, RecordsWorld.Officer, Ct))!
        );
        return (await _world.Get<AllThatIsKnown>().OfAsync(these, those, RecordsWorld.Officer, Ct))!.Weight;
    }

    private async Task<Id<Nominal>> PersonAsync(PersonDetails said)
    {
        var who = Id<Nominal>.New();
        await DecideAsync(who, new CreateNominal(who, said, Source.Officer, Confidence.Believed, []));
        return who;
    }

    /// <summary>How much hangs on the pair once the last entry of a record was followed.</summary>
    private async Task<int> HarmAfterAsync(Guid record)
    {
        await ReactAsync("records.follow-proposals", record);
        return (await _world.Db.WorkingAsync<int>($"select harm from records.person_pair", Ct)).ShouldHaveSingleItem();
    }

    private async Task<double> UrgencyAsync() =>
        (await _world.Db.WorkingAsync<double>($"select urgency from records.person_pair", Ct)).ShouldHaveSingleItem();

    private async Task ReactAsync(string name, Guid stream)
    {
        var reaction = _world.All<IReaction>().Single(r => string.Equals(r.Name, name, StringComparison.Ordinal));
        var last = (await _world.Ledger.StreamAsync(stream, RecordsWorld.Officer, Ct)).Last(e => reaction.To.Contains(e.Event.GetType()));
        await reaction.ReactAsync(last, Ct);
    }

    private PairsToReview Pairs => _world.Get<PairsToReview>();

    private static double Urgency(double probability, int harm, double limit = 0.5) =>
        PairOrder.Urgency(new(Edge.WeightOf(probability), probability, "person", 1, ""), harm, limit);

    private async Task<List<LikelyRecord>> OnTheirPageAsync(Id<Nominal> who) =>
        await _world
            .Get<PairsOfPerson>()
            .LikelyAsync((await _world.Get<Persons>().FindAsync(who, RecordsWorld.Officer, Ct))!, RecordsWorld.Officer, Ct); // they were made

    private Task JudgedAsync(PairLine line) => DecideAsync(line.Pair, new JudgePair(PairVerdict.Different, "Twins."));

    /// <summary>Two people whom the engine finds alike.</summary>
    private async Task<Id<Nominal>> PairAsync(double probability, int harm)
    {
        var (one, other, pair) = (Id<Nominal>.New(), Id<Nominal>.New(), Id<PersonPair>.New());
        foreach (var who in new[] { one, other })
            await DecideAsync(who, new CreateNominal(who, new() { Surname = "Jones" }, Source.Officer, Confidence.Believed, []));
        var proposed = new IdentityProposal(Edge.WeightOf(probability), probability, "person", 4, "");
        await DecideAsync(pair, new ProposePair(new(pair, one, other, proposed, ["same surname"], harm)));
        return one;
    }

    private async Task DecideAsync<TState>(Id<TState> of, ICommand<TState> command)
        where TState : IState<TState> => (await _world.Ledger.DecideAsync(of, command, RecordsWorld.Officer, Ct)).OrThrow();
}
