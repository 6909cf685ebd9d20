namespace Bluelamp.Linkage;

/// <summary>The rows of one rule in the order of their keys, and where each block of equal keys begins.</summary>
/// <param name="Rows">Rows that have a key, block by block.</param>
/// <param name="Starts">Where each block begins in <paramref name="Rows"/>, and the end of the last.</param>
internal sealed record Blocks(int[] Rows, int[] Starts)
{
    public int Count => Starts.Length - 1;

    /// <summary>Sorts rows by their keys; rows of one key stay in their order. Blocks of one row are left out.</summary>
    public static Blocks Of(ulong[] keys)
    {
        var rows = new int[keys.Length];
        var kept = 0;
        for (var row = 0; row < keys.Length; row++)
        {
            if (keys[row] != BlockKeys.None)
                rows[kept++] = row;
        }
        Array.Resize(ref rows, kept);
        rows = Sorted(rows, keys);
        return Grouped(rows, keys);
    }

    private static Blocks Grouped(int[] rows, ulong[] keys)
    {
        var (starts, kept) = (new List<int> { 0 }, 0);
        for (var from = 0; from < rows.Length; )
        {
            // Only the upper half of a key was sorted by; what shares it is nearly always one key, and is put in order when not.
            var to = from + 1;
            while (to < rows.Length && keys[rows[to]] >> 32 == keys[rows[from]] >> 32)
                to++;
            var span = rows.AsSpan(from, to - from);
            if (span.Length > 1 && Differs(span, keys))
                span.Sort((a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
            for (var i = 0; i < span.Length; )
            {
                var j = i + 1;
                while (j < span.Length && keys[span[j]] == keys[span[i]])
                    j++;
                if (j - i > 1)
                {
                    span[i..j].CopyTo(rows.AsSpan(kept));
                    kept += j - i;
                    starts.Add(kept);
                }
                i = j;
            }
            from = to;
        }
        Array.Resize(ref rows, kept);
        return new(rows, [.. starts]);
    }

    private static bool Differs(Span<int> rows, ulong[] keys)
    {
        foreach (var row in rows)
        {
            if (keys[row] != keys[rows[0]])
                return true;
        }
        return false;
    }

    /// <summary>By the upper half of the keys, in three passes of eleven bits.</summary>
    private static int[] Sorted(int[] rows, ulong[] keys)
    {
        var other = new int[rows.Length];
        foreach (var shift in (ReadOnlySpan<int>)[32, 43, 54])
        {
            var counts = new int[2049];
            foreach (var row in rows)
                counts[((keys[row] >> shift) & 2047) + 1]++;
            for (var i = 1; i < counts.Length; i++)
                counts[i] += counts[i - 1];
            foreach (var row in rows)
                other[counts[(keys[row] >> shift) & 2047]++] = row;
            (rows, other) = (other, rows);
        }
        return rows;
    }

    /// <summary>How many pairs there are within the blocks.</summary>
    public long Pairs()
    {
        long pairs = 0;
        for (var b = 0; b < Count; b++)
            pairs += Size(b) * (long)(Size(b) - 1) / 2;
        return pairs;
    }

    public int Size(int block) => Starts[block + 1] - Starts[block];
}
