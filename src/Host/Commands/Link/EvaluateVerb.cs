using System.CommandLine;
using System.Globalization;
using Bluelamp.Kernel.Running;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary><c>bluelamp link evaluate</c>: how well clusters agree with the truth.</summary>
internal static class EvaluateVerb
{
    private static readonly Option<string> ClustersFile = new("--clusters")
    {
        HelpName = "CLUSTERS.csv",
        Description = "What `link dedupe` wrote: id,cluster,probability",
        Required = true,
    };
    private static readonly Option<string> Truth = new("--truth")
    {
        HelpName = "TRUTH.csv",
        Description = "The record's number, and the person it is of",
        Required = true,
    };

    public static Command Make() =>
        Given.Verb(
            "evaluate",
            "Compare clusters with the truth: pairwise precision, recall and F1, the best threshold, cluster measures. A record of the truth that is in no cluster counts as one that stands by itself",
            Run,
            ClustersFile,
            Truth,
            TruthFile.IdColumn,
            TruthFile.ClusterColumn
        );

    private static Answer Run(ParseResult said, IWorkProgress progress, CancellationToken ct)
    {
        progress.Report("Reading", 0, null);
        var found = CsvTable.Read(said.GetValue(ClustersFile)!);
        var (clusters, people, probabilities, missing) = Join(found, new(said.GetValue(Truth)!, found.Pool, said));
        var pairs = ClusterQuality.Pairs(clusters, people);
        var best = ClusterQuality.BestThreshold(clusters, probabilities, people);
        var (precision, recall) = ClusterQuality.BCubed(clusters, people);
        var figures = new
        {
            records = clusters.Length,
            missing,
            precision = pairs.Precision,
            recall = pairs.Recall,
            f1 = pairs.F1,
            best_f1 = best.Counts.F1,
            best_threshold = best.Threshold,
            found_pairs = pairs.Found,
            true_pairs = pairs.True,
            right_pairs = pairs.Right,
            bcubed_precision = precision,
            bcubed_recall = recall,
            clusters = clusters.Distinct().Count(),
            people = people.Distinct().Count(),
            exact_clusters = ClusterQuality.Exact(clusters, people),
            largest_cluster = clusters.Length == 0 ? 0 : clusters.GroupBy(static c => c).Max(static g => g.Count()),
        };
        return new(_ => figures, [.. Lines(), .. Missing(missing)]);

        IEnumerable<string> Lines() =>
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Pairs: precision {pairs.Precision:0.0000}, recall {pairs.Recall:0.0000}, F1 {pairs.F1:0.0000} ({pairs.Right:N0} right of {pairs.Found:N0} found and {pairs.True:N0} true)"
                ),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Best F1 {best.Counts.F1:0.0000}, when records less sure than {best.Threshold:0.###} stand by themselves"
                ),
                string.Create(CultureInfo.InvariantCulture, $"Records (B-cubed): precision {precision:0.0000}, recall {recall:0.0000}"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Clusters: {figures.clusters:N0} for {figures.people:N0} people, {figures.exact_clusters:N0} of them exactly right, the largest of {figures.largest_cluster}"
                ),
            ];
    }

    private static IEnumerable<string> Missing(int records) =>
        records == 0
            ? []
            :
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{records:N0} records of the truth are in no cluster of the file: each was counted as standing by itself, its true pairs as missed"
                ),
            ];

    /// <summary>
    /// The cluster, the person and the probability of each record of the file, and then of each that only the truth knows: it stands by itself, so that its
    /// true pairs count as missed.
    /// </summary>
    public static (int[] Clusters, int[] People, float[] Probabilities, int Missing) Join(Table found, TruthFile truth)
    {
        var ids = found["id"].Ids;
        float Probability(int id) => float.TryParse(found.Pool.Text(id), CultureInfo.InvariantCulture, out var p) ? p : 1;
        var probabilities = found.Has("probability")
            ? found["probability"].Ids.Select(Probability).ToArray()
            : [.. ids.Select(static _ => 1f)];
        var missed = truth.People.Keys.Except(ids).ToArray();
        return (
            [.. found["cluster"].Ids, .. missed.Select(static (_, i) => -1 - i)],
            [.. ids.Concat(missed).Select(truth.PersonOf)],
            [.. probabilities, .. missed.Select(static _ => 1f)],
            missed.Length
        );
    }
}
