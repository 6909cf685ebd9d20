using System.Globalization;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Kernel.Ledger;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Sealing;

public sealed class DisposerTests
{
    private static readonly DisposalOrder Order = new("Information manager", "Retention period ended", "MoPI group 3");
    private static readonly Viewer Handler = LedgerWorld.Handler;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Disposed_words_are_gone_from_the_whole_database_and_the_proof_holds()
    {
        await using var world = await SealedWorld.CreateAsync();
        await world.BeaconsAsync(3);
        var beacon = await world.BeaconAsync("unforgettable");
        await world.SealAsync();
        (await world.Source.TablesWithAsync("unforgettable")).ShouldNotBeEmpty();
        (await world.Get<Disposer>().DisposeAsync(beacon.Value, versions: null, Order, Handler, Ct)).OrThrow().Version.ShouldBe(3);
        (await world.Source.TablesWithAsync("unforgettable")).ShouldBeEmpty();
        (await VerifyAsync(world)).ShouldBeEmpty();
        await world.SealAsync();
        (await VerifyAsync(world)).ShouldBeEmpty();
        var folder = Directory.CreateTempSubdirectory("bluelamp-export-").FullName;
        await world.Get<Exporter>().RunAsync(folder, SilentProgress.Instance, Ct);
        (await ExportVerifier.RunAsync(folder, [], TimeProvider.System, SilentProgress.Instance, Ct)).Wrong.ShouldBeEmpty();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task One_entry_can_be_disposed_of_and_the_rest_of_the_record_stays()
    {
        await using var world = await SealedWorld.CreateAsync();
        var beacon = await world.BeaconAsync("a name");
        (await world.Get<Disposer>().DisposeAsync(beacon.Value, [2], Order, Handler, Ct)).OrThrow();
        var entries = await world.Get<ILedger>().StreamAsync(beacon.Value, Handler, Ct);
        entries.Select(static e => e.Event.GetType()).ShouldBe([typeof(BeaconLit), typeof(Disposed), typeof(EntriesDisposed)]);
        (await world.AskAsync<string>("select words from tests.beacon")).ShouldBe("a name");
        (await VerifyAsync(world)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_can_go_on_after_a_disposal()
    {
        await using var world = await SealedWorld.CreateAsync();
        var beacon = await world.BeaconAsync();
        (await world.Get<Disposer>().DisposeAsync(beacon.Value, [1], Order, Handler, Ct)).OrThrow();
        (await world.Get<ILedger>().DecideAsync(beacon, new LightBeacon(beacon, Id<Keeper>.New(), "again"), Handler, Ct)).OrThrow();
        await world.SealAsync();
        (await VerifyAsync(world)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_there_or_is_gone_already_cannot_be_disposed_of()
    {
        await using var world = await SealedWorld.CreateAsync();
        var beacon = await world.BeaconAsync();
        var disposer = world.Get<Disposer>();
        (await disposer.DisposeAsync(Guid.CreateVersion7(), versions: null, Order, Handler, Ct))
            .Refused(out var none, out _)
            .ShouldBeTrue();
        none.ShouldBeOfType<NoSuchRecord>();
        (await disposer.DisposeAsync(beacon.Value, [1, 7], Order, Handler, Ct)).Refused(out _, out _).ShouldBeTrue();
        (await disposer.DisposeAsync(beacon.Value, versions: null, Order, Handler, Ct)).OrThrow();
        (await disposer.DisposeAsync(beacon.Value, versions: null, Order, Handler, Ct)).Refused(out var gone, out _).ShouldBeTrue();
        gone.ShouldBeOfType<NothingToDispose>();
    }

    [Theory]
    [InlineData("update kernel.ledger set data = null, salt = null where version = 1 and stream <> '{0}'", "no disposal says so")]
    [InlineData("update kernel.ledger set actor = gen_random_uuid() where version = 1 and stream = '{0}'", "left of it was changed")]
    [InlineData(
        "update kernel.ledger set data = '{{}}', salt = '\\x00112233445566778899aabbccddeeff' where version = 1 and stream = '{0}'",
        "its content was changed"
    )]
    [InlineData("delete from kernel.ledger where version = 3 and stream = '{0}'", "is gone")]
    public async Task A_disposal_that_is_not_lawful_is_found(string tamper, string problem)
    {
        await using var world = await SealedWorld.CreateAsync();
        await world.BeaconsAsync(2);
        var beacon = await world.BeaconAsync();
        (await world.Get<Disposer>().DisposeAsync(beacon.Value, [1, 2], Order, Handler, Ct)).OrThrow();
        await world.SealAsync();
        await world.DoAsync(string.Format(CultureInfo.InvariantCulture, tamper, beacon.Value));
        string.Join('\n', await VerifyAsync(world)).ShouldContain(problem);
    }

    private static async Task<IReadOnlyList<Wrong>> VerifyAsync(SealedWorld world) =>
        (await world.Get<Verifier>().RunAsync([], SilentProgress.Instance, Ct)).Wrong;
}
