namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// Audit paths (RFC 6962 §2.1.1) and consistency proofs (§2.1.2). A path is worked out as the parts of the tree whose roots it needs; what
/// holds the tree gives those roots.
/// </summary>
public static class Proof
{
    /// <summary>The parts whose roots prove that leaf <paramref name="index"/> is in the tree of <paramref name="size"/>, nearest the leaf first.</summary>
    public static List<TreePart> Inclusion(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<TreePart>();
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var split = start + Merkle.LargestPowerBelow(end - start);
            path.Add(index < split ? new(split, end) : new(start, split));
            (start, end) = index < split ? (start, split) : (split, end);
        }
        path.Reverse();
        return path;
    }

    /// <summary>The parts whose roots prove that the tree of <paramref name="size"/> only added to the tree of <paramref name="earlier"/>.</summary>
    public static List<TreePart> Consistency(long earlier, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(earlier);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(earlier, size);
        var path = new List<TreePart>();
        if (earlier == 0)
            return path;
        var (start, end) = (0L, size);
        while (end != earlier)
        {
            var split = start + Merkle.LargestPowerBelow(end - start);
            path.Add(earlier <= split ? new(split, end) : new(start, split));
            (start, end) = earlier <= split ? (start, split) : (split, end);
        }
        if (start != 0)
            path.Add(new(start, end));
        path.Reverse();
        return path;
    }

    /// <summary>Whether <paramref name="proof"/> leads from <paramref name="leaf"/> at <paramref name="index"/> to <paramref name="root"/>.</summary>
    public static bool VerifyInclusion(Hash leaf, long index, long size, ReadOnlySpan<Hash> proof, Hash root)
    {
        if (index < 0 || index >= size)
            return false;
        var (node, last) = (index, size - 1);
        foreach (var sibling in proof)
        {
            if (last == 0)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                leaf = Merkle.Node(sibling, leaf);
                while ((node & 1) == 0 && node != 0)
                    (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                leaf = Merkle.Node(leaf, sibling);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && leaf == root;
    }

    /// <summary>Whether <paramref name="proof"/> shows that the later tree begins with the earlier one (RFC 9162 §2.1.4.2).</summary>
    public static bool VerifyConsistency(long earlier, Hash earlierRoot, long size, Hash root, ReadOnlySpan<Hash> proof)
    {
        if (earlier < 0 || earlier > size)
            return false;
        if (earlier == 0 || earlier == size)
            return proof.IsEmpty && (earlier == 0 || earlierRoot == root);
        Span<Hash> all = new Hash[proof.Length + 1];
        all[0] = earlierRoot;
        proof.CopyTo(all[1..]);
        return Leads(long.IsPow2(earlier) ? all : all[1..], earlier - 1, size - 1, earlierRoot, root);
    }

    private static bool Leads(ReadOnlySpan<Hash> path, long node, long last, Hash earlierRoot, Hash root)
    {
        while ((node & 1) == 1)
            (node, last) = (node >> 1, last >> 1);
        if (path.IsEmpty)
            return false;
        var (first, second) = (path[0], path[0]);
        foreach (var hash in path[1..])
        {
            if (last == 0)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                (first, second) = (Merkle.Node(hash, first), Merkle.Node(hash, second));
                while ((node & 1) == 0 && node != 0)
                    (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                second = Merkle.Node(second, hash);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && first == earlierRoot && second == root;
    }
}
