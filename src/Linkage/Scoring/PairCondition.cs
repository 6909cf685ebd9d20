using System.Numerics;
using System.Runtime.CompilerServices;

namespace Bluelamp.Linkage;

/// <summary>A condition over two records, compiled: it looks at numbers of values, and at texts only when those differ.</summary>
internal abstract class PairCondition
{
    /// <summary>It holds. What is unknown, because a value is missing, does not.</summary>
    public abstract bool Holds(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch);

    /// <summary>Its opposite holds.</summary>
    public abstract bool Fails(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch);

    public static PairCondition Compile(SqlExpression e, Fields fields, Scratches scratches)
    {
        if (e is SqlCall { Name: "and" } all)
            return new Every([.. all.Parts.Select(p => Compile(p, fields, scratches))]);
        if (e is SqlCall { Name: "or" } any)
            return new Any([.. any.Parts.Select(p => Compile(p, fields, scratches))]);
        if (e is SqlCall { Name: "not" } not)
            return new Opposite(Compile(not.Parts[0], fields, scratches));
        if (e is SqlCall { Name: "is null", Parts: [{ Sides: Side.Left or Side.Right } one] })
            return new Missing(fields.Of(one), one.Sides is Side.Left);
        if (e.Sides is Side.Left or Side.Right)
            return new True(fields.Of(e), e.Sides is Side.Left, fields);
        return e is SqlCall { Parts.Length: 2 } comparison ? Comparing(comparison, fields, scratches) : new Worked(e, fields);
    }

    private static PairCondition Comparing(SqlCall e, Fields fields, Scratches scratches)
    {
        var (a, b) = (e.Parts[0], e.Parts[1]);
        if (e.Name is "=" && a.Sides is Side.Left && b.Sides is Side.Right)
            return new Same(fields.Of(a), fields.Of(b));
        if (e.Name is "=" && a.Sides is Side.Right && b.Sides is Side.Left)
            return new Same(fields.Of(b), fields.Of(a));
        if (
            e is { Name: "list_has_any", Parts: [SqlCall { Sides: Side.Left } lefts, SqlCall { Sides: Side.Right } rights] }
            && SqlFunctions.IsList(lefts.Name)
            && SqlFunctions.IsList(rights.Name)
        )
            return new Share(fields.Of(lefts), fields.Of(rights), fields);
        if (b is SqlLiteral { Value: double limit } && a is SqlCall { Parts: [{ Sides: Side.Left } l, { Sides: Side.Right } r] } call)
        {
            if (e.Name is ">=" && Likeness.Find(call.Name) is { } likeness)
                return new AtLeast(likeness, fields.Of(l), fields.Of(r), limit, scratches.Slot($"{call}"), fields);
            if (e.Name is "<=" && call.Name is "levenshtein" or "damerau_levenshtein")
                return new Within(call.Is("damerau_levenshtein"), fields.Of(l), fields.Of(r), (int)limit, fields);
        }
        if (
            e is { Name: "<=" }
            && b is SqlLiteral { Value: double most }
            && a is SqlCall { Name: "abs", Parts: [SqlCall { Name: "-", Parts: [{ Sides: Side.Left } x, { Sides: Side.Right } y] }] }
        )
            return new Apart(fields.Of(x), fields.Of(y), most, fields);
        return new Worked(e, fields);
    }

    private sealed class Every(PairCondition[] parts) : PairCondition
    {
        public override bool Holds(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch)
        {
            foreach (var part in parts)
            {
                if (!part.Holds(left, right, scratch))
                    return false;
            }
            return true;
        }

        public override bool Fails(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch)
        {
            foreach (var part in parts)
            {
                if (part.Fails(left, right, scratch))
                    return true;
            }
            return false;
        }
    }

    private sealed class Any(PairCondition[] parts) : PairCondition
    {
        public override bool Holds(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch)
        {
            foreach (var part in parts)
            {
                if (part.Holds(left, right, scratch))
                    return true;
            }
            return false;
        }

        public override bool Fails(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch)
        {
            foreach (var part in parts)
            {
                if (!part.Fails(left, right, scratch))
                    return false;
            }
            return true;
        }
    }

