using System.Globalization;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Kernel.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Bluelamp.Tests.Kernel.Sealing;

/// <summary>A ledger of beacons with its seals and its keys, over a database of its own.</summary>
internal sealed class SealedWorld : IAsyncDisposable
{
    public static readonly SealedLog Log = new(LedgerWorld.Force, SealedLog.Ledger);
    private readonly TestDatabase _database;
    private readonly LedgerWorld _world;

    private SealedWorld(TestDatabase database, LedgerWorld world, string keys) => (_database, _world, Keys) = (database, world, keys);

    public string Keys { get; }

    public Sealer Sealer => Get<Sealer>();

    public NpgsqlDataSource Source => _world.Source;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<SealedWorld> CreateAsync(Action<IServiceCollection>? more = null)
    {
        var database = await TestDatabase.CreateAsync();
        var keys = Directory.CreateTempSubdirectory("bluelamp-keys-").FullName;
        var world = await LedgerWorld.CreateAsync(
            database.Source,
            services =>
            {
                services.AddSealing(new SealOptions(keys));
                more?.Invoke(services);
            }
        );
        return new(database, world, keys);
    }

    public T Get<T>()
        where T : notnull => _world.Get<T>();

    /// <summary>Lights a beacon and dims it: two entries of one stream.</summary>
    public async Task<Id<Beacon>> BeaconAsync(string words = "Rhybudd: tân")
    {
        var beacon = Id<Beacon>.New();
        var light = new LightBeacon(beacon, Id<Keeper>.New(), words);
        (await _world.Ledger.DecideAsync(beacon, light, LedgerWorld.Handler, Ct)).OrThrow();
        (await _world.Ledger.DecideAsync(beacon, new DimBeacon(beacon, $"dawn over {words}"), LedgerWorld.Handler, Ct)).OrThrow();
        return beacon;
    }

    /// <summary>Seals everything there is.</summary>
    public Task SealAsync() => SealAsync(Sealer, Source);

    /// <summary>
    /// Seals until everything is sealed: a transaction of another test, in another database of the same server, holds sealing up for a moment.
    /// </summary>
    public static Task SealAsync(Sealer sealer, NpgsqlDataSource source) =>
        Eventually.TrueAsync(async () =>
        {
            await sealer.SealAllAsync(Ct);
            await using var command = source.CreateCommand(
                """
                select (select count(*) from kernel.ledger) + (select count(*) from kernel.consultation)
                     = (select coalesce(sum(size), 0) from kernel.seal)
                """
            );
            return (bool)(await command.ExecuteScalarAsync(Ct))!;
        });

    public async Task BeaconsAsync(int count)
    {
        for (var i = 0; i < count; i++)
            await BeaconAsync(string.Create(CultureInfo.InvariantCulture, $"beacon {i}"));
    }

    public async Task<T?> AskAsync<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Ct) is T value ? value : default;
    }

    public Task DoAsync(string sql) => AskAsync<object>(sql);

    public async Task<SignedNote> CheckpointAsync()
    {
        await using var connection = await Source.OpenConnectionAsync(Ct);
        var note = await SealStore.CheckpointAsync(Log, connection, Ct) ?? throw new InvalidOperationException("Nothing was sealed.");
        return SignedNote.TryParse(note, out var parsed) ? parsed : throw new FormatException(note);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(Keys, recursive: true);
    }
}
