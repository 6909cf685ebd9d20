using System.Collections.Immutable;

namespace Bluelamp.Linkage;

/// <summary>How well a cluster of two records or more holds together.</summary>
/// <param name="Cluster">The row that stands for it.</param>
/// <param name="Pairs">How many pairs of its records are known to be as likely as was asked for.</param>
/// <param name="Bridges">How many of those pairs hold it together alone: without one of them it falls into two.</param>
/// <param name="Weakest">The least probability of those pairs; 1 where there are none.</param>
public readonly record struct ClusterShape(int Cluster, int Records, long Pairs, int Bridges, double Weakest)
{
    /// <summary>The share of all pairs of its records that are among them, 0 to 1.</summary>
    public double Density => Pairs / (Records * (Records - 1d) / 2);
}

/// <summary>Works out how well clusters hold together, in time linear in their pairs but for sorting them, and in the memory that the pairs may take.</summary>
public static class ClusterShapes
{
    /// <summary>The shape of each cluster of two records or more, in the order of the rows that stand for them.</summary>
    /// <param name="threshold">Pairs that are less likely are left out.</param>
    public static List<ClusterShape> Of(Clusters clusters, KeptPairs pairs, double threshold)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        ArgumentNullException.ThrowIfNull(pairs);
        var (of, floor) = (clusters.Of, (float)Edge.WeightOf(threshold));
        var records = new int[of.Length];
        foreach (var cluster in of)
            records[cluster]++;
        var shapes = new List<ClusterShape>();
        foreach (var part in pairs.Parts(e => e.A != e.B && of[e.A] == of[e.B] && e.Weight >= floor ? of[e.A] : -1))
        {
            InOrder(part, of);
            for (var first = 0; first < part.Length; )
            {
                var (cluster, last) = (of[part[first].A], first + 1);
                while (last < part.Length && of[part[last].A] == cluster)
                    last++;
                shapes.Add(Of(cluster, records[cluster], part.AsSpan(first, last - first)));
                records[cluster] = 0;
                first = last;
            }
        }
        for (var row = 0; row < records.Length; row++)
        {
            if (records[row] > 1)
                shapes.Add(new(row, records[row], 0, 0, 1));
        }
        shapes.Sort(static (a, b) => a.Cluster.CompareTo(b.Cluster));
        return shapes;
    }

    /// <summary>Those of one cluster beside each other, and a pair that is there twice, too.</summary>
    private static void InOrder(Edge[] edges, ImmutableArray<int> of)
    {
        for (var i = 0; i < edges.Length; i++)
        {
            if (edges[i].A > edges[i].B)
                edges[i] = new(edges[i].B, edges[i].A, edges[i].Weight);
        }
        edges
            .AsSpan()
            .Sort(
                (a, b) =>
                    of[a.A] != of[b.A] ? of[a.A].CompareTo(of[b.A])
                    : a.A != b.A ? a.A.CompareTo(b.A)
                    : a.B.CompareTo(b.B)
            );
    }

    private static ClusterShape Of(int cluster, int records, Span<Edge> edges)
    {
        var (kept, weakest) = (0, float.PositiveInfinity);
        foreach (var edge in edges)
        {
            weakest = Math.Min(weakest, edge.Weight);
            if (kept == 0 || edges[kept - 1].A != edge.A || edges[kept - 1].B != edge.B)
                edges[kept++] = edge;
        }
        return new(cluster, records, kept, Bridges(edges[..kept]), Edge.ProbabilityOf(weakest));
    }

    /// <summary>
    /// How many edges are on no circle: from the far end of such an edge no way leads back to what was come to before it (Tarjan 1974).
    /// </summary>
    private static int Bridges(ReadOnlySpan<Edge> edges)
    {
        if (edges.Length < 3)
            return edges.Length;
        var near = new Neighbours(edges);
        // When each was first come to, from 1, and the earliest that can be come to from there by another way.
        var (came, back, from, next) = (new int[near.Count], new int[near.Count], new int[near.Count], new int[near.Count]);
        var (time, bridges, way) = (0, 0, new Stack<int>());
        for (var root = 0; root < near.Count; root++)
        {
            if (came[root] == 0)
                Come(root, -1);
            while (way.TryPeek(out var here))
            {
                if (next[here] < near.Of(here).Length)
                {
                    var there = near.Of(here)[next[here]++];
                    if (came[there] == 0)
                        Come(there, here);
                    else if (there != from[here])
                        back[here] = Math.Min(back[here], came[there]);
                    continue;
                }
                way.Pop();
                if (from[here] is var before and >= 0)
                {
                    back[before] = Math.Min(back[before], back[here]);
                    bridges += back[here] > came[before] ? 1 : 0;
                }
            }
        }
        return bridges;

        void Come(int there, int before)
        {
            came[there] = back[there] = ++time;
            from[there] = before;
            way.Push(there);
        }
    }

    /// <summary>Which rows of a cluster have an edge with each, under numbers from 0.</summary>
    private readonly struct Neighbours
    {
        private readonly int[] starts;
        private readonly int[] near;

        public Neighbours(ReadOnlySpan<Edge> edges)
        {
            var numbers = new Dictionary<int, int>();
            foreach (var edge in edges)
            {
                numbers.TryAdd(edge.A, numbers.Count);
                numbers.TryAdd(edge.B, numbers.Count);
            }
            starts = new int[numbers.Count + 1];
            foreach (var edge in edges)
            {
                starts[numbers[edge.A] + 1]++;
                starts[numbers[edge.B] + 1]++;
            }
            for (var i = 1; i < starts.Length; i++)
                starts[i] += starts[i - 1];
            near = new int[edges.Length * 2];
            var next = starts[..^1];
            foreach (var edge in edges)
            {
                var (a, b) = (numbers[edge.A], numbers[edge.B]);
                near[next[a]++] = b;
                near[next[b]++] = a;
            }
        }

        public int Count => starts.Length - 1;

        public ReadOnlySpan<int> Of(int row) => near.AsSpan(starts[row], starts[row + 1] - starts[row]);
    }
}
