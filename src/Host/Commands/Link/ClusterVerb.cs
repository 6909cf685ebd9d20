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

    public static Command Make() =>
        Given.Verb("cluster", "Bring weighed pairs into clusters: id,cluster,probability. A record that is in no pair is not in the answer; `link evaluate` counts it as standing by itself", Run, Pairs, Given.Threshold, Given.Output);

    private static Answer Run(ParseResult said, IWorkProgress progress, CancellationToken ct)
    {
        progress.Report("Reading", 0, null);
        var table = CsvTable.Read(said.GetValue(Pairs)!);
        var (names, rows) = (new List<int>(), new Dictionary<int, int>());
        var edges = new PairsFile(said.GetValue(Pairs)!, table).Edges(Row);
        var clusters = Clustering.Of(names.Count, edges, said.GetValue(Given.Threshold) ?? LinkageOptions.ThresholdFor(names.Count));
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
                records = names.Count,
                clusters = clusters.Count,
                largest = clusters.Largest,
                seconds,
            },
            string.Create(CultureInfo.InvariantCulture, $"{names.Count:N0} records are of {clusters.Count:N0} people: {output}")
        );

        int Row(int id)
        {
            if (rows.TryGetValue(id, out var row))
                return row;
            names.Add(id);
            return rows[id] = names.Count - 1;
        }
    }
}
