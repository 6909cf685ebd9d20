using System.CommandLine;

namespace Bluelamp.Host.Commands;

/// <summary><c>bluelamp up</c>: a force's own installation.</summary>
internal static class UpVerb
{
    public static Command Make()
    {
        var up = new Command("up", "Run a force's own installation, until Ctrl-C or SIGTERM") { Options.Port, Options.Data, Options.Db };
        up.SetAction(
            static (said, ct) =>
                Serving.RunAsync(
                    new(said.GetValue(Options.Data)!, said.GetValue(Options.Db), said.GetValue(Options.Port), Demo: false, Verbose: true),
                    prepare: null,
                    opened: null,
                    ct
                )
        );
        return up;
    }
}
