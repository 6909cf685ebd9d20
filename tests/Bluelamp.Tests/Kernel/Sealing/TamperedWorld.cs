using Bluelamp.Kernel;
using Bluelamp.Tests.Kernel.Ledger;
using Xunit;

namespace Bluelamp.Tests.Kernel.Sealing;

/// <summary>One sealed world for many tampers: what was changed is put back from a copy.</summary>
public sealed class TamperedWorld : IAsyncDisposable
{
    private static readonly string[] Tables = ["ledger", "consultation", "seal", "tile", "checkpoint", "seal_key"];
    private SealedWorld? _world;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal async Task<SealedWorld> GetAsync()
    {
        if (_world is not null)
            return _world;
        _world = await LookedAtAsync();
        var copies = Tables.Select(static t => $"create table kept.{t} as select * from kernel.{t};");
        await _world.DoAsync($"create schema kept; {string.Concat(copies)}");
        return _world;
    }

    /// <summary>Puts back only what differs: the tables stay small, however many tampers there were.</summary>
    internal Task RestoreAsync() =>
        _world!.DoAsync(
            string.Concat(
                Tables.Select(static t =>
                    $"""
                        delete from kernel.{t} x where not exists (select from kept.{t} k where k.* = x.*);
                        insert into kernel.{t} select * from kept.{t} k where not exists (select from kernel.{t} x where x.* = k.*);
                        """
                )
            )
        );

    /// <summary>Twenty beacons, lit and dimmed, each looked at once; sealed in five batches.</summary>
    internal static async Task<SealedWorld> LookedAtAsync()
    {
        var world = await SealedWorld.CreateAsync();
        for (var i = 0; i < 20; i++)
        {
            var beacon = await world.BeaconAsync();
            await world.Get<ILedger>().StreamAsync(beacon.Value, LedgerWorld.Handler, Ct);
            if (i % 4 == 3)
                await world.SealAsync();
        }
        return world;
    }

    public async ValueTask DisposeAsync()
    {
        if (_world is not null)
            await _world.DisposeAsync();
    }
}
