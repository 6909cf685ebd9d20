using Bluelamp.Evidence.Storing;
using Bluelamp.Host.App;
using Bluelamp.Host.Running;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Sealing;
using Npgsql;

namespace Bluelamp.Bench;

/// <summary>The kernel with all modules and its workers, sealer too, and the module of this bench beside them; no pages.</summary>
internal sealed class BenchDesk : IAsyncDisposable
{
    public const short Force = 98;
    private readonly IHost _host;

    private BenchDesk(IHost host) => _host = host;

    public static async Task<BenchDesk> OpenAsync(Store store, CancellationToken ct)
    {
        IReadOnlyList<IModule> modules = [.. Modules.All, new BenchModule()];
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(new AppOptions { ConnectionString = store.ConnectionString, DataPath = store.DataPath });
        builder.Services.AddKernel(Connections.To(store.ConnectionString), modules);
        builder.Services.AddSingleton(new StoreOptions(Path.Combine(store.DataPath, "evidence")));
        builder.Services.AddSealing(new SealOptions(Path.Combine(store.DataPath, "keys")));
        builder.Services.AddDataProtection();
        builder.Services.AddKernelWorkers();
        builder.Services.AddSealer();
        var host = builder.Build();
        var source = host.Services.GetRequiredService<NpgsqlDataSource>();
        await Schema.ApplyAsync(source, modules, ct);
        await using (var found = source.CreateCommand($"select kernel.found_force({Force}::smallint)"))
            await found.ExecuteNonQueryAsync(ct);
        await host.Services.GetRequiredService<IdSecretKeeper>().TakeAsync(ct);
        await host.StartAsync(ct);
        return new(host);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
    }
}

internal sealed class BenchModule : IModule
{
    public string Name => "bench";

    public void AddServices(IServiceCollection services) => services.AddSingleton<IView, BenchView>();

    public void MapEndpoints(IEndpointRouteBuilder routes) { }
}
