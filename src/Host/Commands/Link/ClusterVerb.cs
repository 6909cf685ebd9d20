using System.CommandLine;
using System.Globalization;
using Bluelamp.Kernel.Running;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary><c>bluelamp link cluster</c>: pairs that were weighed before, into clusters. What no pair says speaks neither way.</summary>
internal static class ClusterVerb
{
    private static readonly Option<string> Pairs = new("--pairs")
    {
        HelpName = "PAIRS.csv",
        Description = "What `link predict` wrote",
        Required = true,
    };

    private static readonly Option<string[]> Inputs = new("--input")
    {
        HelpName = "FILE.csv",
        Description = "The records that the pairs are of, for --one-value, --one-per and --one-per-file; given for each of several files",
        AllowMultipleArgumentsPerToken = true,
    };

    public static Command Make()
    {
        var verb = Given.Verb(
            "cluster",
            "Bring weighed pairs into clusters: id,cluster,probability. A record that is in no pair is not in the answer; `link evaluate` counts it as standing by itself",
            Run,
            Pairs,
            Given.Threshold,
            Inputs,
            Given.Id,
            Given.OneValue,
            Given.OnePer,
            Given.OnePerFile,
            Given.Output,
            QualityFile.Option
        );
        verb.Validators.Add(static said =>
        {
            var declares = new Option[] { Given.OneValue, Given.OnePer, Given.OnePerFile }.Any(o => said.GetResult(o) is not null);
            if (declares && said.GetResult(Inputs) is null)
                said.AddError(
                    "link cluster knows pairs only: --one-value, --one-per and --one-per-file also need the records, by --input."
                );
        });
        return verb;
    }

    private static Answer Run(ParseResult said, IWorkProgress progress, CancellationToken ct)
    {
        progress.Report("Reading", 0, null);
        var table = CsvTable.Read(said.GetValue(Pairs)!);
        var pairs = new PairsFile(said.GetValue(Pairs)!, table);
        var names = Clustering.InOrder(table.Pool, pairs.Records);
        var edges = pairs.EdgesOf(names);
        var threshold = said.GetValue(Given.Threshold) ?? LinkageOptions.ThresholdFor(names.Length);
        var clusters = Clustering.Of(names.Length, edges, threshold, Apart(said, table.Pool, names));
        using var kept = new KeptPairs(int.MaxValue, "");
        kept.Add([.. edges]);
        var quality = QualityFile.Write(said, clusters, kept, threshold, row => table.Pool.Text(names[row]));
        var output = said.GetValue(Given.Output)!;
        Written.Lines(
            output,
            "id,cluster,probability",
            names.Select(
                (n, row) =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Written.Field(table, n)},{Written.Field(table, names[clusters.Of[row]])},{clusters.Probability[row]:0.######}"
                    )
            )
        );
        return new(
            seconds => new
            {
                records = names.Length,
                clusters = clusters.Count,
                largest = clusters.Largest,
                threshold,
                quality = quality?.Figures,
                seconds,
            },
            [
                string.Create(CultureInfo.InvariantCulture, $"{names.Length:N0} records are of {clusters.Count:N0} people: {output}"),
                .. quality is null ? [] : new[] { quality.Line },
            ]
        );
    }

    /// <summary>Which of the records that are in pairs the declared constraints keep apart, by what their files say of them.</summary>
    private static Func<int, int, bool>? Apart(ParseResult said, TextPool pool, int[] names)
    {
        if (said.GetValue(Inputs) is not { Length: > 0 } inputs)
            return null;
        string[] oneValue = said.GetValue(Given.OneValue) ?? [];
        string[] onePer = said.GetValue(Given.OnePer) ?? [];
        var tables = inputs.Select(path => CsvTable.Read(path, pool)).ToArray();
        var records = Comparable.Of(
            Table.Stack(tables),
            oneValue.Concat(onePer).Distinct(StringComparer.OrdinalIgnoreCase).SelectMany(static c => Comparable.Plainly(c))
        );
        var ids = Table.Stack(tables)[said.GetValue(Given.Id)!].Ids;
        var rows = new Dictionary<int, int>(ids.Length);
        for (var row = 0; row < ids.Length; row++)
        {
            if (!rows.TryAdd(ids[row], row))
                throw new CannotRunException(
                    $"The number {pool.Text(ids[row])} is that of two records, so it cannot be told which of them a pair is about."
                );
        }
        int[] sources = [.. tables.SelectMany(static (t, source) => Enumerable.Repeat(source, t.Rows))];
        if (Constraints.Of(records, oneValue, onePer, said.GetValue(Given.OnePerFile) ? sources : null) is not { } apart)
            return null;
        int[] of =
        [
            .. names.Select(n =>
                rows.TryGetValue(n, out var row) ? row : throw new CannotRunException($"No --input has a record {pool.Text(n)}.")
            ),
        ];
        return (a, b) => apart(of[a], of[b]);
    }
}