    private sealed class Opposite(PairCondition part) : PairCondition
    {
        public override bool Holds(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch) => part.Fails(left, right, scratch);

        public override bool Fails(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch) => part.Holds(left, right, scratch);
    }

    private sealed class Missing(int field, bool ofLeft) : PairCondition
    {
        public override bool Holds(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch) =>
            (ofLeft ? left : right)[field] == TextPool.Null;

        public override bool Fails(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch) => !Holds(left, right, scratch);
    }

    /// <summary>What is asked of one record alone was worked out for each of its values.</summary>
    private sealed class True(int field, bool ofLeft, Fields fields) : PairCondition
    {
        private readonly int yes = fields.Pool.Add("true");
        private readonly int no = fields.Pool.Add("false");

        public override bool Holds(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch) =>
            (ofLeft ? left : right)[field] == yes;

        public override bool Fails(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch) =>
            (ofLeft ? left : right)[field] == no;
    }

    private sealed class Same(int ofLeft, int ofRight) : PairCondition
    {
        public override bool Holds(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch) =>
            left[ofLeft] == right[ofRight] && left[ofLeft] != TextPool.Null;

        public override bool Fails(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch) =>
            left[ofLeft] != right[ofRight] && left[ofLeft] != TextPool.Null && right[ofRight] != TextPool.Null;
    }

    private sealed class AtLeast(Likeness likeness, int ofLeft, int ofRight, double limit, int slot, Fields fields) : PairCondition
    {
        private readonly TextPool pool = fields.Pool;

        public override bool Holds(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch)
        {
            var (a, b) = (left[ofLeft], right[ofRight]);
            return a != TextPool.Null && b != TextPool.Null && Value(a, b, scratch) >= limit;
        }

        public override bool Fails(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch)
        {
            var (a, b) = (left[ofLeft], right[ofRight]);
            return a != TextPool.Null && b != TextPool.Null && Value(a, b, scratch) < limit;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private double Value(int a, int b, Scratch scratch)
        {
            ref var value = ref scratch.Values[slot];
            if (double.IsNaN(value))
                value = a == b ? 1 : likeness.Of(pool[a], pool[b]);
            return value;
        }
    }

    private sealed class Within(bool transposed, int ofLeft, int ofRight, int limit, Fields fields) : PairCondition
    {
        private readonly TextPool pool = fields.Pool;

        public override bool Holds(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch)
        {
            var (a, b) = (left[ofLeft], right[ofRight]);
            return a != TextPool.Null && b != TextPool.Null && Near(a, b);
        }

        public override bool Fails(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch)
        {
            var (a, b) = (left[ofLeft], right[ofRight]);
            return a != TextPool.Null && b != TextPool.Null && !Near(a, b);
        }

        private bool Near(int a, int b) =>
            a == b || (transposed ? Damerau.Within(pool[a], pool[b], limit) : Levenshtein.Within(pool[a], pool[b], limit));
    }

    /// <summary>Two lists that were worked out, each as <c>a|b</c>, have a value in common.</summary>
    private sealed class Share(int ofLeft, int ofRight, Fields fields) : PairCondition
    {
        private readonly TextPool pool = fields.Pool;

        public override bool Holds(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch)
        {
            var (a, b) = (left[ofLeft], right[ofRight]);
            return a != TextPool.Null && b != TextPool.Null && Shares(a, b);
        }

        public override bool Fails(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch)
        {
            var (a, b) = (left[ofLeft], right[ofRight]);
            return a != TextPool.Null && b != TextPool.Null && !Shares(a, b);
        }

        private bool Shares(int a, int b)
        {
            if (a == b)
                return a != TextPool.Empty;
            var ones = pool[a];
            var others = pool[b];
            foreach (var one in ones.Split((byte)'|'))
            {
                foreach (var other in others.Split((byte)'|'))
                {
                    if (ones[one].SequenceEqual(others[other]) && !ones[one].IsEmpty)
                        return true;
                }
            }
            return false;
        }
    }

