using System.Net;
using Bluelamp.Demo;
using Bluelamp.Host.Site;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Live;
using Bluelamp.Kernel.Messages;
using Bluelamp.Kernel.Sealing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Npgsql;

namespace Bluelamp.Host.App;

/// <summary>The composition root: every module in one web application, over one database.</summary>
public static class BluelampApp
{
    /// <summary>Builds the application; the schema is applied and the doors are opened by <see cref="OpenAsync"/>.</summary>
    public static WebApplication Build(AppOptions options)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                ApplicationName = typeof(BluelampApp).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
                Args = ["--hostBuilder:reloadConfigOnChange=false"],
            }
        );
        builder.Configuration.AddInstallation(options);
        builder.Logging.AddInstallation(options);
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, options.Port));
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, LargeBlocks>();
        builder.Services.AddSingleton<IHostLifetime, CommandLifetime>();
        builder.Services.AddInstallation(options);
        builder.Services.AddKernelWorkers();
        builder.Services.AddSealer();
        builder.Services.AddMessageWorker();
        builder.Services.AddHostedService<Telemetry>();
        builder.Services.AddApiDescription();
        builder.Services.AddSite(builder.Configuration, [.. Modules.All.Select(static m => m.GetType().Assembly)]);

        if (options.Demo)
            DemoForce.AddTo(builder.Services);

        var app = builder.Build();
        app.UseSiteBeforeSignIn();
        app.UseSignIn();
        app.UseSiteAfterSignIn();
        app.MapHealth();
        app.MapLive();
        app.MapLogs();
        app.MapApiDescription();
        app.MapBaseMap(options.DataPath);
        if (options.Demo)
            DemoForce.MapTo(app);
        foreach (var module in Modules.All)
            module.MapEndpoints(app);
        app.MapSite();
        return app;
    }

    /// <summary>Brings the database up to date, then takes requests.</summary>
    /// <param name="before">What must be there before the doors open and the workers begin.</param>
    /// <returns>The address, as in <c>http://localhost:8080</c>.</returns>
    public static async Task<string> OpenAsync(this WebApplication app, CancellationToken ct, Func<IServiceProvider, Task>? before = null)
    {
        await Schema.ApplyAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), Modules.All, ct);
        await app.Services.GetRequiredService<Founding>().BeginAsync(ct);
        app.Services.GetRequiredService<IdSecret>(); // refuses to open without the right one
        if (before is not null)
            await before(app.Services);
        await app.StartAsync(ct);
        return $"http://localhost:{new Uri(app.Urls.First()).Port}";
    }

    private static void Listen(KestrelServerOptions kestrel, int port)
    {
        kestrel.AddServerHeader = false;
        if (port == 0)
            kestrel.Listen(IPAddress.Loopback, 0);
        else
            kestrel.ListenLocalhost(port);
    }
}
