using Bluelamp.Host.App;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Tests.Harness;

/// <summary>The whole of Bluelamp, in this process: its own database, a real socket, all modules, reactions running.</summary>
/// <example><code>await using var host = await TestHost.StartAsync(); var page = await host.Client.GetStringAsync("/");</code></example>
public sealed class TestHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _data;

    private TestHost(WebApplication app, TestDatabase database, string data, Uri address)
    {
        (_app, _data, Database, Address) = (app, data, database, address);
        Client = NewClient();
    }

    public TestDatabase Database { get; }

    public Uri Address { get; }

    /// <summary>Follows no redirect, so that a test sees where it was sent; keeps cookies.</summary>
    public HttpClient Client { get; }

    /// <summary>Builds and opens one.</summary>
    /// <param name="demo">An invented force, as most tests want it; or a force's own installation.</param>
    public static async Task<TestHost> StartAsync(bool demo = true)
    {
        var database = await TestDatabase.CreateAsync();
        var data = Directory.CreateTempSubdirectory("bluelamp-host-").FullName;
        var app = BluelampApp.Build(
            new()
            {
                ConnectionString = database.ConnectionString,
                DataPath = data,
                Port = 0,
                Demo = demo,
            }
        );
        var address = await app.OpenAsync(CancellationToken.None);
        return new(app, database, data, new(address));
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public IEnumerable<T> GetAll<T>() => _app.Services.GetServices<T>();

    /// <summary>Another visitor, with cookies of their own.</summary>
    public HttpClient NewClient() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}
