using System.CommandLine;
using System.Globalization;
using Bluelamp.Kernel.Running;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary>
/// <c>bluelamp link charts</c>: what a model weighs, and how well pairs or clusters agree with the truth, as pictures with their figures beside them.
/// </summary>
internal static class ChartsVerb
{
    private static readonly Option<string?> Model = new("--model")
    {
        HelpName = "FILE.json",
        Description = "A model: draws what each answer weighs, and how often it is given",
    };
    private static readonly Option<string?> Pairs = new("--pairs")
    {
        HelpName = "PAIRS.csv",
        Description = "What `link predict` wrote; with --truth, draws precision and recall, and whether the probabilities are right",
    };
    private static readonly Option<string?> Clusters = new("--clusters")
    {
        HelpName = "CLUSTERS.csv",
        Description = "Instead of --pairs: what `link dedupe` wrote; with --truth, draws precision and recall",
    };
    private static readonly Option<string?> Truth = new("--truth")
    {
        HelpName = "TRUTH.csv",
        Description = "The record's number, and the person it is of; every pair of one person in it counts, also one that nobody looked at",
    };
    private static readonly Option<string> Output = new("--output")
    {
        HelpName = "FILE.html|DIR",
        Description = "One page with everything in it (FILE.html), or a folder with the page and each chart as SVG",
        Required = true,
    };

    public static Command Make()
    {
        var verb = Given.Verb(
            "charts",
            "Draw a model's weights and parameters, and precision, recall and calibration against the truth, as accessible SVG with tables",
            Run,
            Model,
            Pairs,
            Clusters,
            Truth,
            TruthFile.IdColumn,
            TruthFile.ClusterColumn,
            Output
        );
        verb.Validators.Add(static said =>
        {
            var (pairs, clusters, truth) = (said.GetResult(Pairs), said.GetResult(Clusters), said.GetResult(Truth));
            if (said.GetResult(Model) is null && truth is null)
                said.AddError("link charts takes a --model, or --truth with --pairs or --clusters, or both.");
            else if (pairs is not null && clusters is not null)
                said.AddError("link charts takes --pairs or --clusters, not both.");
            else if (truth is null != (pairs is null && clusters is null))
                said.AddError("--pairs and --clusters are drawn against the --truth, so they come together.");
        });
        return verb;
    }

    private static Answer Run(ParseResult said, IWorkProgress progress, CancellationToken ct)
    {
        progress.Report("Reading", 0, null);
        var charts = new List<Chart>();
        var model = said.GetValue(Model) is { } path ? Given.ModelAt(path) : null;
        if (model is not null)
            charts.AddRange([WeightChart.Of(model), ParameterChart.Of(model)]);
        var (curve, calibration) = said.GetValue(Truth) is { } truth ? Judged(said, truth, progress) : ([], null);
        if (said.GetResult(Truth) is not null)
            charts.Add(PrecisionRecallChart.Of(curve));
        if (calibration is not null)
            charts.Add(CalibrationChart.Of(calibration));
        progress.Report("Drawing", 0, null);
        var written = Write(charts, said.GetValue(Output)!);
        var best = curve.MaxBy(static p => p.Counts.F1);
        return new(
            seconds => new
            {
                charts = charts.Select(static c => c.Name),
                written,
                prior = model?.Prior,
                comparisons = model?.Comparisons.Length,
                levels_not_trained = model
                    ?.Comparisons.SelectMany(static c => c.Levels)
                    .Count(static l => !l.IsNull && (l.M is null || l.U is null)),
                best_f1 = best?.Counts.F1,
                best_threshold = best?.Threshold,
                true_pairs = best?.Counts.True,
                pairs = calibration?.Pairs,
                log_loss = calibration?.LogLoss,
                brier = calibration?.Brier,
                largest_gap = calibration?.LargestGap,
                seconds,
            },
            string.Create(CultureInfo.InvariantCulture, $"Drew {charts.Count} charts: {string.Join(", ", written)}")
        );
    }

    private static (List<CurvePoint> Curve, Calibration? Calibration) Judged(ParseResult said, string truthPath, IWorkProgress progress)
    {
        var path = said.GetValue(Pairs) ?? said.GetValue(Clusters)!;
        var found = CsvTable.Read(path);
        var truth = new TruthFile(truthPath, found.Pool, said);
        progress.Report("Comparing with the truth", 0, null);
        if (said.GetValue(Clusters) is not null)
        {
            var (clusters, people, probabilities, _) = EvaluateVerb.Join(found, truth);
            return (ClusterQuality.Curve(clusters, probabilities, people), null);
        }
        var rows = truth.People.Keys.Select(static (id, row) => (id, row)).ToDictionary(static r => r.id, static r => r.row);
        var edges = new PairsFile(path, found).Likely(id => rows.TryGetValue(id, out var row) ? row : truth.PersonOf(id));
        int[] persons = [.. truth.People.Values];
        return (ClusterQuality.Curve(edges, persons), Calibration.Of(edges, persons));
    }

    /// <summary>Whether one page is asked for, and not a folder.</summary>
    public static bool IsPage(string output) => Path.GetExtension(output) is ".html" or ".htm";

    /// <summary>The paths that were written.</summary>
    private static string[] Write(List<Chart> charts, string output)
    {
        var page = ChartPage.Of("Linkage: what the model weighs, and how well it does", charts);
        if (IsPage(output))
        {
            Written.Whole(output, file => file.Write(page));
            return [output];
        }
        Directory.CreateDirectory(output);
        (string Path, string Text)[] files =
        [
            (Path.Combine(output, "index.html"), page),
            .. charts.Select(c => (Path.Combine(output, c.Name + ".svg"), c.File())),
        ];
        foreach (var (path, text) in files)
            Written.Whole(path, file => file.Write(text));
        return [.. files.Select(static f => f.Path)];
    }
}
