using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Bluelamp.Linkage;

/// <summary>Takes pairs one after the other, on one thread.</summary>
internal interface IPairTaker
{
    /// <summary>Takes a pair.</summary>
    /// <param name="rule">The first rule that found the pair.</param>
    void Take(RowPair pair, int rule);
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

    /// <summary>So many rows are brought together before their pairs are looked at: as many as stay near the processor.</summary>
    private const int RowsAtOnce = 256;
    private const int NoBlock = 0;
    private readonly Fields fields;
    private readonly BlockKeys[] rules;
    private readonly Blocks[] blocks;

    /// <summary>The blocks of the rules by which a row is in many; null for the others.</summary>
    private readonly ManyBlocks?[] many;
    private readonly int[] manies;

    /// <summary>
    /// For each row the number of its block by each rule, from 1; <see cref="NoBlock"/> where it is in none. In a split block a number below 0 that no other
    /// row has, and near those of the rows that it is paired with.
    /// </summary>
    private readonly int[] blockOf;
    private bool split;
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
        blockOf = new int[fields.Table.Rows * (long)rules.Length];
        blocks = new Blocks[rules.Length];
        many = new ManyBlocks?[rules.Length];
        manies = [.. Enumerable.Range(0, rules.Length).Where(r => rules[r].Many)];
        for (var r = 0; r < rules.Length; r++)
        {
            many[r] = rules[r].Many ? ManyBlocks.Of(rules[r].All(fields)) : null;
            blocks[r] = many[r]?.Blocks ?? Blocks.Of(rules[r].Of(fields, asLeft: true));
            Number(r);
            many[r]?.Find(fields.Table.Rows);
        }
        fields.Forget();
    }

    /// <summary>Notes of each row in which block it is, but for giant ones.</summary>
    private void Number(int rule)
    {
        var of = blocks[rule];
        for (var b = 0; b < of.Count; b++)
        {
            if (IsGiant(of.Size(b)))
                continue;
            if (many[rule] is { } entries)
                entries.Numbers.AsSpan(of.Starts[b], of.Size(b)).Fill(b + 1);
            else
                foreach (var row in of.Rows.AsSpan(of.Starts[b], of.Size(b)))
                    blockOf[((long)row * rules.Length) + rule] = b + 1;
        }
    }

    /// <summary>Puts the rows of the giant blocks in order, and notes of each row where it came to stand.</summary>
    private void Split(CancellationToken ct)
    {
        if (split)
            return;
        split = true;
        var giants = blocks.SelectMany((of, rule) => Enumerable.Range(0, of.Count).Where(b => IsGiant(of.Size(b))).Select(b => (rule, b)));
        Parallel.ForEach(
            giants.ToList(),
            new() { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount },
            giant =>
            {
                var (of, start) = (blocks[giant.rule], blocks[giant.rule].Starts[giant.b]);
                var rows = of.Rows.AsSpan(start, of.Size(giant.b));
                // Rows of two blocks are never so near each other as to be paired.
                var first = -(1 + start + (giant.b * (Window + 1)));
                if (many[giant.rule] is { } entries)
                {
                    rows.Sort(entries.Sides(giant.b), Likest());
                    for (var i = 0; i < rows.Length; i++)
                        entries.Numbers[start + i] = first - i;
                    return;
                }
                rows.Sort(Likest());
                for (var i = 0; i < rows.Length; i++)
                    blockOf[((long)rows[i] * rules.Length) + giant.rule] = first - i;
            }
        );
        foreach (var rule in manies)
            many[rule]!.Find(fields.Table.Rows);
    }

    /// <summary>How many pairs a rule finds by itself.</summary>
    public static long Count(BlockingRule rule, Fields fields)
    {
        var keys = BlockKeys.Of(rule, fields, new(fields.Table.Rows));
        return keys.Many ? new Candidates([rule], fields, sources: null).Pairs(0) : Blocks.Of(keys.Of(fields, asLeft: true)).Pairs();
    }

    private long Pairs(int rule) => many[rule]?.Pairs(b => IsGiant(blocks[rule].Size(b))) ?? blocks[rule].Pairs();

    public ImmutableArray<RuleCount> Counts() =>
        [
            .. blocks.Select(
                (b, r) =>
                    new RuleCount(
                        rules[r].Rule.Condition,
                        Pairs(r),
                        Enumerable.Range(0, b.Count).Select(b.Size).DefaultIfEmpty().Max(),
                        Enumerable.Range(0, b.Count).Count(i => IsGiant(b.Size(i)))
                    )
            ),
        ];

    /// <summary>Looks at every pair, on as many threads as there are processors, a piece of the work at a time.</summary>
    /// <param name="taker">Makes who takes the pairs of a piece.</param>
    /// <param name="done">Is given each taker when its piece is done, in the order of the pieces, one at a time; so nothing need be kept of all pairs.</param>
    public void Run<TTaker>(Func<TTaker> taker, Action<TTaker> done, CancellationToken ct, Action<long, long>? progress = null)
        where TTaker : IPairTaker
    {
        // Threads that lay the fields out for themselves would do it several times over.
        fields.Packed();
        Split(ct);
        var pieces = Pieces();
        var (next, turn, early) = (-1, 0, new Dictionary<int, TTaker>());
        try
        {
            Parallel.For(
                0,
                Environment.ProcessorCount,
                new() { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount },
                (_, others) =>
                {
                    // A piece is little work, so few are done before their turn.
                    for (int i; !others.ShouldExitCurrentIteration && (i = Interlocked.Increment(ref next)) < pieces.Count; )
                    {
                        ct.ThrowIfCancellationRequested();
                        var mine = Work(pieces[i], taker());
                        lock (early)
                        {
                            early.Add(i, mine);
                            for (; early.Remove(turn, out var first); turn++)
                                done(first);
                            progress?.Invoke(turn, pieces.Count);
                        }
                    }
                }
            );
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    /// <summary>Which rules find a pair, a bit each.</summary>
    public ulong[] Mask(int a, int b)
    {
        var mask = new ulong[(rules.Length + 63) / 64];
        for (var r = 0; r < rules.Length; r++)
        {
            var (left, right) = (blockOf[((long)a * rules.Length) + r], blockOf[((long)b * rules.Length) + r]);
            if (many[r] is { } entries ? entries.Shared(Math.Min(a, b), Math.Max(a, b)) : left == right && left != NoBlock)
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
                if (of.Size(b) * (long)of.Size(b) / 2 > PairsAtOnce * 2)
                {
                    var step = Math.Max(1, PairsAtOnce / (IsGiant(of.Size(b)) ? Window : of.Size(b)));
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
        var (of, inMany) = (blocks[piece.Rule], many[piece.Rule]);
        var near = new NearRows(fields, blockOf, rules.Length);
        var scratch = scratches.Mine;
        for (var b = piece.FirstBlock; b < piece.LastBlock; )
        {
            var first = b++;
            if (IsGiant(of.Size(first)))
            {
                var until = Math.Min(piece.LastRow + Window, of.Size(first));
                near.Gather(of.Rows.AsSpan(of.Starts[first] + piece.FirstRow, until - piece.FirstRow));
                InGiant(of.Starts[first] + piece.FirstRow, piece.LastRow - piece.FirstRow);
                continue;
            }
            while (b < piece.LastBlock && of.Starts[b + 1] - of.Starts[first] <= RowsAtOnce)
                b++;
            near.Gather(of.Rows.AsSpan(of.Starts[first], of.Starts[b] - of.Starts[first]));
            for (var block = first; block < b; block++)
                Whole(of.Starts[first], of.Starts[block] - of.Starts[first], of.Starts[block + 1] - of.Starts[first]);
        }
        return taker;

        void Whole(int entry, int from, int to)
        {
            var last = (int)Math.Min(from + (long)piece.LastRow, to);
            for (var i = from + piece.FirstRow; i < last; i++)
            {
                for (var j = i + 1; j < to; j++)
                {
                    if (Takes(i, j, entry))
                        Offer(near, i, j, piece.Rule, piece.Rule, scratch, ref taker);
                }
            }
        }

        // Where a row is in many blocks, a pair is taken in the first of them.
        bool Takes(int i, int j, int entry) =>
            inMany is null || (near[i] < near[j] ? inMany.Takes(entry + i, entry + j) : inMany.Takes(entry + j, entry + i));

        // What any rule finds in a whole block is left to it, and what a rule before finds beside each other in a giant one.
        void InGiant(int entry, int last)
        {
            for (var i = 0; i < last; i++)
            {
                var until = Math.Min(i + 1 + Window, near.Count);
                for (var j = i + 1; j < until; j++)
                {
                    if (
                        Takes(i, j, entry) && !FoundBeside(near.Blocks(i, piece.Rule), near.Blocks(j, piece.Rule), near.Pair(i, j), scratch)
                    )
                        Offer(near, i, j, piece.Rule, rules.Length, scratch, ref taker);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Offer<TTaker>(NearRows near, int i, int j, int rule, int others, Scratch scratch, ref TTaker taker)
        where TTaker : IPairTaker
    {
        var pair = near.Pair(i, j);
        if (sources is not null && sources[pair.A] == sources[pair.B])
            return;
        if (Kept < 1 && Mixed(pair.A, pair.B) >= Kept)
            return;
        if (Found(near.Blocks(i, others), near.Blocks(j, others), pair, scratch))
            return;
        if (rules[rule].Rest is not { } rest || Holds(rest, pair, scratch))
            taker.Take(pair, rule);
    }

    /// <summary>A number from 0 to 1 that is as good as drawn, but the same for a pair each time.</summary>
    private static double Mixed(int a, int b) => (((((ulong)(uint)a << 32) | (uint)b) * 0x9E37_79B9_7F4A_7C15) >> 40) * (1.0 / (1 << 24));

    /// <summary>One of the first rules finds the pair in a block that is looked at as a whole.</summary>
    private bool Found(ReadOnlySpan<int> left, ReadOnlySpan<int> right, RowPair pair, Scratch scratch)
    {
        for (var r = 0; r < left.Length; r++)
        {
            if (left[r] == right[r] && left[r] != NoBlock && (rules[r].Rest is not { } rest || Holds(rest, pair, scratch)))
                return true;
        }
        foreach (var r in manies)
        {
            if (r < left.Length && many[r]!.Shared(pair.A, pair.B) && (rules[r].Rest is not { } rest || Holds(rest, pair, scratch)))
                return true;
        }
        return false;
    }

    /// <summary>One of the first rules finds the pair in a giant block.</summary>
    private bool FoundBeside(ReadOnlySpan<int> left, ReadOnlySpan<int> right, RowPair pair, Scratch scratch)
    {
        for (var r = 0; r < left.Length; r++)
        {
            if (
                left[r] < 0
                && right[r] < 0
                && Math.Abs(left[r] - right[r]) <= Window
                && (rules[r].Rest is not { } rest || Holds(rest, pair, scratch))
            )
                return true;
        }
        foreach (var r in manies)
        {
            if (r < left.Length && many[r]!.Beside(pair.A, pair.B) && (rules[r].Rest is not { } rest || Holds(rest, pair, scratch)))
                return true;
        }
        return false;
    }

    private static bool Holds(PairCondition condition, RowPair pair, Scratch scratch)
    {
        scratch.Next();
        return condition.Holds(pair.Left, pair.Right, scratch);
    }

    /// <summary>The order in which rows that are most alike stand beside each other: by their letters, field by field.</summary>
    private Comparison<int> Likest()
    {
        var (packed, width, pool) = (fields.Packed(), fields.Width, fields.Pool);
        return (a, b) =>
        {
            var one = packed.AsSpan(a * width, width);
            var other = packed.AsSpan(b * width, width);
            for (var field = one.CommonPrefixLength(other); field < width; field++)
            {
                if (one[field] != other[field] && pool[one[field]].SequenceCompareTo(pool[other[field]]) is var order and not 0)
                    return order;
            }
            return a.CompareTo(b);
        };
    }
}
