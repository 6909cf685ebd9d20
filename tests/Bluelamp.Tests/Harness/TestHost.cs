using Bluelamp.Host.App;
using Bluelamp.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bluelamp.Tests.Harness;

/// <summary>The whole of Bluelamp, in this process: its own database, a real socket, all modules, reactions running.</summary>
/// <example><code>await using var host = await TestHost.StartAsync(); var page = await host.Client.GetStringAsync("/");</code></example>
public sealed class TestHost : IAsyncDisposable
{
    /// <summary>As the product's own but for how often it goes round: that is a tenth of a second each time, and tests sign in a thousand times.</summary>
    private static readonly PasswordHasher<Staff> QuickHasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 100 }));

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
    /// <param name="server">The server for its database; else that of the test run.</param>
    /// <param name="clock">The clock that it goes by; else the machine's.</param>
    /// <param name="settings">Its <c>settings.json</c>.</param>
    public static async Task<TestHost> StartAsync(
        bool demo = true,
        TestPostgres? server = null,
        TimeProvider? clock = null,
        string? settings = null
    )
    {
        var database = await TestDatabase.CreateAsync(server);
        var data = Directory.CreateTempSubdirectory("bluelamp-host-").FullName;
        if (settings is not null)
            await File.WriteAllTextAsync(Path.Combine(data, "settings.json"), settings);
        var app = BluelampApp.Build(
            new()
            {
                ConnectionString = database.ConnectionString,
                DataPath = data,
                Port = 0,
                Demo = demo,
                Clock = clock ?? TimeProvider.System,
                Hasher = QuickHasher,
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
