namespace Bluelamp.Linkage;

/// <summary>Which rows hang together. Joining is nearly free; the lowest row of a set stands for it.</summary>
public sealed class UnionFind
{
    private readonly int[] parent;

    public UnionFind(int rows) => parent = [.. Enumerable.Range(0, rows)];

    public int Of(int row)
    {
        while (parent[row] != row)
            row = parent[row] = parent[parent[row]];
        return row;
    }

    /// <summary>Joins the sets of two rows.</summary>
    /// <returns>False when they hung together before.</returns>
    public bool Join(int a, int b)
    {
        (a, b) = (Of(a), Of(b));
        if (a == b)
            return false;
        parent[Math.Max(a, b)] = Math.Min(a, b);
        return true;
    }
}
