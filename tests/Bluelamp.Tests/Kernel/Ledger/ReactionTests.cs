using System.Collections.Concurrent;
using Bluelamp.Kernel;
using Bluelamp.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Ledger;

public sealed class ReactionTests : IAsyncLifetime
{
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
        await LedgerWorld.EventuallyAsync(() => Task.FromResult(_scribe.Wrote(beacon) is ["lit", "one"]));
    }

    [Fact]
    public async Task A_stream_that_fails_steps_aside_and_the_others_go_on()
    {
        var (bad, good) = (await LightAsync(), await LightAsync());
        _scribe.Refuses = bad.Value;
        await DimAsync(bad, "one");
        await DimAsync(good, "one");
        await LedgerWorld.EventuallyAsync(async () => _scribe.Wrote(good) is ["lit", "one"] && (await StuckAsync()).Count > 0);
        (await StuckAsync()).ShouldHaveSingleItem().Stream.ShouldBe(bad.Value);
    }

    [Fact]
    public async Task A_stream_that_stepped_aside_is_taken_up_again_where_it_failed()
    {
        var beacon = await LightAsync();
        await LedgerWorld.EventuallyAsync(() => Task.FromResult(_scribe.Wrote(beacon) is ["lit"]));
        _scribe.Refuses = beacon.Value;
        await DimAsync(beacon, "one");
        await LedgerWorld.EventuallyAsync(async () => (await StuckAsync()).Count == 1);
        _scribe.Refuses = null;
        await LedgerWorld.EventuallyAsync(() => Task.FromResult(_scribe.Wrote(beacon) is ["lit", "one"]));
        await LedgerWorld.EventuallyAsync(async () => (await StuckAsync()).Count == 0);
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
        await LedgerWorld.EventuallyAsync(() => Task.FromResult(_scribe.Wrote(beacon) is ["lit"]));
    }

    [Fact]
    public async Task Only_entries_of_its_kinds_wake_a_reaction()
    {
        using var news = new LedgerNews(
            _database.Source,
            _world.Get<LedgerTail>(),
            _world.Get<LedgerSignal>(),
            TimeProvider.System,
            _world.Get<DatabaseWatch>()
        );
        var (lit, dimmed, never) = (news.In(["tests.beacon-lit.v1"]), news.In(["tests.beacon-dimmed.v1"]), news.In(["tests.other.v1"]));
        var (firstLit, firstDimmed, first) = (lit.Next, dimmed.Next, never.Next);
        await news.StartAsync(Ct);
        var beacon = await LightAsync();
        while (!firstLit.IsCompleted) // what is committed before it has its place is not news
        {
            await Task.WhenAny(firstLit, Task.Delay(TimeSpan.FromSeconds(2), Ct));
            if (!firstLit.IsCompleted)
                await LightAsync();
        }

        firstDimmed.IsCompleted.ShouldBeFalse();
        await DimAsync(beacon, "one");
        await firstDimmed.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        first.IsCompleted.ShouldBeFalse();
        await news.StopAsync(Ct);
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
