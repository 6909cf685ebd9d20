using System.CommandLine;
using Bluelamp.Demo.Staff;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Host.Commands;

/// <summary><c>bluelamp demo</c>: an invented force, open for a first look.</summary>
internal static class DemoVerb
{
    public static Command Make()
    {
        var demo = new Command("demo", "Open an invented force for a first look, until Ctrl-C or SIGTERM")
        {
            Options.Port,
            Options.Data,
            Options.Db,
            Options.Seed,
            Options.NoLive,
        };
        demo.SetAction(
            static (said, ct) =>
                Serving.RunAsync(
                    new(said.GetValue(Options.Data)!, said.GetValue(Options.Db), said.GetValue(Options.Port), Demo: true, Verbose: false),
                    static (_, _) => Task.CompletedTask,
                    (app, _) => EnrolAsync(app.Services, ct),
                    ct
                )
        );
        return demo;
    }

    private static Task EnrolAsync(IServiceProvider services, CancellationToken ct) =>
        DemoStaff.EnrolAsync(
            services.GetRequiredService<StaffRegister>(),
            Viewer.System(services.GetRequiredService<ForceProfile>().Code),
            ct
        );
}
