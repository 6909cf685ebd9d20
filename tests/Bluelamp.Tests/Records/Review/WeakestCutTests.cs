using Bluelamp.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Records.Review;

public sealed class WeakestCutTests
{
    [Fact]
    public void Two_groups_that_little_holds_together_are_the_parts()
    {
        // 0, 2 and 4 are alike, 1 and 3 are alike; one weak thread goes between the groups.
        double Speaks(int a, int b) =>
            a % 2 == b % 2 ? 20
            : (a, b) is (0, 1) or (1, 0) ? 5
            : -8;
        var parts = WeakestCut.Parts(5, Speaks, static (_, _) => false);
        parts[0].Order().ShouldBe([0, 2, 4]);
        parts[1].Order().ShouldBe([1, 3]);
        WeakestCut.Between(parts[0], parts[1], Speaks).ShouldBe((5 - (5 * 8)) / 6d, 1e-9);
    }

    [Fact]
    public void What_is_kept_apart_never_comes_together_and_goes_where_more_speaks_for_it()
    {
        double Speaks(int a, int b) => (a, b) is (1, 2) or (2, 1) ? 10 : 30;
        var parts = WeakestCut.Parts(4, Speaks, static (a, b) => a + b == 1); // 0 and 1
        parts.Length.ShouldBe(2);
        parts.ShouldAllBe(static p => !(p.Contains(0) && p.Contains(1)));
        parts.Single(static p => p.Contains(0)).ShouldContain(2);
    }

    [Fact]
    public void However_the_statements_are_kept_apart_each_is_in_one_part()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var count = random.Next(1, 9);
            var apart = Enumerable
                .Range(0, random.Next(6))
                .Select(_ => (random.Next(count), random.Next(count)))
                .Where(static p => p.Item1 != p.Item2)
                .ToHashSet();
            var weights = Enumerable.Range(0, count * count).Select(_ => random.NextDouble() - 0.5).ToArray();
            bool Apart(int a, int b) => apart.Contains((a, b)) || apart.Contains((b, a));
            var parts = WeakestCut.Parts(count, (a, b) => weights[(Math.Min(a, b) * count) + Math.Max(a, b)], Apart);
            parts.SelectMany(static p => p).Order().ShouldBe(Enumerable.Range(0, count));
            parts.SelectMany(p => p.SelectMany(_ => p, Apart)).ShouldNotContain(expected: true);
        }
    }
}
