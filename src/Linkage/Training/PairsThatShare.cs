namespace Bluelamp.Linkage;

/// <summary>Pairs of records that share a value of a column: some of them, drawn at random, or all where there are few.</summary>
internal sealed class PairsThatShare
{
    private readonly int[] rows;
    private readonly int[] begins;
    private readonly long[] before;

    public PairsThatShare(Column column, int values)
    {
        // By the first row that has a value: what the texts are numbered depends on where else they stand.
        var (numbers, known) = (new int[values], 0);
        foreach (var value in column.Ids)
        {
            if (value != TextPool.Null && numbers[value] == 0)
                numbers[value] = ++known;
        }
        begins = new int[known + 1];
        foreach (var value in column.Ids)
            begins[numbers[value]] += value == TextPool.Null ? 0 : 1;
        before = new long[known + 1];
        for (var number = 0; number < known; number++)
        {
            before[number + 1] = before[number] + (begins[number + 1] * (begins[number + 1] - 1L) / 2);
            begins[number + 1] += begins[number];
        }
        rows = new int[begins[known]];
        var next = (int[])begins.Clone();
        for (var row = 0; row < column.Ids.Length; row++)
        {
            if (column.Ids[row] != TextPool.Null)
                rows[next[numbers[column.Ids[row]] - 1]++] = row;
        }
    }

    /// <summary>How many there are.</summary>
    public long Count => before[^1];

    /// <summary>As many of them as are asked for, the same each time.</summary>
    /// <param name="most">So many are drawn where there are more; one may come twice.</param>
    public IEnumerable<(int Left, int Right)> Some(int most)
    {
        if (Count <= most)
        {
            for (var value = 0; value < begins.Length - 1; value++)
            {
                for (var a = begins[value]; a < begins[value + 1]; a++)
                {
                    for (var b = a + 1; b < begins[value + 1]; b++)
                        yield return (rows[a], rows[b]);
                }
            }
            yield break;
        }
        var random = new RandomRows(1);
        for (var drawn = 0; drawn < most; drawn++)
        {
            var nth = ((long)random.Next(1 << 30) << 30 | (long)random.Next(1 << 30)) % Count;
            var found = Array.BinarySearch(before, nth + 1);
            var value = (found >= 0 ? FirstAt(found) : ~found) - 1;
            var size = begins[value + 1] - begins[value];
            var one = random.Next(size);
            var other = random.Next(size - 1);
            yield return (rows[begins[value] + one], rows[begins[value] + (other < one ? other : other + 1)]);
        }
    }

    /// <summary>The first of equal counts: values that nobody shares come behind it.</summary>
    private int FirstAt(int found)
    {
        while (before[found - 1] == before[found])
            found--;
        return found;
    }
}
