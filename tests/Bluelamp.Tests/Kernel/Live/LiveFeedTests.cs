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

    private static async Task<string> FirstAsync(LiveFeed.Listener page)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        await foreach (var topic in page.NewsAsync(patience.Token))
        {
            if (topic.Length > 0)
                return topic;
        }

        return "";
    }

    private async Task LightAsync(Id<Beacon> beacon) =>
        (await _world.Ledger.DecideAsync(beacon, new LightBeacon(beacon, Id<Keeper>.New(), "lit"), LedgerWorld.Handler, Ct)).OrThrow();
}
