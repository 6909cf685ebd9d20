namespace Bluelamp.Linkage;

/// <summary>
/// The blocks of a rule by which a row is in several of them, as one of the values of a list is in each, or is in one as the left record of a pair and in
/// another as the right one. Of a row and a block there is one entry.
/// </summary>
/// <param name="blocks">The rows, block by block.</param>
/// <param name="sides">For each of them as which record of a pair it is there.</param>
internal sealed class ManyBlocks(Blocks blocks, Side[] sides)
{
    private const int Nowhere = int.MaxValue;
    private readonly int[] numbers = new int[sides.Length];
    private int[] starts = [];
    private int[] entries = [];

    public Blocks Blocks => blocks;

    /// <summary>As which record of a pair each entry may be taken.</summary>
    public Span<Side> Sides(int block) => sides.AsSpan(blocks.Starts[block], blocks.Size(block));

    /// <summary>
    /// The number of the block of each entry, from 1; in a split block a number below 0 that no other entry has, and near those of the entries that it is paired
    /// with.
    /// </summary>
    public int[] Numbers => numbers;

    /// <summary>Brings the rows of each key together.</summary>
    /// <param name="keys">Every key of every row.</param>
    public static ManyBlocks Of(List<(ulong Key, int Row, Side Side)> keys)
    {
        keys.Sort(static (a, b) => a.Key != b.Key ? a.Key.CompareTo(b.Key) : a.Row.CompareTo(b.Row));
        var (rows, sides, begins) = (new List<int>(keys.Count), new List<Side>(keys.Count), new List<int> { 0 });
        for (var from = 0; from < keys.Count; )
        {
            var (first, any) = (rows.Count, Side.None);
            for (var key = keys[from].Key; from < keys.Count && keys[from].Key == key; from++)
            {
                var (_, row, side) = keys[from];
                any |= side;
                if (rows.Count > first && rows[^1] == row)
                {
                    sides[^1] |= side;
                    continue;
                }
                rows.Add(row);
                sides.Add(side);
            }
            if (rows.Count - first > 1 && any is Side.Both)
            {
                begins.Add(rows.Count);
                continue;
            }
            rows.RemoveRange(first, rows.Count - first);
            sides.RemoveRange(first, sides.Count - first);
        }
        return new(new([.. rows], [.. begins]), [.. sides]);
    }

    /// <summary>Notes for each row where its entries stand; asked when they stand where they will.</summary>
    public void Find(int rows)
    {
        starts = new int[rows + 1];
        foreach (var row in blocks.Rows)
            starts[row + 1]++;
        for (var row = 0; row < rows; row++)
            starts[row + 1] += starts[row];
        var next = starts[..^1];
        entries = new int[blocks.Rows.Length];
        for (var entry = 0; entry < entries.Length; entry++)
            entries[next[blocks.Rows[entry]]++] = entry;
    }

    /// <summary>The rule finds a pair in a block that is looked at as a whole.</summary>
    /// <param name="before">Only blocks before this number count.</param>
    public bool Shared(int left, int right, int before = Nowhere)
    {
        foreach (var l in Entries(left))
        {
            if (numbers[l] <= 0 || numbers[l] >= before || !sides[l].HasFlag(Side.Left))
                continue;
            foreach (var r in Entries(right))
            {
                if (numbers[r] == numbers[l] && sides[r].HasFlag(Side.Right))
                    return true;
            }
        }
        return false;
    }

    /// <summary>The rule finds a pair beside each other in a split block.</summary>
    /// <param name="before">Only what the left record has before this number counts.</param>
    public bool Beside(int left, int right, int before = -Nowhere)
    {
        foreach (var l in Entries(left))
        {
            if (numbers[l] >= 0 || numbers[l] <= before || !sides[l].HasFlag(Side.Left))
                continue;
            foreach (var r in Entries(right))
            {
                if (numbers[r] < 0 && Math.Abs(numbers[r] - numbers[l]) <= Candidates.Window && sides[r].HasFlag(Side.Right))
                    return true;
            }
        }
        return false;
    }

    /// <summary>An entry and another one in its block, of which the first is of the lower row, may be a pair, and it is the first block where they are.</summary>
    public bool Takes(int left, int right) =>
        sides[left].HasFlag(Side.Left)
        && sides[right].HasFlag(Side.Right)
        && (
            numbers[left] > 0
                ? !Shared(blocks.Rows[left], blocks.Rows[right], numbers[left])
                : !Beside(blocks.Rows[left], blocks.Rows[right], numbers[left])
        );

    /// <summary>How many pairs there are, each counted once; but once for each block that would be split.</summary>
    public long Pairs(Func<int, bool> isSplit)
    {
        var pairs = 0L;
        for (var b = 0; b < blocks.Count; b++)
        {
            if (isSplit(b))
            {
                var lefts = 0L;
                foreach (var side in Sides(b))
                {
                    pairs += side.HasFlag(Side.Right) ? lefts : 0;
                    lefts += side.HasFlag(Side.Left) ? 1 : 0;
                }
                continue;
            }
            for (var i = blocks.Starts[b]; i < blocks.Starts[b + 1]; i++)
            {
                for (var j = i + 1; j < blocks.Starts[b + 1]; j++)
                    pairs += Takes(i, j) ? 1 : 0;
            }
        }
        return pairs;
    }

    private ReadOnlySpan<int> Entries(int row) => entries.AsSpan(starts[row], starts[row + 1] - starts[row]);
}
