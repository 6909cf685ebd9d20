using System.CommandLine;
using System.Globalization;
using Bluelamp.Kernel.Running;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary><c>bluelamp link train</c>: learns a model from records, and writes it as Splink's settings.</summary>
internal static class TrainVerb
{
    private static readonly Option<string?> Labels = new("--labels")
    {
        HelpName = "FILE.csv",
        Description = "What people said of pairs (`link label` writes it, the desk's review offers it); the model learns from it, too",
    };

    public static Command Make() =>
        Given.Verb(
            "train",
            "Propose a model for a file, train it, choose its blocking rules, and write it as JSON that Splink reads",
            Run,
            Given.Input,
            Given.Id,
            Given.Ignore,
            Given.Budget,
            Given.Reach,
            Given.Seed,
            Labels,
            Given.Output
        );

    private static Answer Run(ParseResult said, IWorkProgress progress, CancellationToken ct)
    {
        var options = Given.OptionsOf(said, progress);
        var table = Given.Table(said, progress);
        var ids = table[options.IdColumn].Ids;
        if (said.GetValue(Labels) is { } path)
            options = options with
            {
                Labels = File.Exists(path)
                    ? [.. LabelFile.Rows(path, table, ids)]
                    : throw new CannotRunException($"There is no file {path}."),
            };
        var linker = Linker.Train(table, options, ct);
        var output = said.GetValue(Given.Output)!;
        Given.Keep(linker, output);
        return new(
            seconds => new
            {
                records = table.Rows,
                prior = linker.Model.Prior,
                comparisons = linker.Model.Comparisons.Length,
                rules = linker.Model.BlockingRules.Length,
                labels = options.Labels.Length,
                warnings = linker.Warnings,
                seconds,
            },
            $"Wrote the model to {output}, and how its values are made comparable beside it"
        )
        {
            Notes = Given
                .Notes(linker)
                .Concat(
                    linker.Chosen.Select(static r =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"  {r.Pairs, 14:N0} more pairs, {r.Reach, 7:P1} of matches: {r.Rule.Condition}"
                        )
                    )
                ),
        };
    }
}
