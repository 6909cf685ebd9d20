namespace Bluelamp.Linkage;

/// <summary>Two rows, with the values that comparisons look at.</summary>
internal readonly ref struct RowPair(int a, int b, ReadOnlySpan<int> left, ReadOnlySpan<int> right)
{
    public int A { get; } = a;

    public int B { get; } = b;

    public ReadOnlySpan<int> Left { get; } = left;

    public ReadOnlySpan<int> Right { get; } = right;
}

/// <summary>Some rows beside each other: what their pairs ask for lies all over the memory, and is fetched once, many at a time.</summary>
internal sealed class NearRows(Fields fields, int[] blockOf, int rules)
{
    private readonly int[] packed = fields.Packed();
    private readonly int width = fields.Width;
    private int[] values = [];
    private int[] inBlocks = [];
    private int[] rows = [];

    /// <summary>Nobody asks for it: without it, nothing would be read.</summary>
    private volatile int touched;

    public int Count { get; private set; }

    public void Gather(ReadOnlySpan<int> gathered)
    {
        Count = gathered.Length;
        if (rows.Length < Count)
            (rows, values, inBlocks) = (new int[Count], new int[Count * width], new int[Count * rules]);
        gathered.CopyTo(rows);
        Touch();
        for (var i = 0; i < gathered.Length; i++)
        {
            packed.AsSpan(gathered[i] * width, width).CopyTo(values.AsSpan(i * width));
            blockOf.AsSpan((int)((long)gathered[i] * rules), rules).CopyTo(inBlocks.AsSpan(i * rules));
        }
    }

    /// <summary>
    /// Asks for the memory of all rows before any of it is needed: the processor then waits for many of them at once, and not for one after the other.
    /// </summary>
    private void Touch()
    {
        var sum = 0;
        foreach (var row in rows.AsSpan(0, Count))
        {
            var block = (int)((long)row * rules);
            sum += blockOf[block] + blockOf[block + rules - 1];
            if (width > 0) // rules may ask for nothing but their own keys
                sum += packed[row * width] + packed[(row * width) + width - 1];
        }
        touched = sum;
    }

    public int this[int i] => rows[i];

    /// <summary>Two rows, of which the lower is the left record.</summary>
    public RowPair Pair(int i, int j) =>
        rows[i] < rows[j]
            ? new(rows[i], rows[j], values.AsSpan(i * width, width), values.AsSpan(j * width, width))
            : new(rows[j], rows[i], values.AsSpan(j * width, width), values.AsSpan(i * width, width));

    /// <summary>The blocks of a row by the first rules.</summary>
    public ReadOnlySpan<int> Blocks(int i, int first) => inBlocks.AsSpan(i * rules, first);
}
