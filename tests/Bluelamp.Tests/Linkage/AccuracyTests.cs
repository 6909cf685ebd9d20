using Bluelamp.Linkage;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage;

/// <summary>
/// How well people are told apart on published data with known answers, held to what Splink reaches there (<c>docs/performance.md</c>). Nothing of the
/// answers is used: no model, no labels, the same settings for all.
/// </summary>
public sealed class AccuracyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Fake_1000_comes_out_better_than_with_Splink()
    {
        var found = Run("fake_1000.csv.gz", "unique_id", static (t, row) => t["cluster"].Ids[row]);
        found.Clusters.F1.ShouldBeGreaterThanOrEqualTo(0.985);
        found.BestPairs.ShouldBeGreaterThanOrEqualTo(0.94);
        found.Calibration.LogLoss.ShouldBeLessThanOrEqualTo(0.017);
        found.Calibration.LargestGap.ShouldBeLessThanOrEqualTo(0.05);
    }

    [Fact]
    public void Febrl3_comes_out_no_worse_than_with_Splink()
    {
        var found = Run("febrl3.csv.gz", "rec_id", static (t, row) => t.Pool.Add(t.Pool.Text(t["rec_id"].Ids[row]).Split('-')[1]));
        found.Clusters.F1.ShouldBeGreaterThanOrEqualTo(0.9979);
        found.BestPairs.ShouldBeGreaterThanOrEqualTo(0.9956);
        found.Calibration.LogLoss.ShouldBeLessThanOrEqualTo(0.002);
        found.Calibration.LargestGap.ShouldBeLessThanOrEqualTo(0.05);
    }

    [Fact]
    public void Historical_figures_come_out_better_than_with_Splink()
    {
        var found = Run("historical_figures_two_thirds.csv.gz", "unique_id", static (t, row) => t["cluster"].Ids[row]);
        found.Clusters.F1.ShouldBeGreaterThanOrEqualTo(0.95);
        found.BestPairs.ShouldBeGreaterThanOrEqualTo(0.895);
        found.Calibration.LogLoss.ShouldBeLessThanOrEqualTo(0.05);
        found.Calibration.MeanGap.ShouldBeLessThanOrEqualTo(0.01);
        found.Calibration.LargestGap.ShouldBeLessThanOrEqualTo(0.05);
    }

    [Fact]
    public void What_is_asked_of_the_answer_does_not_bend_probabilities()
    {
        var table = CsvTable.Read(SharedData.Path("linkage/fake_1000.csv.gz"));
        Curve(threshold: 1e-7).ShouldBe(Curve(threshold: null));
        Curve(threshold: 0.999).ShouldBe(Curve(threshold: null));

        string Curve(double? threshold)
        {
            var linker = Linker.Train(table, new() { Threshold = threshold }, Ct);
            linker.LearnProbabilities(Ct);
            return linker.Model.Probabilities.Write();
        }
    }

    private static Found Run(string file, string id, Func<Table, int, int> person)
    {
        var table = CsvTable.Read(SharedData.Path($"linkage/{file}"));
        var truth = Enumerable.Range(0, table.Rows).Select(row => person(table, row)).ToArray();
        var linker = Linker.Train(table, new() { IdColumn = id }, Ct);
        using var pairs = linker.Predict(out _, Ct);
        var clusters = linker.Cluster(pairs, Ct);
        linker.LearnProbabilities(clusters);
        var weighed = linker.Predict(float.NegativeInfinity, Ct).ConvertAll(linker.Model.Probabilities.Of);
        return new(
            ClusterQuality.Pairs(clusters.Of.AsSpan(), truth),
            ClusterQuality.BestPairs(weighed, truth).F1,
            Calibration.Of(weighed, truth)
        );
    }

    /// <summary>How well people were told apart, and whether probabilities are right, over all candidates.</summary>
    private sealed record Found(PairCounts Clusters, double BestPairs, Calibration Calibration);
}
