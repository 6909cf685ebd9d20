using Bluelamp.Linkage;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Training;

/// <summary>What pairs turn out to be once the other records of both are looked at.</summary>
public sealed class SurroundingsTests
{
    private const float Cut = 8;

    [Fact]
    public void Pairs_that_many_records_hold_together_are_worth_more_than_their_weight()
    {
        // People of six records; the first two of each have little in common, and each much with the other four.
        var curve = Learned(
            People(200, of: 6),
            static (a, b) =>
                a / 6 != b / 6 ? -8
                : (a % 6, b % 6) is (0, 1) ? -1
                : 8
        );
        curve.Worth(-1).ShouldBeGreaterThan(2);
    }

    [Fact]
    public void Pairs_of_which_others_say_that_they_are_two_people_are_worth_less()
    {
        // Two people of four records each; the first of both look alike.
        var curve = Learned(
            People(400, of: 4),
            static (a, b) =>
                a / 4 == b / 4 ? 8
                : (a / 8 == b / 8 && a % 4 == 0 && b % 4 == 0) ? 1
                : -8
        );
        curve.Worth(1).ShouldBeLessThan(-2);
    }

    [Fact]
    public void Pairs_with_nobody_beside_them_are_worth_what_they_say()
    {
        var curve = Learned(People(400, of: 2), static (a, b) => a / 2 == b / 2 ? (a / 2 % 8) - 3 : -8);
        for (var weight = -3; weight <= 4; weight++)
            curve.Worth(weight).ShouldBe(weight, 0.05);
    }

    [Fact]
    public void A_few_pairs_say_little()
    {
        static float Weight(int a, int b) =>
            a / 6 != b / 6 ? -8
            : (a % 6, b % 6) is (0, 1) ? -1
            : 8;
        Learned(People(2, of: 6), Weight).Worth(-1).ShouldBeLessThan(Learned(People(200, of: 6), Weight).Worth(-1) - 1);
    }

    [Fact]
    public void It_never_falls_and_at_its_ends_it_is_no_surer_than_the_model()
    {
        var dice = new Random(5);
        var weights = new Dictionary<(int, int), float>();
        float Weight(int a, int b)
        {
            if (!weights.TryGetValue((a, b), out var weight))
                weights[(a, b)] = weight = (float)((dice.NextDouble() * 18) - 8);
            return weight;
        }
        var knots = Learned(People(300, of: 5), Weight).Knots;
        knots.Length.ShouldBeGreaterThan(3);
        foreach (var (low, high) in knots.Zip(knots.Skip(1)))
        {
            high.Weight.ShouldBeGreaterThan(low.Weight);
            high.Worth.ShouldBeGreaterThanOrEqualTo(low.Worth);
        }
        knots[0].Worth.ShouldBeGreaterThanOrEqualTo(knots[0].Weight);
        knots[^1].Worth.ShouldBeLessThanOrEqualTo(knots[^1].Weight);
    }

    [Fact]
    public void The_same_pairs_are_drawn_in_whichever_order_and_however_many_parts()
    {
        var dice = new Random(6);
        var pairs = Enumerable.Range(0, 20_000).Select(i => new Edge(i, i + 7, (float)((dice.NextDouble() * 24) - 12))).ToArray();
        var whole = new SomeOfEachWeight();
        foreach (var pair in pairs)
            whole.Take(pair);
        dice.Shuffle(pairs);
        var together = new SomeOfEachWeight();
        foreach (var some in pairs.Chunk(1_234))
        {
            var part = new SomeOfEachWeight();
            foreach (var pair in some)
                part.Take(pair);
            together.TakeAll(part);
        }
        var drawn = whole.Slices.ToList();
        drawn.SelectMany(static s => s).ShouldBe(together.Slices.SelectMany(static s => s));
        drawn.Count.ShouldBe(36, "half bits from -8 to 10");
        drawn.ShouldAllBe(static s => s.Length == 200);
        drawn.Select(static s => s.Max(static e => e.A)).Max().ShouldBeGreaterThan(15_000, "not only those that came first");
    }

    private static ProbabilityCurve Learned(int[] of, Func<int, int, float> weigh)
    {
        var seen = new SomeOfEachWeight();
        for (var a = 0; a < of.Length; a++)
        {
            for (var b = a + 1; b < Math.Min(of.Length, a + 8); b++)
                seen.Take(new(a, b, weigh(a, b)));
        }
        return new Surroundings(of, Cut, weigh).Learned(seen);
    }

    private static int[] People(int count, int of) => [.. Enumerable.Range(0, count * of).Select(row => row / of * of)];
}
