namespace Bluelamp.Linkage;

/// <summary>
/// Brings rows into clusters so that the evidence within each speaks for one person on the whole, and not only along a chain: two clusters are joined while
/// the mean weight between all their rows is above a threshold, the strongest first. A pair that no rule found is weighed when it is asked for. Two rows
/// that a constraint keeps apart are never in one cluster.
/// </summary>
internal sealed class AverageLinkage
{
    private readonly double threshold;
    private readonly float cut;
    private readonly Func<int, int, float> weigh;
    private readonly Func<int, int, bool>? apart;
    private readonly Dictionary<int, Link>?[] near;
    private readonly List<int>?[] members;
    private readonly int[] age;
    private readonly PriorityQueue<(int A, int B, int AgeA, int AgeB, bool Known), double> queue = new();

    /// <summary>Begins with every row by itself.</summary>
    /// <param name="edges">The pairs that are known; those of no more than the threshold begin nothing and may be left out.</param>
    /// <param name="cut">Weights are cut at this many bits, so that no single pair outvotes all the others.</param>
    /// <param name="weigh">The weight of any pair, the lower row first.</param>
    /// <param name="apart">Whether two rows must not come together.</param>
    public AverageLinkage(
        int rows,
        IEnumerable<Edge> edges,
        double threshold,
        float cut,
        Func<int, int, float> weigh,
        Func<int, int, bool>? apart = null
    )
    {
        (this.threshold, this.cut, this.weigh, this.apart) = (threshold, cut, weigh, apart);
        near = new Dictionary<int, Link>?[rows];
        members = new List<int>?[rows];
        age = new int[rows];
        foreach (var (a, b, weight) in edges)
        {
            if (weight <= threshold || (apart is not null && apart(a, b)))
                continue;
            var link = new Link(Cut(weight), 1);
            (near[a] ??= [])[b] = link;
            (near[b] ??= [])[a] = link;
            queue.Enqueue((Math.Min(a, b), Math.Max(a, b), 0, 0, true), Order(a, b, link.Sum));
        }
    }

    /// <summary>The cluster of each row, as the lowest row in it.</summary>
    public int[] Run()
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
    private static double Order(int a, int b, double mean) => -mean + (((a * 0.618_033_988_7) + (b * 0.754_877_666_2)) % 1 * 1e-9);

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
                if (apart is not null && apart(x, y))
                    return Link.Never;
                sum += Cut(weigh(Math.Min(x, y), Math.Max(x, y)));
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
