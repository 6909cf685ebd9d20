using System.Collections.Concurrent;
using Bluelamp.Kernel;
using Bluelamp.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Ledger;

public sealed class ReactionTests : IAsyncLifetime
{
    private const string EndTheHolder = """
        select count(*) filter (where pg_terminate_backend(l.pid))
          from pg_locks l
         where l.locktype = 'advisory' and l.database = (select d.oid from pg_database d where d.datname = current_database())
        """;

    private static readonly Viewer Handler = LedgerWorld.Handler;
    private readonly Scribe _scribe = new();
    private TestDatabase _database = null!; // set before each test, like the world
    private LedgerWorld _world = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _world = await LedgerWorld.CreateAsync(_database.Source, s => s.AddSingleton<IReaction>(_scribe).AddKernelWorkers());
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_reaction_sees_every_entry_of_its_types_in_the_order_of_the_stream()
    {
        var beacon = await LightAsync();
        await DimAsync(beacon, "one");
        await Eventually.TrueAsync(() => Task.FromResult(_scribe.Wrote(beacon) is ["lit", "one"]));
    }

    [Fact]
    public async Task A_stream_that_fails_steps_aside_and_the_others_go_on()
    {
        var (bad, good) = (await LightAsync(), await LightAsync());
        _scribe.Refuses = bad.Value;
        await DimAsync(bad, "one");
        await DimAsync(good, "one");
        await Eventually.TrueAsync(async () => _scribe.Wrote(good) is ["lit", "one"] && (await StuckAsync()).Count > 0);
        (await StuckAsync()).ShouldHaveSingleItem().Stream.ShouldBe(bad.Value);
    }

    [Fact]
    public async Task A_stream_that_stepped_aside_is_taken_up_again_where_it_failed()
    {
        var beacon = await LightAsync();
        await Eventually.TrueAsync(() => Task.FromResult(_scribe.Wrote(beacon) is ["lit"]));
        _scribe.Refuses = beacon.Value;
        await DimAsync(beacon, "one");
        await Eventually.TrueAsync(async () => (await StuckAsync()).Count == 1);
        _scribe.Refuses = null;
        await Eventually.TrueAsync(() => Task.FromResult(_scribe.Wrote(beacon) is ["lit", "one"]));
        await Eventually.TrueAsync(async () => (await StuckAsync()).Count == 0);
    }

    [Fact]
    public async Task An_entry_that_commits_late_is_read_late_and_not_skipped()
    {
        await using var slow = await _database.Source.OpenConnectionAsync(Ct);
        await using var transaction = await slow.BeginTransactionAsync(Ct);
        await using (var hold = new Npgsql.NpgsqlCommand("select pg_current_xact_id()", slow))
            await hold.ExecuteNonQueryAsync(Ct);
        var beacon = await LightAsync();
        (await _world.Get<LedgerTail>().AfterAsync(default, types: null, 100, Ct)).ShouldBeEmpty();
        await transaction.CommitAsync(Ct);
        await Eventually.TrueAsync(() => Task.FromResult(_scribe.Wrote(beacon) is ["lit"]));
    }

    [Fact]
    public void Only_entries_of_its_kinds_and_its_own_stuck_streams_wake_a_reaction()
    {
        var interest = new Interest("tests.scribe", ["tests.beacon-lit.v1", "tests.beacon-dimmed.v1"]);
        var next = interest.Next;
        interest.Hear(["tests.other.v1"], stuck: ["tests.other"], new(10, 0));
        next.IsCompleted.ShouldBeFalse();
        interest.Passed(next).ShouldBe(new(10, 0), "nothing of it is its own");
        interest.Hear(["tests.other.v1", "tests.beacon-lit.v1"], stuck: [], new(20, 0));
        next.IsCompleted.ShouldBeTrue();
        interest.Passed(next).ShouldBeNull();
        next = interest.Next;
        next.IsCompleted.ShouldBeFalse("it was heard");
        interest.Passed(next).ShouldBe(new(20, 0), "whoever asks now reads from here");
        interest.Hear([], stuck: ["tests.scribe"], new(30, 0));
        next.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task One_node_reacts_and_another_goes_on_where_it_ended()
    {
        var beacon = await LightAsync();
        await Eventually.TrueAsync(() => Task.FromResult(_scribe.Wrote(beacon) is ["lit"]));
        var other = new Scribe();
        var node = await LedgerWorld.CreateAsync(_database.Source, s => s.AddSingleton<IReaction>(other).AddKernelWorkers());
        await DimAsync(beacon, "one");
        await Eventually.TrueAsync(() => Task.FromResult(_scribe.Wrote(beacon) is ["lit", "one"]));
        other.Wrote(beacon).ShouldBeEmpty();

        await _world.DisposeAsync();
        _world = node;
        var later = await LightAsync();
        await Eventually.TrueAsync(() => Task.FromResult(other.Wrote(later) is ["lit"]));
    }

    [Fact]
    public async Task A_lock_that_is_lost_is_taken_again_and_nothing_is_missed()
    {
        var beacon = await LightAsync();
        await Eventually.TrueAsync(() => Task.FromResult(_scribe.Wrote(beacon) is ["lit"]));
        await using (var end = _database.Source.CreateCommand(EndTheHolder))
            (await end.ExecuteScalarAsync(Ct)).ShouldBe(1L, "one connection holds the one lock");
        await DimAsync(beacon, "one");
        await Eventually.TrueAsync(() => Task.FromResult(_scribe.Wrote(beacon) is ["lit", "one"]));
    }

    private async Task<Id<Beacon>> LightAsync()
    {
        var beacon = Id<Beacon>.New();
        (await _world.Ledger.DecideAsync(beacon, new LightBeacon(beacon, Id<Keeper>.New(), "lit"), Handler, Ct)).OrThrow();
        return beacon;
    }

    private async Task DimAsync(Id<Beacon> beacon, string why) =>
        (await _world.Ledger.DecideAsync(beacon, new DimBeacon(beacon, why), Handler, Ct)).OrThrow();

    private Task<List<Stuck>> StuckAsync() => _world.Get<ReactionStore>().StuckAsync(_scribe.Name, Ct);

    /// <summary>Writes down what it is told; refuses one stream while told to.</summary>
    private sealed class Scribe : IReaction
    {
        private readonly ConcurrentDictionary<Guid, ConcurrentQueue<string>> _wrote = new();

        public string Name => "tests.scribe";

        public IReadOnlyCollection<Type> To => [typeof(BeaconLit), typeof(BeaconDimmed)];

        public Guid? Refuses { get; set; }

        public string[] Wrote(Id<Beacon> beacon) => _wrote.TryGetValue(beacon.Value, out var words) ? [.. words] : [];

        public Task ReactAsync(Entry entry, CancellationToken ct)
        {
            if (entry.Stream == Refuses && entry.Event is BeaconDimmed)
                throw new InvalidOperationException("not now");
            var words = entry.Event is BeaconDimmed { Why: var why } ? why : "lit";
            _wrote.GetOrAdd(entry.Stream, static _ => new()).Enqueue(words);
            return Task.CompletedTask;
        }
    }
}
