namespace Bluelamp.Linkage;

/// <summary>
/// Brings rows into clusters so that the evidence within each speaks for one person on the whole, and not only along a chain: two clusters are joined while
/// the mean weight between all their rows is above a threshold, the strongest first. A pair that no rule found is weighed when it is asked for. Two rows
/// that a constraint keeps apart are never in one cluster.
/// </summary>
internal sealed class AverageLinkage
{
    private readonly int[] rows;
    private readonly double threshold;
    private readonly float cut;
    private readonly Func<int, int, float> weigh;
    private readonly Func<int, int, bool>? apart;
    private readonly Dictionary<int, Link>?[] near;
    private readonly List<int>?[] members;
    private readonly int[] age;
    private readonly PriorityQueue<(int A, int B, int AgeA, int AgeB, bool Known), double> queue = new();

    /// <summary>Begins with every row by itself.</summary>
    /// <param name="rows">The rows that the edges are about, in their order; edges say places in it.</param>
    private AverageLinkage(
        int[] rows,
        ReadOnlySpan<Edge> edges,
        double threshold,
        float cut,
        Func<int, int, float> weigh,
        Func<int, int, bool>? apart
    )
    {
        (this.rows, this.threshold, this.cut, this.weigh, this.apart) = (rows, threshold, cut, weigh, apart);
        near = new Dictionary<int, Link>?[rows.Length];
        members = new List<int>?[rows.Length];
        age = new int[rows.Length];
        foreach (var (a, b, weight) in edges)
        {
            var link = new Link(Cut(weight), 1);
            (near[a] ??= [])[b] = link;
            (near[b] ??= [])[a] = link;
            queue.Enqueue((Math.Min(a, b), Math.Max(a, b), 0, 0, true), Order(a, b, link.Sum));
        }
    }

    /// <summary>The cluster of each row, as the lowest row in it. What no edge holds together is worked out by itself, on all processors.</summary>
    /// <param name="edges">The pairs that are known, as they were given; those of no more than the threshold begin nothing and may be left out.</param>
    /// <param name="cut">Weights are cut at this many bits, so that no single pair outvotes all the others.</param>
    /// <param name="weigh">The weight of any pair, the lower row first; asked by several threads.</param>
    /// <param name="apart">Whether two rows must not come together.</param>
    /// <param name="order">In which order the rows are that are asked for and answered; as they were given when it is left out.</param>
    public static int[] Cluster(
        int rows,
        KeptPairs edges,
        double threshold,
        float cut,
        Func<int, int, float> weigh,
        Func<int, int, bool>? apart = null,
        RowOrder? order = null
    )
    {
        Edge Ordered(Edge e) => order?.Ordered(e) ?? e;
        bool Strong(Edge e) => e.Weight > threshold && (apart is null || !apart(e.A, e.B));
        var of = new UnionFind(rows);
        foreach (var edge in edges.All())
        {
            if (Ordered(edge) is var known && Strong(known))
                of.Join(known.A, known.B);
        }
        var clusters = new int[rows];
        for (var row = 0; row < rows; row++)
            clusters[row] = row;
        foreach (var strong in edges.Parts(e => Ordered(e) is var known && Strong(known) ? of.Of(known.A) : -1))
        {
            foreach (ref var edge in strong.AsSpan())
                edge = Ordered(edge);
            Array.Sort(Array.ConvertAll(strong, e => of.Of(e.A)), strong);
            Parallel.ForEach(
                Components(strong, of),
                new() { MaxDegreeOfParallelism = Environment.ProcessorCount },
                component =>
                {
                    var (first, last) = component;
                    if (last - first == 1)
                        clusters[Math.Max(strong[first].A, strong[first].B)] = Math.Min(strong[first].A, strong[first].B);
                    else
                        Within(strong.AsSpan(first, last - first), clusters, threshold, cut, weigh, apart);
                }
            );
        }
        return clusters;
    }

    /// <summary>Where the edges of each component stand, from the first to behind the last.</summary>
    private static IEnumerable<(int First, int Last)> Components(Edge[] sorted, UnionFind of)
    {
        for (var first = 0; first < sorted.Length; )
        {
            var (root, last) = (of.Of(sorted[first].A), first + 1);
            while (last < sorted.Length && of.Of(sorted[last].A) == root)
                last++;
            yield return (first, last);
            first = last;
        }
    }

