using Bluelamp.Kernel;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Ledger;

public sealed class LedgerTests : IAsyncLifetime
{
    private static readonly Viewer Handler = LedgerWorld.Handler;
    private readonly Id<Beacon> _beacon = Id<Beacon>.New();
    private readonly Id<Keeper> _keeper = Id<Keeper>.New();
    private TestDatabase _database = null!; // both are set before each test
    private LedgerWorld _world = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _world = await LedgerWorld.CreateAsync(_database.Source);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task What_begins_a_record_begins_none_on_the_stream_of_another()
    {
        var beacon = Id<Beacon>.New();
        (await _world.Ledger.DecideAsync(beacon, new LightBeacon(beacon, Id<Keeper>.New(), "lit"), Handler, Ct)).OrThrow();
        (await _world.Ledger.DecideAsync(new Id<Lamp>(beacon.Value), new LightLamp(beacon), Handler, Ct))
            .Refused(out var refusal, out _)
            .ShouldBeTrue();
        refusal.ShouldBeOfType<NoSuchRecord>();
        (await _world.Ledger.StreamAsync(beacon.Value, Handler, Ct)).ShouldHaveSingleItem();
        var lamp = Id<Beacon>.New();
        for (var i = 0; i < 2; i++)
            (await _world.Ledger.DecideAsync(new Id<Lamp>(lamp.Value), new LightLamp(lamp), Handler, Ct)).OrThrow();
        (await _world.Ledger.StreamAsync(lamp.Value, Handler, Ct)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_decided_stands_in_the_ledger_and_in_the_view()
    {
        (await LightAsync()).Version.ShouldBe(1);
        (await _world.Ledger.ReadAsync(_beacon, Handler, Ct)).ShouldBe(new Beacon(Lit: true, 0));
        (await LineAsync(Handler)).ShouldBe(new BeaconLine(_beacon.Value, Lit: true, "Llŷn ☼"));
    }

    [Fact]
    public async Task A_refusal_writes_nothing()
    {
        await LightAsync();
        var again = await _world.Ledger.DecideAsync(_beacon, new LightBeacon(_beacon, _keeper, "twice"), Handler, Ct);
        again.Refused(out var refusal, out _).ShouldBeTrue();
        refusal.ShouldBeOfType<BeaconIsLit>();
        (await _world.Ledger.StreamAsync(_beacon.Value, Handler, Ct)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_stale_page_is_told_that_somebody_was_first()
    {
        await LightAsync();
        (await _world.Ledger.DecideAsync(_beacon, new DimBeacon(_beacon, "dawn"), Handler, Ct)).OrThrow();
        var stale = await _world.Ledger.DecideAsync(_beacon, new DimBeacon(_beacon, "dawn"), Handler, Ct, seen: 1);
        stale.Refused(out var refusal, out _).ShouldBeTrue();
        refusal.ShouldBeOfType<ChangedMeanwhile>();
    }

    [Fact]
    public async Task Of_many_at_once_exactly_one_wins_each_step()
    {
        await LightAsync();
        var all = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => _world.Ledger.DecideAsync(_beacon, new DimBeacon(_beacon, "race"), Handler, Ct))
        );
        all.Count(r => !r.Refused(out var _, out var _)).ShouldBe(1);
        (await _world.Ledger.ReadAsync(_beacon, Handler, Ct)).Dimmings.ShouldBe(1);
    }

    [Fact]
    public async Task Of_many_at_once_that_do_not_exclude_each_other_all_get_through()
    {
        await LightAsync();
        var all = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(_ => _world.Ledger.DecideAsync(_beacon, new SayDimmed(_beacon, "fog"), Handler, Ct))
        );
        all.Count(static said => !said.Refused(out var _, out var _)).ShouldBe(60);
        (await _world.Ledger.ReadAsync(_beacon, Handler, Ct)).Dimmings.ShouldBe(60);
    }

    [Fact]
    public async Task Several_decisions_stand_or_fall_together()
    {
        await LightAsync();
        var other = Id<Beacon>.New();
        var both = await _world.Ledger.DecideAsync(
            [Step.For(other, new LightBeacon(other, _keeper, "b")), Step.For(_beacon, new LightBeacon(_beacon, _keeper, "a"))],
            Handler,
            Ct
        );
        both.Refused(out _, out _).ShouldBeTrue();
        (await _world.Ledger.StreamAsync(other.Value, Handler, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_decided_at_once_stands_in_the_order_in_which_it_was_decided_however_much_it_is()
    {
        Id<Beacon>[] beacons =
        [
            .. Enumerable.Range(0, 21).Select(static _ => Id<Beacon>.New()).OrderBy(static b => b.Value.ToString("N")[30..]),
        ];
        Step[] steps = [.. beacons.Select(b => Step.For(b, new LightBeacon(b, _keeper, "lit")))];
        (await _world.Ledger.DecideAsync(steps, Handler, Ct)).OrThrow();
        List<Committed> told = [];
        await Eventually.TrueAsync(async () => // what is told waits for whoever else still writes in this cluster
        {
            told = await _world.Get<LedgerTail>().AfterAsync(default, types: null, 100, Ct);
            return told.Count > 0;
        });
        told.Select(static c => c.Entry.Stream).ShouldBe(beacons.Select(static b => b.Value));
        told.Select(static c => c.Place.Position).ShouldBeInOrder();
        told.Select(static c => c.Place.Xid).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_record_reads_as_it_was_known_at_a_moment()
    {
        await LightAsync();
        var then = (await _world.Ledger.StreamAsync(_beacon.Value, Handler, Ct))[0].At;
        (await _world.Ledger.DecideAsync(_beacon, new DimBeacon(_beacon, "dawn"), Handler, Ct)).OrThrow();
        (await _world.Ledger.ReadAsync(_beacon, Handler, Ct, then)).Lit.ShouldBeTrue();
        (await _world.Ledger.ReadAsync(_beacon, Handler, Ct)).Lit.ShouldBeFalse();
    }

    [Fact]
    public async Task The_timeline_of_whoever_is_touched_shows_the_entry_and_the_look_is_logged()
    {
        await LightAsync();
        var timeline = await _world.Ledger.TimelineAsync(_keeper.Value, Handler, Ct);
        timeline.ShouldHaveSingleItem().Entry.Stream.ShouldBe(_beacon.Value);
        (await LooksAtAsync(_keeper.Value)).ShouldBe(1);
    }

    [Fact]
    public async Task A_closed_record_looks_like_none_until_a_key_opens_it()
    {
        await LightAsync();
        await _world.Db.KeepAsync(
            $"insert into kernel.restriction (force, subject, keys) values ({LedgerWorld.Force}, {_beacon}, {Array.Empty<Guid>()})",
            Ct
        );
        (await LineAsync(Handler)).ShouldBeNull();
        (await _world.Ledger.TimelineAsync(_keeper.Value, Handler, Ct)).ShouldBeEmpty();
        (await _world.Ledger.DecideAsync(_beacon, new DimBeacon(_beacon, "x"), Handler, Ct)).Refused(out var refusal, out _).ShouldBeTrue();
        refusal.ShouldBeOfType<NoSuchRecord>();
        (await LineAsync(Handler.Holding(_beacon.Value))).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_query_that_nobody_asked_is_a_defect() =>
        await Should.ThrowAsync<InvalidOperationException>(() => _world.Db.ListAsync<BeaconLine>($"select * from tests.beacon", Ct));

    [Fact]
    public async Task A_rebuilt_view_says_what_the_ledger_says()
    {
        await LightAsync();
        await _world.Db.KeepAsync($"update tests.beacon set words = 'forged'", Ct);
        await _world.Get<Rebuild>().RunAsync(tables: null, progress: null, Ct);
        (await LineAsync(Handler))!.Words.ShouldBe("Llŷn ☼");
    }

    [Fact]
    public async Task History_is_told_in_order_and_read_like_any_other()
    {
        var telling = _world.Get<History>().Begin(LedgerWorld.Force);
        var at = DateTimeOffset.UnixEpoch;
        (await telling.DecideAsync(_beacon, new LightBeacon(_beacon, _keeper, "old"), Handler, at, Ct)).ShouldBeNull();
        (await telling.DecideAsync(_beacon, new DimBeacon(_beacon, "dawn"), Handler, at.AddHours(9), Ct)).ShouldBeNull();
        await telling.FinishAsync(Ct);
        (await _world.Ledger.ReadAsync(_beacon, Handler, Ct, at.AddHours(1))).Lit.ShouldBeTrue();
        (await LineAsync(Handler))!.Lit.ShouldBeFalse();
    }

    private async Task<Appended> LightAsync() =>
        (await _world.Ledger.DecideAsync(_beacon, new LightBeacon(_beacon, _keeper, "Llŷn ☼\0"), Handler, Ct)).OrThrow();

    private Task<BeaconLine?> LineAsync(Viewer viewer) =>
        _world.Db.FirstAsync<BeaconLine>(
            $"select b.beacon, b.lit, b.words from tests.beacon b where {viewer.Sees("b", "beacon")} and b.beacon = {_beacon}",
            Ct
        );

    private async Task<long> LooksAtAsync(Guid subject) =>
        (await _world.Db.WorkingAsync<long>($"select count(*) from kernel.consultation where subjects @> array[{subject}]", Ct))[0];

    /// <summary>Another kind of record than a beacon.</summary>
    private sealed record Lamp(bool Lit) : IState<Lamp>
    {
        public static Lamp Empty { get; } = new(Lit: false);

        public Lamp Apply(IEvent e) => e is BeaconDimmed { Why: "lamp" } ? new(Lit: true) : this;
    }

    private sealed record LightLamp(Id<Beacon> Stream) : ICreation<Lamp>
    {
        public Decision Decide(Lamp state, By by) => state.Lit ? [] : [new BeaconDimmed(Stream, "lamp")];
    }
}