    /// <summary>Two numbers, or two times in seconds, are no further apart than a limit.</summary>
    private sealed class Apart : PairCondition
    {
        private readonly int ofLeft;
        private readonly int ofRight;
        private readonly double limit;
        private readonly double[] numbers;

        public Apart(int ofLeft, int ofRight, double limit, Fields fields)
        {
            (this.ofLeft, this.ofRight, this.limit) = (ofLeft, ofRight, limit);
            numbers = fields.Numbers(ofLeft, ofRight);
        }

        public override bool Holds(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch) =>
            Math.Abs(numbers[left[ofLeft]] - numbers[right[ofRight]]) <= limit;

        public override bool Fails(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch) =>
            Math.Abs(numbers[left[ofLeft]] - numbers[right[ofRight]]) > limit;
    }

    /// <summary>Any other condition, worked out in full for each pair.</summary>
    private sealed class Worked : PairCondition
    {
        private readonly SqlExpression expression;
        private readonly TextPool pool;
        private readonly Dictionary<string, int> fieldOf = new(StringComparer.OrdinalIgnoreCase);

        public Worked(SqlExpression expression, Fields fields)
        {
            this.expression = expression;
            pool = fields.Pool;
            foreach (var column in expression.Columns)
                fieldOf[column] = fields.Of(column);
            // A function that nobody knows is a fault of the model, told before anything runs.
            _ = SqlValues.Of(expression, static _ => "0");
        }

        public override bool Holds(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch) => Value(left, right) is true;

        public override bool Fails(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch) => Value(left, right) is false;

        private object? Value(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
        {
            var (l, r) = (left.ToArray(), right.ToArray());
            return SqlValues.Of(
                expression,
                c => (c.Side is Side.Left ? l : r)[fieldOf[c.Name]] is var id and not TextPool.Null ? pool.Text(id) : null
            );
        }
    }
}

/// <summary>How alike two texts are, 0 to 1.</summary>
internal abstract class Likeness
{
    public abstract double Of(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b);

    public static Likeness? Find(string function) =>
        function switch
        {
            "jaro_winkler_similarity" => new ByWinkler(),
            "jaro_similarity" => new ByJaro(),
            "jaccard" => new ByLetters(),
            _ => null,
        };

    private sealed class ByWinkler : Likeness
    {
        public override double Of(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) => Jaro.Winkler(a, b);
    }

    private sealed class ByJaro : Likeness
    {
        public override double Of(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) => Jaro.Similarity(a, b);
    }

    private sealed class ByLetters : Likeness
    {
        public override double Of(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) => QGrams.Jaccard(a, b, 1);
    }
}

/// <summary>Hands out the slots in which a thread keeps what it worked out for the pair at hand.</summary>
/// <param name="rows">How many records there are: few need little memory.</param>
internal sealed class Scratches(int rows)
{
    private readonly Dictionary<string, int> slots = new(StringComparer.Ordinal);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<int, Scratch> mine = new();
    private int memories;

    public int Slot(string call) => slots.TryGetValue(call, out var slot) ? slot : slots[call] = slots.Count;

    /// <summary>The place of one comparison's memory.</summary>
    public int Memory() => memories++;

    public Scratch New() => new(slots.Count, memories, Math.Clamp(BitOperations.Log2((uint)rows) + 2, 4, MostSlotBits));

    private const int MostSlotBits = 11;

    /// <summary>The scratch of the thread that asks.</summary>
    public Scratch Mine => mine.GetOrAdd(Environment.CurrentManagedThreadId, static (_, all) => all.New(), this);
}

/// <summary>What one thread worked out for the pair at hand; NaN where it did not yet.</summary>
internal sealed class Scratch
{
    public Scratch(int slots, int memories, int slotBits)
    {
        Memories = [.. Enumerable.Range(0, memories).Select(_ => new LevelMemory(slotBits))];
        Values = new double[slots];
        Next();
    }

    public double[] Values { get; }

    public LevelMemory[] Memories { get; }

    /// <summary>Another pair is at hand.</summary>
    public void Next() => Array.Fill(Values, double.NaN);
}
