using System.CommandLine;
using System.Globalization;
using Bluelamp.Kernel.Running;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary><c>bluelamp link train</c>: learns a model from records, and writes it as Splink's settings.</summary>
internal static class TrainVerb
{
    public const string Name = "train";

    private static readonly Option<string?> Labels = new("--labels")
    {
        HelpName = "FILE.csv",
        Description = "What people said of pairs (`link label` writes it, the desk's review offers it); the model learns from it, too",
    };

    private static readonly Option<string?> Model = new("--model")
    {
        HelpName = "FILE.json",
        Description =
            "A model of your own instead of a proposed one: its comparisons and rules stay, and are trained here; values are compared as they stand, but for the steps of --cleaning or else those beside it",
    };

    private static readonly Option<double?> Prior = new("--prior")
    {
        HelpName = "P",
        Description = "The probability that two records drawn at random are of one person, when it is known; without it, it is worked out",
    };

    private static readonly Option<string?> Cleaning = new("--cleaning")
    {
        HelpName = "FILE.json",
        Description =
            "How values are made comparable, as in a file MODEL.cleaning.json; columns that it names go through these steps, and through no others",
    };

    static TrainVerb() =>
        Prior.Validators.Add(static p =>
        {
            if (
                p.Tokens is [{ Value: var text }]
                && (!double.TryParse(text, CultureInfo.InvariantCulture, out var value) || value is not (> 0 and < 1))
            )
                p.AddError($"--prior takes a probability between 0 and 1, not {text}.");
        });

    public static Command Make() =>
        Given.Verb(
            Name,
            "Propose a model for a file, train it, choose its blocking rules, and write it as JSON that Splink reads",
            Run,
            Given.Input,
            Given.Id,
            Given.Ignore,
            Given.Budget,
            Given.Reach,
            Given.Seed,
            Labels,
            Model,
            Prior,
            Cleaning,
            Given.Output
        );

    private static Answer Run(ParseResult said, IWorkProgress progress, CancellationToken ct)
    {
        var options = Given.OptionsOf(said, progress);
        var table = Given.Table(said, progress);
        var ids = table[options.IdColumn].Ids;
        var (labels, unknown) = said.GetValue(Labels) is { } path ? LabelsAt(path, table, ids) : ([], 0);
        options = options with
        {
            Labels = [.. labels],
            Training = options.Training with { Prior = said.GetValue(Prior) },
            Cleaning = said.GetValue(Cleaning) is { } steps ? Given.CleaningAt(steps) : [],
        };
        var linker = said.GetValue(Model) is { } own ? Own(own, table, options, ct) : Linker.Train(table, options, ct);
        if (linker.Model.Comparisons.IsEmpty || table.Rows < 2)
            throw new CannotRunException(
                $"From {said.GetValue(Given.Input)} nothing can be learned: {(table.Rows < 2 ? $"records are compared, and it has {table.Rows}." : "no column tells the records apart. Each is empty, the same everywhere, or left out.")}"
            );
        linker.LearnProbabilities(ct);
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
            $"Wrote the model to {output}; beside it how its values are made comparable, and what its weights are worth"
        )
        {
            Notes = Given
                .Notes(linker)
                .Concat(Left(unknown))
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

    private static (List<Label> Known, int Unknown) LabelsAt(string path, Table table, int[] ids) =>
        File.Exists(path) ? LabelFile.Rows(path, table, ids) : throw new CannotRunException($"There is no file {path}.");

    private static IEnumerable<string> Left(int unknown) =>
        unknown == 0
            ? []
            :
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Note: {unknown:N0} of the labels are of records that are not in the file; they were left out."
                ),
            ];

    private static Linker Own(string path, Table table, LinkageOptions options, CancellationToken ct) =>
        Linker.Train(
            table,
            Given.ModelAt(path, table) with
            {
                CommonAmongOthers = true,
            },
            options.Cleaning.IsEmpty ? options with { Cleaning = Given.CleaningBeside(path) } : options,
            ct
        );
}