    private static void Within(
        Span<Edge> edges,
        int[] clusters,
        double threshold,
        float cut,
        Func<int, int, float> weigh,
        Func<int, int, bool>? apart
    )
    {
        // In one order, whichever way they came: sums of the same numbers are the same.
        edges.Sort(static (a, b) => a.A != b.A ? a.A.CompareTo(b.A) : a.B.CompareTo(b.B));
        var all = new SortedSet<int>();
        foreach (var edge in edges)
        {
            all.Add(edge.A);
            all.Add(edge.B);
        }
        int[] touched = [.. all];
        var local = new Edge[edges.Length];
        for (var i = 0; i < local.Length; i++)
            local[i] = new(Array.BinarySearch(touched, edges[i].A), Array.BinarySearch(touched, edges[i].B), edges[i].Weight);
        var of = new AverageLinkage(touched, local, threshold, cut, weigh, apart).Run();
        for (var i = 0; i < touched.Length; i++)
            clusters[touched[i]] = touched[of[i]];
    }

    /// <summary>The cluster of each place, as the lowest place in it.</summary>
    private int[] Run()
    {
        var sets = new UnionFind(near.Length);
        while (queue.TryDequeue(out var next, out _))
        {
            if (age[next.A] != next.AgeA || age[next.B] != next.AgeB)
                continue;
            if (!next.Known && Known(next.A, next.B) is var known)
            {
                near[next.A]![next.B] = near[next.B]![next.A] = known;
                if (known.Mean > threshold)
                    queue.Enqueue(next with { Known = true }, Order(next.A, next.B, known.Mean));
                continue;
            }
            sets.Join(next.A, next.B);
            Merge(next.A, next.B);
        }
        return [.. Enumerable.Range(0, near.Length).Select(sets.Of)];
    }

    private float Cut(float weight) => Math.Clamp(weight, -cut, cut);

    /// <summary>The strongest first; of equals the one of the lower rows, so that the order of the pairs does not matter.</summary>
    private double Order(int a, int b, double mean) => -mean + (((rows[a] * 0.618_033_988_7) + (rows[b] * 0.754_877_666_2)) % 1 * 1e-9);

    private ReadOnlySpan<int> Members(int cluster, ref int alone)
    {
        alone = cluster;
        return members[cluster] is { } many ? System.Runtime.InteropServices.CollectionsMarshal.AsSpan(many) : new(ref alone);
    }

    /// <summary>The evidence of all pairs between two clusters.</summary>
    private Link Known(int a, int b)
    {
        var (aloneA, aloneB, sum) = (0, 0, 0d);
        var ofA = Members(a, ref aloneA);
        var ofB = Members(b, ref aloneB);
        foreach (var x in ofA)
        {
            foreach (var y in ofB)
            {
                var (one, other) = (rows[Math.Min(x, y)], rows[Math.Max(x, y)]);
                if (apart is not null && apart(one, other))
                    return Link.Never;
                sum += Cut(weigh(one, other));
            }
        }
        return new(sum, ofA.Length * ofB.Length);
    }

    /// <summary>Takes the higher cluster into the lower one.</summary>
    private void Merge(int into, int from)
    {
        (members[into] ??= [into]).AddRange(members[from] ?? [from]);
        members[from] = null;
        age[into]++;
        age[from] = -1;
        var mine = near[into]!;
        mine.Remove(from);
        foreach (var (other, link) in near[from]!)
        {
            near[other]!.Remove(from);
            if (other != into)
                near[other]![into] = mine[other] = mine.TryGetValue(other, out var known) ? known.With(link) : link;
        }
        near[from] = null;
        foreach (var (other, link) in mine)
        {
            near[other]![into] = link;
            if (link.Mean > threshold)
                queue.Enqueue(
                    (Math.Min(into, other), Math.Max(into, other), age[Math.Min(into, other)], age[Math.Max(into, other)], false),
                    Order(into, other, link.Mean)
                );
        }
    }

    /// <summary>The evidence of some or all of the pairs between two clusters.</summary>
    private readonly record struct Link(double Sum, int Count)
    {
        public static Link Never { get; } = new(double.NegativeInfinity, 1);

        public double Mean => Sum / Count;

        public Link With(Link other) => new(Sum + other.Sum, Count + other.Count);
    }
}
