namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// The right edge of a log's tree: the newest, partial tile of each level. It is all that is needed to append a leaf, to give the root, and to
/// write the tiles that a log serves.
/// </summary>
public sealed class TileEdge
{
    private readonly List<Hash[]> _hashes = [];

    public long Size { get; private set; }

    /// <summary>The tiles to load before going on from <paramref name="size"/> leaves.</summary>
    public static IEnumerable<TileId> TilesAt(long size)
    {
        for (var level = 0; size >> (level * TileId.Height) > 0; level++)
        {
            var tile = new TileId(level, size >> (level * TileId.Height) >> TileId.Height);
            if (tile.WidthAt(size) > 0)
                yield return tile;
        }
    }

    /// <summary>Goes on from <paramref name="size"/> leaves, with the tiles of <see cref="TilesAt"/>.</summary>
    public static TileEdge From(long size, IEnumerable<Tile> tiles)
    {
        var edge = new TileEdge { Size = size };
        foreach (var tile in tiles)
            tile.Hashes.Span[..tile.Id.WidthAt(size)].CopyTo(edge.Level(tile.Id.Level));
        return edge;
    }

    /// <summary>Adds a leaf; tiles that it fills go to <paramref name="full"/>.</summary>
    public void Append(Hash leaf, ICollection<Tile> full)
    {
        var (node, count) = (leaf, Size++);
        for (var level = 0; ; level++, count >>= TileId.Height)
        {
            var hashes = Level(level);
            hashes[count & (TileId.Width - 1)] = node;
            if ((count + 1 & (TileId.Width - 1)) != 0)
                return;
            full.Add(new Tile(new TileId(level, count >> TileId.Height), (Hash[])hashes.Clone()));
            node = Merkle.Root(hashes);
        }
    }

    /// <summary>The partial tiles, which the next leaves will change.</summary>
    public IEnumerable<Tile> Partial() =>
        TilesAt(Size).Select(id => new Tile(id, _hashes[id.Level].AsMemory(0, id.WidthAt(Size)).ToArray()));

    public Hash Root()
    {
        Hash? root = null;
        var nodes = new Hash[TileId.Width + 1];
        for (var level = 0; Size >> (level * TileId.Height) > 0; level++)
        {
            var width = (int)(Size >> (level * TileId.Height) & (TileId.Width - 1));
            _hashes[level].AsSpan(0, width).CopyTo(nodes);
            if (root is { } below)
                nodes[width++] = below;
            if (width > 0)
                root = Merkle.Root(nodes.AsSpan(0, width));
        }
        return root ?? Merkle.EmptyRoot;
    }

    private Hash[] Level(int level)
    {
        while (_hashes.Count <= level)
            _hashes.Add(new Hash[TileId.Width]);
        return _hashes[level];
    }
}
