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
        var (pairs, _) = Run("fake_1000.csv.gz", "unique_id", static (t, row) => t["cluster"].Ids[row]);
        pairs.F1.ShouldBeGreaterThanOrEqualTo(0.95);
    }

    [Fact]
    public void Febrl3_comes_out_no_worse_than_with_Splink()
    {
        var (pairs, best) = Run("febrl3.csv.gz", "rec_id", static (t, row) => t.Pool.Add(t.Pool.Text(t["rec_id"].Ids[row]).Split('-')[1]));
        pairs.F1.ShouldBeGreaterThanOrEqualTo(0.9979);
        best.ShouldBeGreaterThanOrEqualTo(0.9956);
    }

    [Fact]
    public void Historical_figures_come_out_better_than_with_Splink()
    {
        var (pairs, best) = Run("historical_figures_two_thirds.csv.gz", "unique_id", static (t, row) => t["cluster"].Ids[row]);
        pairs.F1.ShouldBeGreaterThanOrEqualTo(0.90);
        best.ShouldBeGreaterThanOrEqualTo(0.87);
    }

    private static (PairCounts Clusters, double BestPairF1) Run(string file, string id, Func<Table, int, int> person)
    {
        var table = CsvTable.Read(SharedData.Path($"linkage/{file}"));
        var truth = Enumerable.Range(0, table.Rows).Select(row => person(table, row)).ToArray();
        var linker = Linker.Train(table, new() { IdColumn = id }, Ct);
        var clusters = linker.Cluster(linker.Predict(out _, Ct), Ct);
        var pairs = ClusterQuality.Pairs(clusters.Of.AsSpan(), truth);
        return (pairs, ClusterQuality.BestPairs(linker.Predict(-20, Ct), truth).F1);
    }
}
