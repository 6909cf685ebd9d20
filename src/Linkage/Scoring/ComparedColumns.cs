using System.Runtime.CompilerServices;

namespace Bluelamp.Linkage;

/// <summary>
/// A comparison, compiled. When its first levels are the usual ones (missing, the same), most pairs are told by two numbers; the level of two values of its
/// column is remembered; only what looks at other columns too is asked for each pair.
/// </summary>
internal sealed class ComparedColumns
{
    private readonly PairCondition?[] conditions;

    /// <summary>The field of the column by which levels are remembered; -1 when its first levels are not the usual ones.</summary>
    private readonly int field = -1;

    /// <summary>The level of two equal values, unless one before it looks at more.</summary>
    private readonly int same;

    /// <summary>The levels that look at other columns too, in their order.</summary>
    private readonly int[] wider = [];
    private readonly int memory;
    private readonly double[] weights;
    private readonly Adjustments?[] adjustments;
    private readonly int[] adjustedBy;

    public ComparedColumns(Comparison comparison, Fields fields, Scratches scratches)
    {
        var levels = comparison.Levels;
        if (levels.Length > PairScorer.MostLevels)
            throw new InputFaultException($"The comparison {comparison.Name} has more than {PairScorer.MostLevels} levels.");
        var parsed = levels.Select(static l => l.Parsed).ToArray();
        conditions = [.. parsed.Select(p => p is null ? null : PairCondition.Compile(p, fields, scratches))];
        weights = new double[levels.Length];
        adjustments = new Adjustments?[levels.Length];
        adjustedBy = new int[levels.Length];
        if (!levels[0].IsNull || Usual(parsed) is not var (column, at))
            return;
        field = fields.Of(column);
        same = at;
        memory = scratches.Memory();
        wider =
        [
            .. Enumerable
                .Range(1, parsed.Length - 1)
                .Where(l => parsed[l]?.Columns.Any(c => !c.Equals(column.Name, StringComparison.OrdinalIgnoreCase)) == true),
        ];
    }

    /// <summary>Takes the weights from a model with the same levels.</summary>
    /// <param name="others">The share of all records that a person has besides one.</param>
    public void Weigh(Comparison comparison, TermFrequencies frequencies, Fields fields, double others)
    {
        for (var l = 0; l < weights.Length; l++)
        {
            var level = comparison.Levels[l];
            weights[l] = level is { IsNull: false, M: { } m, U: { } u } ? Math.Log2(m / u) : 0;
            adjustments[l] = null;
            if (level.TfColumn is not { } column || level.IsNull)
                continue;
            adjustedBy[l] = fields.Of(column);
            adjustments[l] = frequencies.Adjustments(
                column,
                ExactU(comparison, level),
                level.TfWeight,
                level.TfLeastU,
                others * (level.M ?? 0)
            );
        }
    }

    public int Level(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch)
    {
        if (field < 0)
            return First(left, right, scratch);
        var (a, b) = (left[field], right[field]);
        if (a == TextPool.Null || b == TextPool.Null)
            return 0;
        var level = a == b ? same : Remembered(a, b, left, right, scratch);
        foreach (var wide in wider)
        {
            if (wide > level)
                break;
            if (conditions[wide]!.Holds(left, right, scratch))
                return wide;
        }
        return level;
    }

    private int Remembered(int a, int b, ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch)
    {
        var known = scratch.Memories[memory];
        if (!known.Find(a, b, out var slot))
            known.Put(a, b, slot, OfColumn(left, right, scratch));
        return known[slot];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Weight(int level, ReadOnlySpan<int> left, ReadOnlySpan<int> right) =>
        adjustments[level] is null ? weights[level] : weights[level] + Frequency(level, left, right);

    public (double Plain, double Frequency) Weights(int level, ReadOnlySpan<int> left, ReadOnlySpan<int> right) =>
        (weights[level], adjustments[level] is null ? 0 : Frequency(level, left, right));

    /// <summary>
    /// The column of <c>x_l IS NULL OR x_r IS NULL</c>, and the level of <c>x_l = x_r</c>, before which stands only what looks at other columns too.
    /// </summary>
    private static (SqlColumn Column, int Same)? Usual(SqlExpression?[] parsed)
    {
        if (
            parsed[0]
            is not SqlCall
            {
                Name: "or",
                Parts: [SqlCall { Name: "is null", Parts: [SqlColumn l] }, SqlCall { Name: "is null", Parts: [SqlColumn r] }]
            }
        )
            return null;
        if (l.Side == r.Side || !l.Name.Equals(r.Name, StringComparison.OrdinalIgnoreCase))
            return null;
        for (var level = 1; level < parsed.Length; level++)
        {
            if (parsed[level] is SqlCall { Name: "=", Parts: [SqlColumn a, SqlColumn b] } && a.Side != b.Side && Of(a) && Of(b))
                return (l, level);
            if (parsed[level] is not { } wide || wide.Columns.All(c => c.Equals(l.Name, StringComparison.OrdinalIgnoreCase)))
                return null;
        }
        return null;

        bool Of(SqlColumn c) => c.Name.Equals(l.Name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>How often two people share a value of the column: of the level that says just that, else of the level itself.</summary>
    private static double ExactU(Comparison comparison, Level level)
    {
        var exact = $"=(\"{level.TfColumn}\", \"{level.TfColumn}\")";
        return comparison.Levels.FirstOrDefault(l => !l.IsNull && string.Equals(l.Parsed?.ToString(), exact, StringComparison.Ordinal))?.U
            ?? level.U
            ?? 1;
    }

    private int First(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch)
    {
        for (var l = 0; l < conditions.Length; l++)
        {
            if (conditions[l] is not { } condition || condition.Holds(left, right, scratch))
                return l;
        }
        return conditions.Length - 1;
    }

    private int OfColumn(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Scratch scratch)
    {
        var skip = 0;
        for (var l = 1; l < conditions.Length; l++)
        {
            if (skip < wider.Length && wider[skip] == l)
                skip++;
            else if (conditions[l] is not { } condition || condition.Holds(left, right, scratch))
                return l;
        }
        return conditions.Length - 1;
    }

    /// <summary>Of two values the more common one counts.</summary>
    private double Frequency(int level, ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        var adjusts = adjustments[level]!;
        var bits = Math.Min(adjusts[left[adjustedBy[level]]], adjusts[right[adjustedBy[level]]]);
        return double.IsPositiveInfinity(bits) ? 0 : bits;
    }
}
