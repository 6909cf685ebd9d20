using System.CommandLine;
using System.Globalization;
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

    public static Command Dedupe()
    {
        var verb = new Command("dedupe", "Bring the records of one file into clusters of one person each: id,cluster,probability")
        {
            Given.Input,
            Given.Id,
            Given.Model,
            Given.Ignore,
            Given.Threshold,
            Given.Budget,
            Given.Seed,
            Given.Output,
            SaveModel,
            Options.Json,
        };
        verb.SetAction((said, ct) => Task.FromResult(Run(said, Given.Table(said.GetValue(Given.Input)!), null, null, new(), ct)));
        return verb;
    }

    public static Command Link()
    {
        var verb = new Command(
            LinkVerb.BetweenName,
            "Find which records of two files are of the same person (also: link link); two records of one file are never compared"
        )
        {
            Left,
            Right,
            Given.Id,
            Given.Model,
            Given.Ignore,
            Given.Threshold,
            Given.Budget,
            Given.Seed,
            Given.Output,
            SaveModel,
            Options.Json,
        };
        verb.SetAction((said, ct) => Task.FromResult(RunLink(said, ct)));
        return verb;
    }

    private static int RunLink(ParseResult said, CancellationToken ct)
    {
        var steps = new Steps();
        var left = Given.Table(said.GetValue(Left)!);
        var right = Given.Mended(() => CsvTable.Read(said.GetValue(Right)!, left.Pool));
        var both = Table.Stack(left, right);
        var sources = new int[both.Rows];
        Array.Fill(sources, 1, left.Rows, right.Rows);
        return Run(said, both, sources, row => sources[row] == 0 ? "left" : "right", steps, ct);
    }

    private static int Run(ParseResult said, Table table, int[]? sources, Func<int, string>? source, Steps steps, CancellationToken ct)
    {
        steps.Done(string.Create(CultureInfo.InvariantCulture, $"Read {table.Rows:N0} records"));
        var linker = Given.Over(table, said, ct, sources);
        foreach (var profile in linker.Profiles)
            Terminal.Say($"  {profile.Name}: {profile.Kind?.ToString().ToLowerInvariant() ?? $"not compared, {profile.Why}"}");
        steps.Done(linker.Profiles.IsEmpty ? "Took the model" : "Proposed and trained a model");
        var edges = linker.Predict(out var looked, ct);
        steps.Done(string.Create(CultureInfo.InvariantCulture, $"Looked at {looked:N0} pairs"));
        var clusters = linker.Cluster(edges, ct);
        steps.Done(string.Create(CultureInfo.InvariantCulture, $"Found {clusters.Count:N0} clusters"));
        Written.Clusters(said.GetValue(Given.Output)!, table, said.GetValue(Given.Id)!, clusters, source);
        if (said.GetValue(SaveModel) is { } path)
            File.WriteAllText(path, SplinkModel.Write(linker.Model));
        if (said.GetValue(Options.Json))
            Terminal.Figures(
                new
                {
                    records = table.Rows,
                    clusters = clusters.Count,
                    largest = clusters.Largest,
                    pairs = looked,
                    kept = edges.Count,
                    threshold = Given.Options(said).Threshold,
                    seconds = steps.Seconds,
                }
            );
        return CommandLine.Ok;
    }
}
