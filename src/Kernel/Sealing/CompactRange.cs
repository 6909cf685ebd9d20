using System.Numerics;

namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// A tree that only grows, held in as many hashes as its size has bits: append leaves, ask for the root at any moment. A bulk import takes the
/// root of its batch from it.
/// </summary>
public sealed class CompactRange
{
    /// <summary>By height: the perfect tree of that height at the right edge, while the bit of that height in <see cref="Size"/> is set.</summary>
    private readonly Hash[] _peaks = new Hash[63];

    public long Size { get; private set; }

    public void Append(Hash leaf)
    {
        var height = BitOperations.TrailingZeroCount(~(ulong)Size);
        for (var i = 0; i < height; i++)
            leaf = Merkle.Node(_peaks[i], leaf);
        _peaks[height] = leaf;
        Size++;
    }

    public Hash Root()
    {
        if (Size == 0)
            return Merkle.EmptyRoot;
        var height = BitOperations.TrailingZeroCount((ulong)Size);
        var root = _peaks[height];
        while (Size >> ++height != 0)
        {
            if ((Size >> height & 1) != 0)
                root = Merkle.Node(_peaks[height], root);
        }
        return root;
    }
}
