using System.CommandLine;
using System.Globalization;
using Bluelamp.Kernel.Running;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary><c>bluelamp link dedupe</c> and <c>bluelamp link between</c>: records in, clusters out. Need no model and no labels.</summary>
internal static class DedupeVerb
{
    private static readonly Option<string> Left = new("--left")
    {
        HelpName = "A.csv",
        Description = "The records of one file",
        Required = true,
    };
    private static readonly Option<string> Right = new("--right")
    {
        HelpName = "B.csv",
        Description = "The records of the other",
        Required = true,
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
            Given.Output,
            SaveModel
        );

    public static Command Between() =>
        Given.Linking(
            LinkVerb.BetweenName,
            "Find which records of two files are of the same person (also: link link); two records of one file are never compared",
            RunBetween,
            Left,
            Right,
            Given.Threshold,
            Given.Output,
            SaveModel
        );

    private static Answer RunBetween(ParseResult said, IWorkProgress progress, CancellationToken ct)
    {
        progress.Report("Reading", 0, null);
        var left = CsvTable.Read(said.GetValue(Left)!);
        var right = CsvTable.Read(said.GetValue(Right)!, left.Pool);
        var sources = new int[left.Rows + right.Rows];
        Array.Fill(sources, 1, left.Rows, right.Rows);
        return Run(said, Table.Stack(left, right), sources, progress, ct);
    }

    private static Answer Run(ParseResult said, Table table, int[]? sources, IWorkProgress progress, CancellationToken ct)
    {
        var linker = Given.Over(table, said, progress, ct, sources);
        var edges = linker.Predict(out var looked, ct);
        var clusters = linker.Cluster(edges, ct);
        var output = said.GetValue(Given.Output)!;
        Func<int, string>? source = sources is null ? null : row => sources[row] == 0 ? "left" : "right";
        Written.Clusters(output, table, said.GetValue(Given.Id)!, clusters, source);
        if (said.GetValue(SaveModel) is { } path)
            Given.Keep(linker, path);
        return new(
            seconds => new
            {
                records = table.Rows,
                clusters = clusters.Count,
                largest = clusters.Largest,
                pairs = looked,
                kept = edges.Count,
                threshold = linker.Threshold,
                seconds,
            },
            string.Create(
                CultureInfo.InvariantCulture,
                $"{table.Rows:N0} records are of {clusters.Count:N0} people, the largest of {clusters.Largest} records, by {looked:N0} pairs: {output}"
            )
        )
        {
            Notes = Given.Notes(linker),
        };
    }
}
