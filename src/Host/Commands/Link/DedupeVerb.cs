using System.CommandLine;
using System.Globalization;
using Bluelamp.Kernel.Running;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary><c>bluelamp link dedupe</c> and <c>bluelamp link between</c>: records in, clusters out. Need no model and no labels.</summary>
internal static class DedupeVerb
{
    private static readonly Option<string?> Left = new("--left") { HelpName = "A.csv", Description = "The records of one file" };
    private static readonly Option<string?> Right = new("--right") { HelpName = "B.csv", Description = "The records of the other" };
    private static readonly Option<string[]> Inputs = new("--input")
    {
        HelpName = "FILE.csv",
        Description = "Instead of --left and --right: the records of one of several files; given for each of them",
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<bool> Within = new("--within")
    {
        Description = "Compare the records of one file with each other, too: link and dedupe in one run",
    };
    private static readonly Option<string?> SaveModel = new("--save-model")
    {
        HelpName = "FILE.json",
        Description = "Keep the model that was trained",
    };

    public static Command Dedupe() =>
        Given.Linking(
            "dedupe",
            "Bring the records of one file into clusters of one person each: id,cluster,probability",
            static (said, progress, ct) => Run(said, Given.Table(said, progress), null, progress, ct),
            Given.Input,
            Given.Threshold,
            Given.OneValue,
            Given.OnePer,
            Given.Output,
            QualityFile.Option,
            SaveModel,
            Given.InMemory,
            Given.Temp
        );

    public static Command Between()
    {
        var verb = Given.Linking(
            LinkVerb.BetweenName,
            "Find which records of several files are of the same person (also: link link); two records of one file are compared only --within",
            RunBetween,
            Left,
            Right,
            Inputs,
            Within,
            Given.Threshold,
            Given.OneValue,
            Given.OnePer,
            Given.OnePerFile,
            Given.Output,
            QualityFile.Option,
            SaveModel,
            Given.InMemory,
            Given.Temp
        );
        verb.Validators.Add(static said =>
        {
            var (left, right, inputs) = (said.GetResult(Left), said.GetResult(Right), said.GetResult(Inputs));
            if (inputs is null ? left is null || right is null : left is not null || right is not null || inputs.Tokens.Count < 2)
                said.AddError("link takes --left A.csv and --right B.csv, or --input for each of two files or more.");
        });
        return verb;
    }

    private static Answer RunBetween(ParseResult said, IWorkProgress progress, CancellationToken ct)
    {
        progress.Report("Reading", 0, null);
        var files = said.GetValue(Left) is { } left
            ? [new Source("left", left), new Source("right", said.GetValue(Right)!)]
            : said.GetValue(Inputs)!.Select(static path => new Source(path, path)).ToArray();
        var pool = new TextPool();
        var tables = files.Select(f => CsvTable.Read(f.Path, pool, said.GetValue(Given.Id))).ToArray();
        int[] sources = [.. tables.SelectMany(static (t, source) => Enumerable.Repeat(source, t.Rows))];
        return Run(said, Table.Stack(tables), new(sources, [.. files.Select(static f => f.Name)]), progress, ct);
    }

    private static Answer Run(ParseResult said, Table table, Sources? sources, IWorkProgress progress, CancellationToken ct)
    {
        var within = sources is not null && said.GetValue(Within);
        // What the records say is not needed as it stands beside what is made comparable of it.
        var numbers = new Table(table.Pool, table.Rows, [table[said.GetValue(Given.Id)!]]);
        var linker = Given.Over(table, said, progress, ct, sources?.Of, within);
        using var pairs = linker.Predict(out var looked, ct);
        var clusters = linker.Cluster(pairs, ct);
        var output = said.GetValue(Given.Output)!;
        var names = Written.Clusters(output, numbers, said.GetValue(Given.Id)!, clusters, sources);
        var quality = QualityFile.Write(said, clusters, pairs, linker.Threshold, names);
        var isModel = !linker.Model.Comparisons.IsEmpty;
        if (said.GetValue(SaveModel) is { } path && isModel)
        {
            if (said.GetValue(Given.Model) is null && said.GetValue(Given.Threshold) is null)
                linker.LearnProbabilities(clusters);
            else if (said.GetValue(Given.Model) is null)
                linker.LearnProbabilities(ct);
            Given.Keep(linker, path);
        }
        return new(
            seconds => new
            {
                records = numbers.Rows,
                clusters = clusters.Count,
                largest = clusters.Largest,
                pairs = looked,
                kept = pairs.Count,
                spilled = pairs.Spilled,
                threshold = linker.Threshold,
                quality = quality?.Figures,
                seconds,
            },
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{numbers.Rows:N0} records are of {clusters.Count:N0} people, the largest of {clusters.Largest} records, by {looked:N0} pairs: {output}"
                ),
                .. quality is null ? [] : new[] { quality.Line },
            ]
        )
        {
            Notes =
                said.GetValue(SaveModel) is null || isModel
                    ? Given.Notes(linker)
                    : Given.Notes(linker).Append("Note: No model was saved: there was nothing to learn one from."),
        };
    }

    private sealed record Source(string Name, string Path);
}
