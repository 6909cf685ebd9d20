using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Bluelamp.Kernel.Sealing;

/// <summary>Merkle tree hashing of RFC 6962 §2.1: leaves begin with 0x00, nodes with 0x01, and a tree splits at the largest power of two.</summary>
public static class Merkle
{
    /// <summary>The root of a tree without leaves: SHA-256 of nothing.</summary>
    public static Hash EmptyRoot { get; } = Hash.Read(SHA256.HashData([]));

    public static Hash Leaf(ReadOnlySpan<byte> data)
    {
        byte[] bytes = [0, .. data];
        return Digest(bytes);
    }

    public static Hash Node(Hash left, Hash right)
    {
        Span<byte> bytes = stackalloc byte[1 + (2 * Hash.Size)];
        bytes[0] = 1;
        left.CopyTo(bytes[1..]);
        right.CopyTo(bytes[(1 + Hash.Size)..]);
        return Digest(bytes);
    }

    /// <summary>
    /// The root over <paramref name="nodes"/>: all of one height, save that the last may stand for a smaller tree, as the newest part of a log does.
    /// </summary>
    public static Hash Root(ReadOnlySpan<Hash> nodes)
    {
        if (nodes.Length <= 1)
            return nodes.IsEmpty ? EmptyRoot : nodes[0];
        var half = (int)LargestPowerBelow(nodes.Length);
        return Node(Root(nodes[..half]), Root(nodes[half..]));
    }

    /// <summary>The largest power of two below <paramref name="size"/>, where a tree of that size (at least 2) splits.</summary>
    internal static long LargestPowerBelow(long size) => 1L << (63 - BitOperations.LeadingZeroCount((ulong)(size - 1)));

    private static Hash Digest(ReadOnlySpan<byte> bytes)
    {
        var hash = default(Hash);
        SHA256.HashData(bytes, MemoryMarshal.AsBytes(new Span<Hash>(ref hash)));
        return hash;
    }
}
