using Bluelamp.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Xunit;

namespace Bluelamp.Tests.Kernel.Ledger;

/// <summary>Kernel alone, with beacons, over a database of its own.</summary>
internal sealed class LedgerWorld : IAsyncDisposable
{
    public const short Force = 98;

    private readonly ServiceProvider _services;

    private LedgerWorld(ServiceProvider services) => _services = services;

    public static Viewer Handler { get; } =
        new(
            new Guid("00000000-0000-0000-0000-00000000aaaa"),
            "Test Handler",
            Force,
            [],
            Marking.Official,
            new("contact-handling", "test"),
            [new Guid("00000000-0000-0000-0000-00000000aaaa")]
        );

    public ILedger Ledger => Get<ILedger>();

    public Db Db => Get<Db>();

    public NpgsqlDataSource Source => Get<NpgsqlDataSource>();

    public static async Task<LedgerWorld> CreateAsync(NpgsqlDataSource source, Action<IServiceCollection>? more = null)
    {
        IModule[] modules = [new BeaconModule()];
        var ct = TestContext.Current.CancellationToken;
        await Schema.ApplyAsync(source, modules, ct);
        await using (var make = source.CreateCommand(BeaconModule.Tables))
            await make.ExecuteNonQueryAsync(ct);
        var services = Bare().AddLogging().AddKernel(source, modules);
        more?.Invoke(services);
        var world = new LedgerWorld(services.BuildServiceProvider());
        foreach (var hosted in world._services.GetServices<IHostedService>())
            await hosted.StartAsync(ct);
        return world;
    }

    /// <summary>What any host brings: an environment, settings; here with no definitions.</summary>
    private static IServiceCollection Bare()
    {
        var empty = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "no-definitions")).FullName;
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("Bluelamp:Definitions", empty)]);
        return builder.Services;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in _services.GetServices<IHostedService>().Reverse())
            await hosted.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    private sealed class BeaconModule : IModule
    {
        public const string Tables = """
            create schema if not exists tests;
            create table if not exists tests.beacon (
              force smallint not null, beacon uuid not null, lit boolean not null, words text not null,
              constraint beacon_pk primary key (force, beacon));
            select kernel.found_force(98::smallint);
            """;

        public string Name => "tests";

        public void AddServices(IServiceCollection services) => services.AddSingleton<IView, BeaconView>();

        public void MapEndpoints(IEndpointRouteBuilder routes) { }
    }
}
