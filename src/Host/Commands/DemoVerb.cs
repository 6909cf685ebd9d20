using System.CommandLine;
using Bluelamp.Demo;
using Bluelamp.Demo.Day;
using Bluelamp.Demo.Evidence;
using Bluelamp.Demo.Staff;

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
            {
                var (data, seed, live) = (said.GetValue(Options.Data)!, said.GetValue(Options.Seed), !said.GetValue(Options.NoLive));
                return Serving.RunAsync(
                    new(data, said.GetValue(Options.Db), said.GetValue(Options.Port), Demo: true, Verbose: false),
                    services => MakeAsync(services, Path.GetFullPath(data), seed, ct),
                    (services, address, closing) => OpenedAsync(services, address, seed, live, closing),
                    ct
                );
            }
        );
        return demo;
    }

    private static Task<bool> MakeAsync(IServiceProvider services, string data, int seed, CancellationToken ct) =>
        Terminal.WatchAsync(async progress =>
        {
            await services.GetRequiredService<DemoForce>().MakeAsync(data, seed, progress, ct);
            return true;
        });

    /// <summary>Says where to go and how to sign in, then keeps the day going.</summary>
    private static Task OpenedAsync(IServiceProvider services, string address, int seed, bool live, CancellationToken closing)
    {
        Terminal.Say($"  Report a crime       {address}/          Cymraeg: {address}/cy");
        Terminal.Say($"  The desk, for staff  {address}/sign-in   one click for each of its people");
        Terminal.Say($"  Everybody's password is \"{DemoStaff.Password}\". Nothing here reaches any police.");
        Terminal.Say(live ? "  Now and then a new report comes in (--no-live stops that). Ctrl-C closes." : "  Ctrl-C closes.");
        return Task.WhenAll(
            services.GetRequiredService<DemoEvidence>().BringAsync(seed, closing),
            live ? services.GetRequiredService<LiveDay>().RunAsync(address, seed, closing) : Task.CompletedTask
        );
    }
}
