namespace Bluelamp.Linkage;

/// <summary>
/// Of all pairs that are weighed some of each half bit, drawn at random: those for which the lowest number is drawn, which follows from their rows. So it
/// is the same ones in whichever order, and in however many parts, they are taken.
/// </summary>
internal sealed class SomeOfEachWeight
{
    /// <summary>Pairs below it are as good as surely of two people, and nothing is to be learned from them; so with pairs above the highest.</summary>
    public const float Lowest = -8;
    private const float Highest = 10;
    private const int SlicesOfABit = 2;
    private const int InASlice = 200;
    private readonly List<(ulong Number, Edge Pair)>?[] slices = new List<(ulong, Edge)>?[(int)((Highest - Lowest) * SlicesOfABit)];
    private readonly ulong[] limits = [.. Enumerable.Repeat(ulong.MaxValue, (int)((Highest - Lowest) * SlicesOfABit))];

    /// <summary>What was drawn of each half bit of which there are any, from the lowest to the highest.</summary>
    public IEnumerable<Edge[]> Slices
    {
        get
        {
            for (var s = 0; s < slices.Length; s++)
            {
                if (slices[s] is null)
                    continue;
                Narrow(s);
                yield return [.. slices[s]!.Select(static drawn => drawn.Pair)];
            }
        }
    }

    public void Take(Edge pair)
    {
        if (pair.Weight is >= Lowest and < Highest)
            Take((int)((pair.Weight - Lowest) * SlicesOfABit), (Number(pair), pair));
    }

    public void TakeAll(SomeOfEachWeight others)
    {
        for (var s = 0; s < slices.Length; s++)
        {
            foreach (var drawn in others.slices[s] ?? [])
                Take(s, drawn);
        }
    }

    private void Take(int slice, (ulong Number, Edge Pair) drawn)
    {
        if (drawn.Number > limits[slice])
            return;
        var some = slices[slice] ??= [];
        some.Add(drawn);
        if (some.Count >= 2 * InASlice)
            Narrow(slice);
    }

    private void Narrow(int slice)
    {
        var some = slices[slice]!;
        some.Sort(static (x, y) => (x.Number, x.Pair.A, x.Pair.B).CompareTo((y.Number, y.Pair.A, y.Pair.B)));
        if (some.Count <= InASlice)
            return;
        some.RemoveRange(InASlice, some.Count - InASlice);
        limits[slice] = some[^1].Number;
    }

    private static ulong Number(Edge pair)
    {
        var both = ((ulong)(uint)pair.A << 32 | (uint)pair.B) * 0x9E37_79B9_7F4A_7C15;
        return (both ^ (both >> 29)) * 0xBF58_476D_1CE4_E5B9;
    }
}
