using Bluelamp.Demo.Day;
using Bluelamp.Demo.Evidence;
using Bluelamp.Demo.Staff;
using Bluelamp.Demo.World;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Records.People.Import;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Demo;

/// <summary>The one door of the demo: an invented force, made once in an empty database. An installation of its own has none of this.</summary>
public sealed class DemoForce(
    DemoWorld world,
    DemoTruth whoIsWho,
    StaffRegister staff,
    ForceProfile force,
    IEnumerable<IImport> imports,
    ImportedPeople people,
    TimeProvider time
)
{
    public static IServiceCollection AddTo(IServiceCollection services) =>
        services
            .AddDemoSignIn()
            .AddSingleton<DemoWorld>()
            .AddSingleton<DemoForce>()
            .AddSingleton<DemoTruth>()
            .AddSingleton(new WeighingAside(typeof(AgreementWithTruth)))
            .AddSingleton<LiveDay>()
            .AddSingleton<DemoEvidence>()
            .AddSingleton<DemoRemarks>()
            .AddSingleton<DemoDock>()
            .AddSingleton<DemoCameras>();

    public static void MapTo(IEndpointRouteBuilder routes) => routes.MapDemoSignIn();

    /// <summary>Tells the past, loads the extracts of three legacy systems, enrols the staff, and leaves map and truth in the data folder. What is there already stays.</summary>
    public async Task MakeAsync(string dataPath, int seed, IWorkProgress progress, CancellationToken ct)
    {
        var truth = Path.Combine(dataPath, "demo-truth.csv");
        if (await world.TellAsync(Viewer.System(force.Code), seed, progress, ct) is { } told)
        {
            await new LegacySystems(imports, people, time).LoadAsync(Path.Combine(dataPath, "legacy"), seed, progress, ct);
            await DemoFiles.WriteTruthAsync(truth, seed, told, ct);
        }
        else if (!File.Exists(truth))
            throw new CannotRunException(
                $"The database of {dataPath} holds something else than a whole demo: a force's own ledger, data that was imported before a demo was made, or a demo that was cut off. A demo begins with an empty folder and takes imports afterwards. Choose another folder with --data, or remove this one."
            );
        await whoIsWho.ReadAsync(dataPath, ct);
        var map = Path.Combine(dataPath, "map", "base.geojson");
        if (!File.Exists(map))
            await DemoFiles.WriteBaseMapAsync(map, seed, ct);
        await DemoStaff.EnrolAsync(staff, Viewer.System(force.Code), ct);
    }
}
