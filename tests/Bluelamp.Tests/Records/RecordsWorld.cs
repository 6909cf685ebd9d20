using Bluelamp.Kernel;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluelamp.Tests.Records;

/// <summary>Kernel and Records over a database of their own.</summary>
internal sealed class RecordsWorld : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private RecordsWorld(TestDatabase database, ServiceProvider services) => (_database, _services) = (database, services);

    public static Viewer Officer { get; } =
        new(
            Given.Somebody,
            "Test Officer",
            Burglary.Force,
            ["records.read", "records.search"],
            Marking.Official,
            new("investigation", "test"),
            [Given.Somebody]
        );

    public TestDatabase Database => _database;

    public ILedger Ledger => Get<ILedger>();

    public Db Db => Get<Db>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Makes a world of its own.</summary>
    /// <param name="definitions">A folder of them other than the product's own.</param>
    public static async Task<RecordsWorld> CreateAsync(string? definitions = null)
    {
        var database = await TestDatabase.CreateAsync();
        IModule[] modules = [new Module()];
        await Schema.ApplyAsync(database.Source, modules, Ct);
        await using (var found = database.Source.CreateCommand($"select kernel.found_force({Burglary.Force}::smallint)"))
            await found.ExecuteNonQueryAsync(Ct);
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddKernel(database.Source, modules)
            .AddSingleton(Burglary.Ids.Secret)
            .AddSingleton(new ForceProfile { Code = Burglary.Force })
            // Only some modules are here, and so only some kinds of definition.
            .AddSingleton(s => new CurrentDefinitions(
                definitions ?? DefinitionFolder.Find(null),
                s.GetServices<IDefinitionKind>(),
                strict: false
            ))
            .BuildServiceProvider();
        await services.GetRequiredService<ConsultationLog>().StartAsync(Ct);
        return new(database, services);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public IEnumerable<T> All<T>() => _services.GetServices<T>();

    /// <summary>Records a burglary with these people, all of them new. Answers its crime.</summary>
    public async Task<Id<Crime>> BurgleAsync(int serial, params (LinkRole Role, PersonDetails Said)[] people)
    {
        var plan = Burglary.Plan(serial) with
        {
            People = [.. people.Select(static p => new PlannedPerson(Id<Nominal>.New(), IsNew: true, p.Role, p.Said))],
        };
        (await Ledger.DecideAsync(plan.Steps(), Officer, Ct)).OrThrow();
        return plan.Crime;
    }

    /// <summary>Closes a record to everybody, as its restriction does.</summary>
    public Task CloseAsync(Guid record) =>
        Db.KeepAsync(
            $"insert into kernel.restriction (force, subject, keys) values ({Burglary.Force}, {record}, {Array.Empty<Guid>()})",
            Ct
        );

    public async ValueTask DisposeAsync()
    {
        await Get<ConsultationLog>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
