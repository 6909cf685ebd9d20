using Bluelamp.Kernel;
using Bluelamp.Kernel.Live;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Kernel.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Live;

public sealed class LiveFeedTests : IAsyncLifetime
{
    private TestDatabase _database = null!; // set before each test, like the world
    private LedgerWorld _world = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        var dark = new LiveList("dark-beacons", "beacons.read", static e => e is BeaconDimmed);
        _world = await LedgerWorld.CreateAsync(_database.Source, s => s.AddSingleton(dark));
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_page_hears_of_the_record_it_shows_and_of_no_other()
    {
        var (mine, yours) = (Id<Beacon>.New(), Id<Beacon>.New());
        using var page = _world.Get<LiveFeed>().Listen([LiveFeed.Record(mine.Value)]);
        await LightAsync(yours);
        await LightAsync(mine);
        (await FirstAsync(page)).ShouldBe(LiveFeed.Record(mine.Value));
    }

    [Fact]
    public async Task A_list_hears_only_of_what_changes_it()
    {
        using var page = _world.Get<LiveFeed>().Listen(["dark-beacons"]);
        var beacon = Id<Beacon>.New();
        await LightAsync(beacon);
        (await _world.Ledger.DecideAsync(beacon, new DimBeacon(beacon, "dawn"), LedgerWorld.Handler, Ct)).OrThrow();
        (await FirstAsync(page)).ShouldBe("dark-beacons");
    }

    [Fact]
    public async Task What_changed_while_a_page_was_on_its_way_is_told_as_soon_as_it_listens()
    {
        var (mine, yours) = (Id<Beacon>.New(), Id<Beacon>.New());
        var known = Feed.Now();
        await LightAsync(mine);
        await ToldAsync();
        using var stale = Feed.Listen([LiveFeed.Record(yours.Value), LiveFeed.Record(mine.Value)], known);
        (await WaitingAsync(stale)).ShouldBe([LiveFeed.Record(mine.Value)]);
        using var fresh = Feed.Listen([LiveFeed.Record(mine.Value)], Feed.Now());
        (await WaitingAsync(fresh)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_line_that_breaks_and_opens_again_is_told_what_it_missed_and_nothing_twice()
    {
        var (first, second) = (Id<Beacon>.New(), Id<Beacon>.New());
        string[] topics = [LiveFeed.Record(first.Value), LiveFeed.Record(second.Value)];
        LiveSince known;
        using (var page = Feed.Listen(topics))
        {
            await LightAsync(first);
            await ToldAsync();
            known = (await NewsAsync(page))[^1].Known;
        }

        await LightAsync(second);
        await ToldAsync();
        using var again = Feed.Listen(topics, LiveSince.Parse(known.ToString()));
        (await WaitingAsync(again)).ShouldBe([LiveFeed.Record(second.Value)]);
    }

    [Fact]
    public async Task Another_node_knows_what_a_page_of_this_one_missed()
    {
        await using var other = await LedgerWorld.CreateAsync(_database.Source);
        using var open = other.Get<LiveFeed>().Listen([]); // it has pages of its own, or it would remember nothing
        var (mine, yours) = (Id<Beacon>.New(), Id<Beacon>.New());
        await LightAsync(mine);
        await ToldAsync();
        var known = Feed.Now();
        await LightAsync(yours);
        await ToldAsync();
        await Eventually.TrueAsync(async () =>
        {
            using var page = other.Get<LiveFeed>().Listen([LiveFeed.Record(mine.Value), LiveFeed.Record(yours.Value)], known);
            return (await WaitingAsync(page)).SequenceEqual([LiveFeed.Record(yours.Value)]);
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("0-0")]
    [InlineData("yesterday")]
    [InlineData("-1--1")]
    [InlineData("99999999999999999999999-0")]
    public async Task Whoever_cannot_say_what_they_know_is_told_everything_once(string known)
    {
        using var page = Feed.Listen(["dark-beacons"], LiveSince.Parse(known));
        (await WaitingAsync(page)).ShouldBe(["dark-beacons"]);
    }

    [Fact]
    public async Task A_page_that_is_slow_to_hear_loses_nothing_to_the_greetings()
    {
        using var page = Feed.Listen(["dark-beacons"]);
        for (var i = 0; i < 10; i++)
            page.Greet();
        page.Hear("dark-beacons");
        page.Hear("dark-beacons");
        (await WaitingAsync(page)).ShouldBe(["dark-beacons"]);
    }

    private LiveFeed Feed => _world.Get<LiveFeed>();

    /// <summary>Returns when everything committed until now was told.</summary>
    private async Task ToldAsync()
    {
        var last = Id<Beacon>.New();
        using var page = Feed.Listen([LiveFeed.Record(last.Value)]);
        await LightAsync(last);
        (await FirstAsync(page)).ShouldBe(LiveFeed.Record(last.Value));
    }

    private static async Task<List<string>> WaitingAsync(LiveFeed.Listener page) =>
        [.. (await NewsAsync(page)).Select(static n => n.Topic).Where(static t => t.Length > 0)];

    /// <summary>What waits for this page now.</summary>
    private static async Task<List<(string Topic, LiveSince Known)>> NewsAsync(LiveFeed.Listener page)
    {
        using var now = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var news = new List<(string, LiveSince)>();
        await using var waiting = page.NewsAsync(now.Token).GetAsyncEnumerator(now.Token);
        while (true)
        {
            var more = waiting.MoveNextAsync();
            if (!more.IsCompleted)
                await now.CancelAsync();
            try
            {
                await more;
            }
            catch (OperationCanceledException) when (!Ct.IsCancellationRequested)
            {
                return news;
            }

            news.Add(waiting.Current);
        }
    }

    private static async Task<string> FirstAsync(LiveFeed.Listener page)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        await foreach (var (topic, _) in page.NewsAsync(patience.Token))
        {
            if (topic.Length > 0)
                return topic;
        }

        return "";
    }

    private async Task LightAsync(Id<Beacon> beacon) =>
        (await _world.Ledger.DecideAsync(beacon, new LightBeacon(beacon, Id<Keeper>.New(), "lit"), LedgerWorld.Handler, Ct)).OrThrow();
}
