namespace Bluelamp.Linkage;

/// <summary>How many pairs had each vector of levels. What is learned from pairs is learned from these few numbers.</summary>
internal sealed class VectorCounts
{
    private ulong[] vectors = new ulong[256];
    private double[] counts = new double[256];

    public int Distinct { get; private set; }

    public double Total { get; private set; }

    /// <summary>Each vector that occurred, with its number of pairs, in the order of the vectors.</summary>
    public (ulong Vector, double Count)[] ToArray()
    {
        var all = new List<(ulong, double)>(Distinct);
        for (var i = 0; i < vectors.Length; i++)
        {
            if (counts[i] > 0)
                all.Add((vectors[i], counts[i]));
        }
        all.Sort();
        return [.. all];
    }

    public void Add(ulong vector, double count = 1)
    {
        Total += count;
        var slot = Slot(vector, vectors);
        while (counts[slot] > 0 && vectors[slot] != vector)
            slot = (slot + 1) & (vectors.Length - 1);
        if (counts[slot] == 0)
            Distinct++;
        vectors[slot] = vector;
        counts[slot] += count;
        if (Distinct * 2 > vectors.Length)
            Grow();
    }

    public void Add(VectorCounts other)
    {
        for (var i = 0; i < other.vectors.Length; i++)
        {
            if (other.counts[i] > 0)
                Add(other.vectors[i], other.counts[i]);
        }
    }

    private void Grow()
    {
        var (oldVectors, oldCounts) = (vectors, counts);
        (vectors, counts, Distinct, Total) = (new ulong[oldVectors.Length * 2], new double[oldVectors.Length * 2], 0, 0);
        for (var i = 0; i < oldVectors.Length; i++)
        {
            if (oldCounts[i] > 0)
                Add(oldVectors[i], oldCounts[i]);
        }
    }

    private static int Slot(ulong vector, ulong[] vectors) => (int)((vector * 0x9E37_79B9_7F4A_7C15) >> 32) & (vectors.Length - 1);
}

/// <summary>Counts the vectors of the pairs that it is given.</summary>
internal readonly struct Counting(PairScorer scorer) : IPairTaker
{
    private readonly Scratch scratch = scorer.Scratch;

    public VectorCounts Counts { get; } = new();

    public void Take(RowPair pair, int rule) => Counts.Add(scorer.Vector(pair.Left, pair.Right, scratch));
}
