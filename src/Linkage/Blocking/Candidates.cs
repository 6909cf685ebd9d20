using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Bluelamp.Linkage;

/// <summary>Takes pairs one after the other, on one thread.</summary>
internal interface IPairTaker
{
    /// <summary>Takes a pair.</summary>
    /// <param name="rule">The first rule that found the pair.</param>
    void Take(int a, int b, int rule);
}

/// <summary>How many pairs a rule finds, and how many of them no rule before it found.</summary>
/// <param name="Split">Blocks so large that each row in them is only compared with the rows most like it.</param>
/// <param name="Largest">Rows in the largest block.</param>
public sealed record RuleCount(string Rule, long Pairs, int Largest, int Split);

/// <summary>
/// The pairs that a model's rules find, each once, block by block. A block of more pairs than <see cref="MostPairs"/> is put in the order of all
/// that is known of its rows, and each row is only paired with the <see cref="Window"/> rows after it: no block can stop the work.
/// </summary>
internal sealed class Candidates
{
    /// <summary>The pairs of one block that are looked at without splitting it.</summary>
    public const long MostPairs = 4_000_000;

    /// <summary>How many rows after it a row of a split block is compared with.</summary>
    public const int Window = 12;

    private const int PairsAtOnce = 1 << 15;
    private readonly Fields fields;
    private readonly BlockKeys[] rules;
    private readonly Blocks[] blocks;
    private readonly ulong[] keys;
    private readonly int[]? sources;
    private readonly Scratches scratches;

    /// <summary>Of all pairs only this share is given out, the same ones each time; 1 for all.</summary>
    public double Kept { get; init; } = 1;

    /// <summary>Makes the rules ready.</summary>
    /// <param name="sources">The number of each row's table when only rows of different tables are paired.</param>
    public Candidates(IEnumerable<BlockingRule> model, Fields fields, int[]? sources)
    {
        (this.fields, this.sources) = (fields, sources);
        scratches = new(fields.Table.Rows);
        rules = [.. model.Select(r => BlockKeys.Of(r, fields, scratches))];
        keys = new ulong[fields.Table.Rows * (long)rules.Length];
        blocks = new Blocks[rules.Length];
        for (var r = 0; r < rules.Length; r++)
        {
            var ofRule = rules[r].Of(fields, asLeft: true);
            if (rules[r].Crosses)
                throw new InputFaultException(
                    $"The blocking rule {rules[r].Rule.Condition} compares different columns; that is not supported yet."
                );
            for (var row = 0; row < ofRule.Length; row++)
                keys[((long)row * rules.Length) + r] = ofRule[row];
            blocks[r] = Blocks.Of(ofRule);
            Disown(r);
        }
    }

    /// <summary>A giant block does not look at all its pairs, so other rules may not count on it.</summary>
    private void Disown(int rule)
    {
        var of = blocks[rule];
        for (var b = 0; b < of.Count; b++)
        {
            if (!IsGiant(of.Size(b)))
                continue;
            foreach (var row in of.Rows.AsSpan(of.Starts[b], of.Size(b)))
                keys[((long)row * rules.Length) + rule] = BlockKeys.None;
        }
    }

    /// <summary>How many pairs a rule finds by itself.</summary>
    public static long Count(BlockingRule rule, Fields fields) =>
        Blocks.Of(BlockKeys.Of(rule, fields, new(fields.Table.Rows)).Of(fields, asLeft: true)).Pairs();

    public ImmutableArray<RuleCount> Counts() =>
        [
            .. blocks.Select(
                (b, r) =>
                    new RuleCount(
                        rules[r].Rule.Condition,
                        b.Pairs(),
                        Enumerable.Range(0, b.Count).Select(b.Size).DefaultIfEmpty().Max(),
                        Enumerable.Range(0, b.Count).Count(i => IsGiant(b.Size(i)))
                    )
            ),
        ];

    /// <summary>Gives every pair to one of the takers, on as many threads as there are processors. The takers come back in the order of their pairs.</summary>
    public TTaker[] Run<TTaker>(Func<TTaker> taker, CancellationToken ct, Action<long, long>? progress = null)
        where TTaker : IPairTaker
    {
        var pieces = Pieces();
        var takers = new TTaker[pieces.Count];
        var done = 0;
        // Threads that lay the fields out for themselves would do it several times over.
        fields.Packed();
        Parallel.For(
            0,
            pieces.Count,
            new() { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount },
            i =>
            {
                takers[i] = Work(pieces[i], taker());
                progress?.Invoke(Interlocked.Increment(ref done), pieces.Count);
            }
        );
        return takers;
    }

