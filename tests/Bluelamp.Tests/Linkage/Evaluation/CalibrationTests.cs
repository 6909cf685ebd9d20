using Bluelamp.Linkage;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Evaluation;

public sealed class CalibrationTests
{
    private static readonly int[] Truth = [1, 1, 2];

    [Fact]
    public void A_probability_is_judged_by_how_often_it_is_right()
    {
        // As likely as not, twice: once right. Three to one, right.
        Edge[] edges = [new(0, 1, 0), new(0, 2, 0), new(1, 0, (float)Edge.WeightOf(0.75))];
        var judged = Calibration.Of(edges, Truth);
        judged.Pairs.ShouldBe(3);
        judged.LogLoss.ShouldBe(((2 * Math.Log(2)) - Math.Log(0.75)) / 3, 1e-6);
        judged.Brier.ShouldBe((0.25 + 0.25 + 0.0625) / 3, 1e-6);
        var bin = judged.Bins.ShouldHaveSingleItem();
        (bin.From, bin.To, bin.Pairs).ShouldBe((0.5, 0.8, 3));
        bin.Predicted.ShouldBe(1.75 / 3, 1e-6);
        bin.True.ShouldBe(2 / 3d, 1e-12);
        judged.MeanGap.ShouldBe(bin.Gap);
        judged.LargestGap.ShouldBe(0, "three pairs say little");
    }

    [Fact]
    public void What_is_certain_and_wrong_costs_its_weight_and_is_never_infinite()
    {
        var judged = Calibration.Of([new(0, 2, 2000)], Truth);
        judged.LogLoss.ShouldBe(2000 * Math.Log(2), 1e-6);
        judged.Bins.ShouldHaveSingleItem().From.ShouldBe(0.999);
    }

    [Fact]
    public void One_bin_of_many_pairs_that_is_off_is_the_largest_gap()
    {
        var edges = Enumerable.Repeat(new Edge(0, 2, 0), Calibration.FewPairs);
        Calibration.Of(edges, Truth).LargestGap.ShouldBe(0.5);
        Calibration.Of([], Truth).ShouldSatisfyAllConditions(static c => c.LogLoss.ShouldBe(0), static c => c.LargestGap.ShouldBe(0));
    }
}
