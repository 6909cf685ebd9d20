using System.Runtime.InteropServices;

namespace Bluelamp.Kernel.Sealing;

/// <summary>The leaves from <paramref name="Start"/> up to, not with, <paramref name="End"/>: a part of a tree that has a root of its own.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TreePart(long Start, long End)
{
    /// <summary>The perfect trees that the part is made of, largest first.</summary>
    public IEnumerable<TreeNode> Nodes()
    {
        var start = Start;
        for (var height = 62; height >= 0; height--)
        {
            if (((End - Start) >> height & 1) == 0)
                continue;
            yield return new TreeNode(height, start >> height);
            start += 1L << height;
        }
    }

    /// <summary>The root of the part, from those of its perfect trees.</summary>
    public Hash Root(Func<TreeNode, Hash> node)
    {
        var roots = Nodes().Select(node).ToList();
        return roots[..^1].AsEnumerable().Reverse().Aggregate(roots[^1], static (right, left) => Merkle.Node(left, right));
    }
}

/// <summary>A perfect tree of 2^<paramref name="Height"/> leaves, the <paramref name="Index"/>th of its height.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TreeNode(int Height, long Index)
{
    /// <summary>The tile that holds it.</summary>
    public TileId Tile => new(Height / TileId.Height, Index << (Height % TileId.Height) >> TileId.Height);

    /// <summary>Its root, from the hashes of its tile.</summary>
    public Hash In(ReadOnlySpan<Hash> tile)
    {
        var count = 1 << (Height % TileId.Height);
        return Merkle.Root(tile.Slice((int)(Index * count & (TileId.Width - 1)), count));
    }
}
