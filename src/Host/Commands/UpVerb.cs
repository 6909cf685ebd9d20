using System.CommandLine;

namespace Bluelamp.Host.Commands;

/// <summary><c>bluelamp up</c>: a force's own installation.</summary>
internal static class UpVerb
{
    private static readonly Option<string?> Evidence = new("--evidence")
    {
        HelpName = "ADDRESS",
        Description =
            "Where a new installation keeps evidence: a folder, or \"s3://bucket/prefix?endpoint=https://…\" with keys from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Later: bluelamp evidence move",
    };

    public static Command Make()
    {
        var up = new Command("up", "Run a force's own installation, until Ctrl-C or SIGTERM")
        {
            Options.Port,
            Options.Data,
            Options.Db,
            Evidence,
        };
        up.SetAction(
            static (said, ct) =>
                Serving.RunAsync(
                    new(
                        said.GetValue(Options.Data)!,
                        said.GetValue(Options.Db),
                        said.GetValue(Options.Port),
                        Demo: false,
                        Verbose: true,
                        said.GetValue(Evidence)
                    ),
                    prepare: null,
                    opened: null,
                    ct
                )
        );
        return up;
    }
}
