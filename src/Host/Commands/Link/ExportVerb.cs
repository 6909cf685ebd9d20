using System.CommandLine;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary><c>bluelamp link export</c>: a model as Splink 4 reads it, checked and with nothing left out.</summary>
internal static class ExportVerb
{
    private static readonly Option<string> Model = new("--model")
    {
        HelpName = "FILE.json",
        Description = "The model",
        Required = true,
    };

    public static Command Make()
    {
        var verb = new Command("export", "Write a model as settings that Splink 4 reads") { Model, Given.Output };
        verb.SetAction((said, _) => Task.FromResult(Run(said)));
        return verb;
    }

    private static int Run(ParseResult said)
    {
        File.WriteAllText(said.GetValue(Given.Output)!, SplinkModel.Write(Given.ModelAt(said.GetValue(Model)!)));
        Terminal.Answer($"Wrote {said.GetValue(Given.Output)}");
        return CommandLine.Ok;
    }
}
