using System.Globalization;
using Bluelamp.Linkage;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Clustering;

/// <summary>What is declared of people holds of every cluster, whatever the pairs say.</summary>
public sealed class ConstraintsTests
{
    [Fact]
    public void No_cluster_breaks_a_constraint_however_strong_the_pairs_are()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            const int Rows = 40;
            var table = Table.Of(
                ["born", "system"],
                Enumerable.Range(0, Rows).Select(_ => new[] { Some(random, 3), Some(random, 6) }).ToList()
            );
            int[] sources = [.. Enumerable.Range(0, Rows).Select(_ => random.Next(8))];
            var edges = Enumerable
                .Range(0, 200)
                .Select(_ => (A: random.Next(Rows), B: random.Next(Rows)))
                .Where(static p => p.A < p.B)
                .DistinctBy(static p => p)
                .Select(p => new Edge(p.A, p.B, (float)(random.NextDouble() * 20)))
                .ToList();
            var apart = Constraints.Of(table, ["born"], ["system"], sources)!;
            var of = Bluelamp.Linkage.Clustering.Of(Rows, edges, 0.0001, apart).Of;
            for (var a = 0; a < Rows; a++)
            {
                for (var b = a + 1; b < Rows; b++)
                    (
                        of[a] == of[b] && (Differ(table["born"].Ids, a, b) || Agree(table["system"].Ids, a, b) || sources[a] == sources[b])
                    ).ShouldBeFalse($"seed {seed}, rows {a} and {b}");
            }
        }
    }

    [Fact]
    public void Nothing_declared_keeps_nothing_apart() =>
        Constraints
            .Of(
                Table.Of(
                    ["born"],
                    [
                        ["1"],
                        ["2"],
                    ]
                ),
                [],
                []
            )
            .ShouldBeNull();

    /// <summary>A value of a few, or none.</summary>
    private static string? Some(Random random, int values) =>
        random.Next(values + 1) is var v && v == values ? null : v.ToString(CultureInfo.InvariantCulture);

    private static bool Differ(int[] ids, int a, int b) => ids[a] != ids[b] && ids[a] != TextPool.Null && ids[b] != TextPool.Null;

    private static bool Agree(int[] ids, int a, int b) => ids[a] == ids[b] && ids[a] != TextPool.Null;
}
