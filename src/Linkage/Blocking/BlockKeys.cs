namespace Bluelamp.Linkage;

/// <summary>
/// A blocking rule, ready to run: the fields that must be equal, folded into one number for each row, and what else must hold of a pair.
/// </summary>
internal sealed class BlockKeys
{
    /// <summary>The key of a row that the rule does not speak of, as a value is missing.</summary>
    public const ulong None = 0;

    private readonly SqlExpression[] ofLeft;
    private readonly SqlExpression[] ofRight;

    private BlockKeys(BlockingRule rule, SqlExpression[] ofLeft, SqlExpression[] ofRight, PairCondition? rest)
    {
        (Rule, this.ofLeft, this.ofRight, Rest) = (rule, ofLeft, ofRight, rest);
    }

    public BlockingRule Rule { get; }

    /// <summary>What must hold besides; null when the keys say it all.</summary>
    public PairCondition? Rest { get; }

    /// <summary>The two records are asked for different things, as in <c>l.first_name = r.surname</c>.</summary>
    public bool Crosses =>
        !ofLeft.Select(static e => e.ToString()).SequenceEqual(ofRight.Select(static e => e.ToString()), StringComparer.Ordinal);

    public static BlockKeys Of(BlockingRule rule, Fields fields, Scratches scratches)
    {
        if (!rule.Exploded.IsDefaultOrEmpty)
            throw new InputFaultException(
                $"The blocking rule {rule.Condition} asks for the single values of {string.Join(", ", rule.Exploded)} (arrays_to_explode); that is not supported yet."
            );
        var parsed = SqlParser.Parse(rule.Condition);
        var (lefts, rights, rest) = (new List<SqlExpression>(), new List<SqlExpression>(), new List<SqlExpression>());
        foreach (var part in parsed is SqlCall { Name: "and" } all ? all.Parts : [parsed])
        {
            if (part is SqlCall { Name: "=", Parts: [{ Sides: Side.Left } l, { Sides: Side.Right } r] })
                Both(l, r);
            else if (part is SqlCall { Name: "=", Parts: [{ Sides: Side.Right } right, { Sides: Side.Left } left] })
                Both(left, right);
            else
                rest.Add(part);
        }
        if (lefts.Count == 0)
            throw new InputFaultException(
                $"The blocking rule {rule.Condition} asks for nothing to be equal, so every record would be compared with every other. Add a condition such as l.surname = r.surname."
            );
        var compiled = rest.Count == 0 ? null : PairCondition.Compile(new SqlCall("and", [.. rest]), fields, scratches);
        return new(rule, [.. lefts], [.. rights], compiled);

        void Both(SqlExpression left, SqlExpression right)
        {
            lefts.Add(left);
            rights.Add(right);
        }
    }

    /// <summary>The key of every row as the left, or the right, record of a pair.</summary>
    public ulong[] Of(Fields fields, bool asLeft)
    {
        var keys = new ulong[fields.Table.Rows];
        var first = true;
        foreach (var asked in asLeft ? ofLeft : ofRight)
        {
            var ids = fields.Aside(asked);
            for (var row = 0; row < keys.Length; row++)
                keys[row] = ids[row] <= TextPool.Empty || (!first && keys[row] == None) ? None : Mix(first ? 0 : keys[row], ids[row]);
            first = false;
        }
        return keys;
    }

    private static ulong Mix(ulong key, int id)
    {
        var mixed = (key ^ (uint)id) * 0x9E37_79B9_7F4A_7C15;
        mixed = (mixed ^ (mixed >> 32)) * 0xD6E8_FEB8_6659_FD93;
        mixed ^= mixed >> 32;
        return mixed == None ? 1 : mixed;
    }
}
