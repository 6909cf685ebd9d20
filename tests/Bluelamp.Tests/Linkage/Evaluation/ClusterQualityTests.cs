using Bluelamp.Linkage;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Evaluation;

public sealed class ClusterQualityTests
{
    // Three people: four, two and one records; one record of the first was put to the second.
    private static readonly int[] Truth = [1, 1, 1, 1, 2, 2, 3];
    private static readonly int[] Found = [7, 7, 7, 8, 8, 8, 9];

    [Fact]
    public void Pairs_are_counted_in_what_was_found_in_what_is_true_and_in_both()
    {
        var pairs = ClusterQuality.Pairs(Found, Truth);
        (pairs.Found, pairs.True, pairs.Right).ShouldBe((6, 7, 4));
        pairs.Precision.ShouldBe(4 / 6d);
        pairs.Recall.ShouldBe(4 / 7d);
        ClusterQuality.Exact(Found, Truth).ShouldBe(1);
    }

    [Fact]
    public void Each_record_counts_alike_in_b_cubed()
    {
        var (precision, recall) = ClusterQuality.BCubed(Found, Truth);
        precision.ShouldBe((3 + (1 / 3d) + (2 * 2 / 3d) + 1) / 7, 1e-12);
        recall.ShouldBe(((3 * 3 / 4d) + (1 / 4d) + 2 + 1) / 7, 1e-12);
    }

    [Fact]
    public void The_best_threshold_leaves_out_the_record_that_is_least_sure()
    {
        float[] sure = [0.9f, 0.9f, 0.9f, 0.3f, 0.8f, 0.8f, 1];
        var (threshold, best) = ClusterQuality.BestThreshold(Found, sure, Truth);
        threshold.ShouldBe(0.8f);
        (best.Found, best.Right).ShouldBe((4, 4));
    }

    [Fact]
    public void Nothing_found_and_nothing_to_find_are_both_right()
    {
        var pairs = ClusterQuality.Pairs([1, 2], [1, 2]);
        (pairs.Precision, pairs.Recall, pairs.F1).ShouldBe((1, 1, 1));
        ClusterQuality.BestThreshold([], [], []).Counts.F1.ShouldBe(1);
    }
}
