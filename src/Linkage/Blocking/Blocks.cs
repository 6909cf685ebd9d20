using System.Numerics;

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
        var keyed = Sorted(NotAlone(keys));
        var (rows, starts, kept) = (new int[keyed.Length], new List<int> { 0 }, 0);
        for (var from = 0; from < keyed.Length; )
        {
            // Only the upper bits of a key were sorted by; what shares them is nearly always one key, and is put in order when not.
            var to = from + 1;
            while (to < keyed.Length && keyed[to].Key >> LowBits == keyed[from].Key >> LowBits)
                to++;
            var span = keyed.AsSpan(from, to - from);
            if (Differs(span))
                span.Sort(static (a, b) => a.Key != b.Key ? a.Key.CompareTo(b.Key) : a.Row.CompareTo(b.Row));
            for (var i = 0; i < span.Length; )
            {
                var j = i + 1;
                while (j < span.Length && span[j].Key == span[i].Key)
                    j++;
                if (j - i > 1)
                {
                    foreach (var (_, row) in span[i..j])
                        rows[kept++] = row;
                    starts.Add(kept);
                }
                i = j;
            }
            from = to;
        }
        Array.Resize(ref rows, kept);
        return new(rows, [.. starts]);
    }

    private const int Digit = 11;
    private const int LowBits = 64 - (3 * Digit);

    /// <summary>The rows whose key some other row may have, too: most have one of their own, and need not be sorted.</summary>
    private static (ulong Key, int Row)[] NotAlone(ulong[] keys)
    {
        var bits = Math.Clamp(BitOperations.Log2((uint)keys.Length) + 2, 8, 26);
        var seen = new byte[1 << bits];
        foreach (var key in keys)
        {
            ref var times = ref seen[key >> (64 - bits)];
            times = times == 0 ? (byte)1 : (byte)2;
        }
        var count = 0;
        foreach (var key in keys)
            count += key != BlockKeys.None && seen[key >> (64 - bits)] > 1 ? 1 : 0;
        var kept = new (ulong, int)[count];
        count = 0;
        for (var row = 0; row < keys.Length; row++)
        {
            if (keys[row] != BlockKeys.None && seen[keys[row] >> (64 - bits)] > 1)
                kept[count++] = (keys[row], row);
        }
        return kept;
    }

    private static bool Differs(ReadOnlySpan<(ulong Key, int Row)> rows)
    {
        foreach (var row in rows)
        {
            if (row.Key != rows[0].Key)
                return true;
        }
        return false;
    }

    /// <summary>By the upper bits of the keys, in three passes.</summary>
    private static (ulong Key, int Row)[] Sorted((ulong Key, int Row)[] keyed)
    {
        const int Values = 1 << Digit;
        var other = new (ulong Key, int Row)[keyed.Length];
        for (var shift = LowBits; shift < 64; shift += Digit)
        {
            var counts = new int[Values + 1];
            foreach (var one in keyed)
                counts[((one.Key >> shift) & (Values - 1)) + 1]++;
            for (var i = 1; i < counts.Length; i++)
                counts[i] += counts[i - 1];
            foreach (var one in keyed)
                other[counts[(one.Key >> shift) & (Values - 1)]++] = one;
            (keyed, other) = (other, keyed);
        }
        return keyed;
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
