using System.IO.Compression;
using System.Text;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Bluelamp.Tests.Records.StreetCrime;

/// <summary>A force that imports published files: a folder to put them in and a database to find them in.</summary>
internal sealed class StreetWorld : IAsyncDisposable
{
    public const short Force = 98;
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly DirectoryInfo _folder;

    private StreetWorld(TestDatabase database, ServiceProvider services, DirectoryInfo folder) =>
        (_database, _services, _folder) = (database, services, folder);

    public string Folder => Path.Combine(_folder.FullName, "in");

    public Db Db => Get<Db>();

    public IReadOnlyList<Reject> Rejects { get; private set; } = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<StreetWorld> CreateAsync()
    {
        var database = await TestDatabase.CreateAsync();
        IModule[] modules = [new Bluelamp.Records.Module()];
        await Schema.ApplyAsync(database.Source, modules, Ct);
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(new ForceProfile { Code = Force })
            .AddKernel(database.Source, modules)
            .AddSingleton(Burglary.Ids.Secret)
            .AddSingleton(static s => new CurrentDefinitions(DefinitionFolder.Find(null), s.GetServices<IDefinitionKind>(), strict: false));
        var folder = Directory.CreateTempSubdirectory("bluelamp-street-");
        return new(database, services.BuildServiceProvider(), folder);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Puts a file into the folder; a name that ends in <c>.gz</c> is compressed.</summary>
    public StreetWorld With(string name, string text) => With(name, Encoding.UTF8.GetBytes(text));

    public StreetWorld With(string name, byte[] bytes) =>
        WithRaw(name, name.EndsWith(".gz", StringComparison.Ordinal) ? Compressed(bytes) : bytes);

    /// <summary>Puts a file into the folder as it is, whatever its name promises.</summary>
    public StreetWorld WithRaw(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return this;
    }

    private static byte[] Compressed(byte[] bytes)
    {
        using var file = new MemoryStream();
        using (var into = new GZipStream(file, CompressionLevel.Fastest))
            into.Write(bytes);
        return file.ToArray();
    }

    public Task<ImportFigures> ImportAsync(string? path = null, IWorkProgress? progress = null) => ImportUntilAsync(Ct, path, progress);

    public async Task<ImportFigures> ImportUntilAsync(CancellationToken ct, string? path = null, IWorkProgress? progress = null)
    {
        using var rejects = new RejectList(Path.Combine(_folder.FullName, "imports"), "police-uk", TimeProvider.System);
        try
        {
            var import = _services.GetServices<IImport>().Single(static i => i.Name is "police-uk");
            return await import.RunAsync(path ?? Folder, progress ?? SilentProgress.Instance, rejects, ct);
        }
        finally
        {
            Rejects = rejects.First;
        }
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var command = _database.Source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(Ct), System.Globalization.CultureInfo.InvariantCulture);
    }

    public async Task<List<T>> ListAsync<T>(string sql)
    {
        await using var command = _database.Source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var found = new List<T>();
        while (await reader.ReadAsync(Ct))
            found.Add(reader.GetFieldValue<T>(0));
        return found;
    }

    public async Task RunAsync(string sql)
    {
        await using var command = _database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>Ends every connection of the import, as a crash of the server does.</summary>
    public void KillConnections()
    {
        using var alone = new NpgsqlConnection(_database.ConnectionString + ";Pooling=false");
        alone.Open();
        using var kill = new NpgsqlCommand(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
            alone
        );
        kill.ExecuteNonQuery();
    }

    public async Task<string> TextAsync(string sql)
    {
        await using var command = _database.Source.CreateCommand(sql);
        return Convert.ToString(await command.ExecuteScalarAsync(Ct), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    /// <summary>What verification says of every batch; nothing when all is as it was loaded.</summary>
    public async Task<IReadOnlyList<string>> ProblemsAsync()
    {
        var proof = _services.GetServices<IBatchProof>().Single();
        await using var connection = await _database.Source.OpenConnectionAsync(Ct);
        var problems = new List<string>();
        foreach (var stream in await Db.WorkingAsync<Guid>($"select b.id from records.street_batch b order by b.batch", Ct))
        {
            var entry = (await Get<ILedger>().StreamAsync(stream, Viewer.System(Force), Ct)).Single();
            if (await proof.ProblemAsync(entry, connection, Ct) is { } problem)
                problems.Add(problem);
        }

        return problems;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
