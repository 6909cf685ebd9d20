using System.CommandLine;
using Bluelamp.Kernel.Running;
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

    public static Command Make() => Given.Verb("export", "Write a model as settings that Splink 4 reads", Run, Model, Given.Output);

    private static Answer Run(ParseResult said, IWorkProgress progress, CancellationToken ct)
    {
        var (model, output) = (Given.ModelAt(said.GetValue(Model)!), said.GetValue(Given.Output)!);
        Written.Whole(output, file => file.Write(SplinkModel.Write(model)));
        return new(_ => new { comparisons = model.Comparisons.Length, rules = model.BlockingRules.Length }, $"Wrote {output}");
    }
}