    /// <summary>Which rules find a pair, a bit each.</summary>
    public ulong[] Mask(int a, int b)
    {
        var mask = new ulong[(rules.Length + 63) / 64];
        for (var r = 0; r < rules.Length; r++)
        {
            var (left, right) = (keys[((long)a * rules.Length) + r], keys[((long)b * rules.Length) + r]);
            if (left == right && left != BlockKeys.None)
                mask[r / 64] |= 1UL << (r % 64);
        }
        return mask;
    }

    private static bool IsGiant(int size) => size * (long)(size - 1) / 2 > MostPairs;

    /// <summary>The work in pieces of about as many pairs.</summary>
    private List<(int Rule, int FirstBlock, int LastBlock, int FirstRow, int LastRow)> Pieces()
    {
        var pieces = new List<(int, int, int, int, int)>();
        for (var r = 0; r < rules.Length; r++)
        {
            var of = blocks[r];
            for (var b = 0; b < of.Count; )
            {
                if (of.Size(b) * (long)of.Size(b) / 2 > PairsAtOnce * 2 && !IsGiant(of.Size(b)))
                {
                    var step = Math.Max(1, PairsAtOnce / of.Size(b));
                    for (var row = 0; row < of.Size(b); row += step)
                        pieces.Add((r, b, b + 1, row, Math.Min(row + step, of.Size(b))));
                    b++;
                    continue;
                }
                var (first, pairs) = (b, 0L);
                while (b < of.Count && pairs < PairsAtOnce && (b == first || of.Size(b) * (long)of.Size(b) / 2 <= PairsAtOnce * 2))
                    pairs += of.Size(b) * (long)of.Size(b++) / 2;
                pieces.Add((r, first, b, 0, int.MaxValue));
            }
        }
        return pieces;
    }

    private TTaker Work<TTaker>((int Rule, int FirstBlock, int LastBlock, int FirstRow, int LastRow) piece, TTaker taker)
        where TTaker : IPairTaker
    {
        var of = blocks[piece.Rule];
        var scratch = scratches.Mine;
        for (var b = piece.FirstBlock; b < piece.LastBlock; b++)
        {
            var rows = of.Rows.AsSpan(of.Starts[b], of.Size(b));
            var giant = IsGiant(rows.Length);
            if (giant)
                rows = Ordered(rows);
            var last = Math.Min(piece.LastRow, rows.Length);
            for (var i = piece.FirstRow; i < last; i++)
            {
                var to = giant ? Math.Min(rows.Length, i + 1 + Window) : rows.Length;
                for (var j = i + 1; j < to; j++)
                    Offer(rows[i], rows[j], piece.Rule, giant ? rules.Length : piece.Rule, scratch, ref taker);
            }
        }
        return taker;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Offer<TTaker>(int a, int b, int rule, int others, Scratch scratch, ref TTaker taker)
        where TTaker : IPairTaker
    {
        if (sources is not null && sources[a] == sources[b])
            return;
        if (Kept < 1 && Mixed(a, b) >= Kept)
            return;
        if (Found(a, b, others, scratch))
            return;
        if (rules[rule].Rest is not { } rest || Holds(rest, a, b, scratch))
            taker.Take(a, b, rule);
    }

    /// <summary>A number from 0 to 1 that is as good as drawn, but the same for a pair each time.</summary>
    private static double Mixed(int a, int b) => (((((ulong)(uint)a << 32) | (uint)b) * 0x9E37_79B9_7F4A_7C15) >> 40) * (1.0 / (1 << 24));

    /// <summary>One of the first rules finds the pair in a block that is looked at as a whole.</summary>
    private bool Found(int a, int b, int first, Scratch scratch)
    {
        var left = keys.AsSpan((int)((long)a * rules.Length), first);
        var right = keys.AsSpan((int)((long)b * rules.Length), first);
        for (var r = 0; r < left.Length; r++)
        {
            if (left[r] == right[r] && left[r] != BlockKeys.None && (rules[r].Rest is not { } rest || Holds(rest, a, b, scratch)))
                return true;
        }
        return false;
    }

    private bool Holds(PairCondition condition, int a, int b, Scratch scratch)
    {
        var (packed, width) = (fields.Packed(), fields.Width);
        scratch.Next();
        return condition.Holds(packed.AsSpan(a * width, width), packed.AsSpan(b * width, width), scratch);
    }

    /// <summary>The rows of a giant block, those most alike beside each other.</summary>
    private int[] Ordered(ReadOnlySpan<int> rows)
    {
        var (packed, width) = (fields.Packed(), fields.Width);
        var ordered = rows.ToArray();
        Array.Sort(
            ordered,
            (a, b) =>
            {
                var order = packed.AsSpan(a * width, width).SequenceCompareTo(packed.AsSpan(b * width, width));
                return order != 0 ? order : a.CompareTo(b);
            }
        );
        return ordered;
    }
}
