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

    /// <summary>A row can be in several blocks, or in one as the left record only and in another as the right one.</summary>
    public bool Many => Crosses || !Rule.Exploded.IsDefaultOrEmpty;

    /// <summary>The two records are asked for different things, as in <c>l.first_name = r.surname</c>.</summary>
    private bool Crosses =>
        !ofLeft.Select(static e => e.ToString()).SequenceEqual(ofRight.Select(static e => e.ToString()), StringComparer.Ordinal);

    public static BlockKeys Of(BlockingRule rule, Fields fields, Scratches scratches)
    {
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
        if (rest.SelectMany(static e => e.Columns).FirstOrDefault(c => Explodes(rule, c)) is { } list)
            throw new InputFaultException(
                $"The blocking rule {rule.Condition} asks for more of the single values of {list} (arrays_to_explode) than that two of them are equal. Ask for l.{list} = r.{list}, or the same of an expression over each."
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

    /// <summary>Every key of every row, and as which record of a pair the row has it.</summary>
    public List<(ulong Key, int Row, Side Side)> All(Fields fields)
    {
        var all = new List<(ulong, int, Side)>();
        foreach (var side in Crosses ? [Side.Left, Side.Right] : new[] { Side.Both })
        {
            if (!Rule.Exploded.IsDefaultOrEmpty)
                Explode(fields, side, all);
            else
                foreach (var (row, key) in Of(fields, asLeft: side is Side.Left).Index().Where(static k => k.Item is not None))
                    all.Add((key, row, side));
        }
        return all;
    }

    private void Explode(Fields fields, Side side, List<(ulong, int, Side)> all)
    {
        var (table, pool) = (fields.Table, fields.Pool);
        var asked = side is Side.Right ? ofRight : ofLeft;
        var lists = asked
            .SelectMany(static e => e.Columns)
            .Where(c => Explodes(Rule, c))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(c => table[c])
            .ToArray();
        var ones = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var row = 0; row < table.Rows; row++)
            Take(row, 0);

        void Take(int row, int list)
        {
            if (list == lists.Length)
            {
                if (KeyOf(row) is var key and not None)
                    all.Add((key, row, side));
                return;
            }
            foreach (var one in SqlFunctions.List(pool.Text(lists[list].Ids[row])))
            {
                ones[lists[list].Name] = one;
                Take(row, list + 1);
            }
        }

        ulong KeyOf(int row)
        {
            var key = None;
            foreach (var expression in asked)
            {
                var id = pool.Add(SqlValues.Text(SqlValues.Of(expression, c => ones.GetValueOrDefault(c.Name) ?? Value(c.Name, row))));
                if (id <= TextPool.Empty)
                    return None;
                key = Mix(key, id);
            }
            return key;
        }

        string? Value(string column, int row) => table[column].Ids[row] is var id and not TextPool.Null ? pool.Text(id) : null;
    }

    private static bool Explodes(BlockingRule rule, string column) =>
        !rule.Exploded.IsDefaultOrEmpty && rule.Exploded.Contains(column, StringComparer.OrdinalIgnoreCase);

    private static ulong Mix(ulong key, int id)
    {
        var mixed = (key ^ (uint)id) * 0x9E37_79B9_7F4A_7C15;
        mixed = (mixed ^ (mixed >> 32)) * 0xD6E8_FEB8_6659_FD93;
        mixed ^= mixed >> 32;
        return mixed == None ? 1 : mixed;
    }
}
