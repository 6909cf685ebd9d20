using Bluelamp.Linkage;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Clustering;

/// <summary>How well clusters hold together.</summary>
public sealed class ClusterShapeTests
{
    [Fact]
    public void Two_triangles_that_one_pair_joins_have_a_bridge()
    {
        var clusters = new Clusters([0, 0, 0, 0, 0, 0, 6, 7, 7], [.. Enumerable.Repeat(1f, 9)]);
        using var pairs = new KeptPairs(100, "");
        pairs.Add([new(0, 1, 9), new(1, 2, 8), new(2, 0, 7), new(3, 4, 9), new(4, 5, 9), new(5, 3, 9), new(3, 2, 1), new(7, 8, 3)]);
        pairs.Add([new(1, 0, 9), new(0, 7, 9), new(0, 4, -1), new(6, 6, 9)]); // there already; of two clusters; too weak; of one record
        ClusterShapes.Of(clusters, pairs, 0.5).ShouldBe([new(0, 6, 7, 1, Edge.ProbabilityOf(1)), new(7, 2, 1, 1, Edge.ProbabilityOf(3))]);
        ClusterShapes.Of(clusters, pairs, 0.5)[0].Density.ShouldBe(7 / 15d);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(7)]
    public void Bridges_are_the_pairs_without_which_a_cluster_falls_apart(int inMemory)
    {
        for (var seed = 1; seed <= 100; seed++)
        {
            var random = new Random(seed);
            var rows = random.Next(2, 40);
            var edges = Enumerable
                .Range(0, random.Next(1, rows * 2))
                .Select(_ => (A: random.Next(rows), B: random.Next(rows)))
                .Where(static p => p.A < p.B)
                .Distinct()
                .Select(static p => new Edge(p.A, p.B, 5))
                .ToList();
            var of = Components(rows, edges);
            using var pairs = new KeptPairs(inMemory, Path.GetTempPath());
            pairs.Add([.. edges]);
            foreach (var shape in ClusterShapes.Of(new([.. of], [.. of.Select(static _ => 1f)]), pairs, 0.5))
            {
                var own = edges.Where(e => of[e.A] == shape.Cluster).ToList();
                shape.Records.ShouldBe(of.Count(c => c == shape.Cluster));
                shape.Pairs.ShouldBe(own.Count);
                shape.Bridges.ShouldBe(
                    own.Count(e => Components(rows, [.. edges.Where(other => other != e)]) is var without && without[e.A] != without[e.B])
                );
            }
        }
    }

    [Fact]
    public void A_chain_of_many_records_is_walked_without_a_deep_stack()
    {
        const int Rows = 200_000;
        using var pairs = new KeptPairs(int.MaxValue, "");
        pairs.Add([.. Enumerable.Range(0, Rows - 1).Select(static i => new Edge(i, i + 1, 5))]);
        var chain = new Clusters([.. Enumerable.Repeat(0, Rows)], [.. Enumerable.Repeat(1f, Rows)]);
        ClusterShapes.Of(chain, pairs, 0.5).ShouldHaveSingleItem().Bridges.ShouldBe(Rows - 1);
    }

    private static int[] Components(int rows, List<Edge> edges)
    {
        var sets = new UnionFind(rows);
        foreach (var edge in edges)
            sets.Join(edge.A, edge.B);
        return [.. Enumerable.Range(0, rows).Select(sets.Of)];
    }
}
