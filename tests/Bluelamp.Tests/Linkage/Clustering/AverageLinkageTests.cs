using Bluelamp.Linkage;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Clustering;

public sealed class AverageLinkageTests
{
    [Fact]
    public void A_chain_of_likenesses_is_not_one_person()
    {
        // Each is like the next, and unlike all others.
        Edge[] chain = [.. Enumerable.Range(0, 9).Select(static i => new Edge(i, i + 1, 3))];
        var clusters = Run(10, chain, static (a, b) => b == a + 1 ? 3 : -6);
        clusters.GroupBy(static c => c).Max(static g => g.Count()).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void People_who_all_agree_come_together_though_no_rule_found_every_pair()
    {
        Edge[] some = [new(0, 1, 5), new(1, 2, 5), new(2, 3, 5)];
        Run(4, some, static (_, _) => 5).ShouldBe([0, 0, 0, 0]);
    }

    [Fact]
    public void Two_rows_that_a_constraint_keeps_apart_never_come_together() =>
        Prop.ForAll(
                Graphs,
                static graph =>
                {
                    var (edges, weigh) = graph;
                    bool Apart(int a, int b) => a % 3 == b % 3;
                    var clusters = Run(Rows, edges, weigh, Apart);
                    clusters.Select(static (c, row) => (c, row % 3)).Distinct().Count().ShouldBe(Rows);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_the_pairs_does_not_matter() =>
        Prop.ForAll(
                Graphs,
                static graph =>
                {
                    var (edges, weigh) = graph;
                    Run(Rows, [.. edges.AsEnumerable().Reverse()], weigh).ShouldBe(Run(Rows, edges, weigh));
                }
            )
            .QuickCheckThrowOnFailure();

    private const int Rows = 24;

    private static Arbitrary<(Edge[] Edges, Func<int, int, float> Weigh)> Graphs =>
        Gen.Choose(0, int.MaxValue)
            .Select(static seed =>
            {
                float Weigh(int a, int b) =>
                    (((((uint)seed * 31) + ((uint)a * 7919) + ((uint)b * 104_729)) * 2_654_435_761u) >> 8) % 2000 / 100f - 10;
                Edge[] edges =
                [
                    .. Enumerable
                        .Range(0, Rows)
                        .SelectMany(static a => Enumerable.Range(a + 1, Rows - a - 1).Select(b => (a, b)))
                        .Select(p => new Edge(p.a, p.b, Weigh(p.a, p.b))),
                ];
                return (edges, (Func<int, int, float>)Weigh);
            })
            .ToArbitrary();

    [Fact]
    public void That_pairs_wait_in_a_file_changes_nothing() =>
        Prop.ForAll(
                Graphs,
                static graph =>
                {
                    var (edges, weigh) = graph;
                    Run(Rows, edges, weigh, inMemory: 3).ShouldBe(Run(Rows, edges, weigh));
                }
            )
            .QuickCheckThrowOnFailure();

    private static int[] Run(
        int rows,
        Edge[] edges,
        Func<int, int, float> weigh,
        Func<int, int, bool>? apart = null,
        int inMemory = int.MaxValue
    )
    {
        using var kept = new KeptPairs(inMemory, "") { Open = static _ => new MemoryStream() };
        kept.Add(edges);
        return AverageLinkage.Cluster(rows, kept, 0, 8, weigh, apart);
    }
}
