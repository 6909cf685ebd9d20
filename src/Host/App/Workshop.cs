using Bluelamp.Host.Running;
using Bluelamp.Kernel;
using Npgsql;

namespace Bluelamp.Host.App;

/// <summary>Bluelamp without its doors: the services of all modules over one database, for a verb that does its work and ends.</summary>
public sealed class Workshop : IAsyncDisposable
{
    private readonly IHost _host;

    private Workshop(IHost host) => _host = host;

    public static async Task<Workshop> OpenAsync(Store store, CancellationToken ct)
    {
        var options = new AppOptions { ConnectionString = store.ConnectionString, DataPath = store.DataPath };
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInstallation(options);
        builder.Logging.AddInstallation(options);
        builder.Services.AddSingleton<IHostLifetime, CommandLifetime>();
        builder.Services.AddInstallation(options);
        var host = builder.Build();
        await Schema.ApplyAsync(host.Services.GetRequiredService<NpgsqlDataSource>(), Modules.All, ct);
        await host.Services.GetRequiredService<Founding>().BeginAsync(ct);
        await host.StartAsync(ct);
        return new(host);
    }

    /// <summary>Only what the modules register, for a verb that asks no database.</summary>
    public static ServiceProvider WithoutDatabase()
    {
        var services = new ServiceCollection();
        services.AddModules(new() { ConnectionString = "Host=none", DataPath = Home.DefaultData });
        return services.BuildServiceProvider();
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public IEnumerable<T> All<T>()
        where T : notnull => _host.Services.GetServices<T>();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
    }
}
