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

    /// <summary>Lists that are worked out, of which one shared value is enough: those of the left record, and those of the right one.</summary>
    private readonly (SqlExpression Left, SqlExpression Right)[] shared;

    private BlockKeys(
        BlockingRule rule,
        SqlExpression[] ofLeft,
        SqlExpression[] ofRight,
        (SqlExpression Left, SqlExpression Right)[] shared,
        PairCondition? rest
    )
    {
        (Rule, this.ofLeft, this.ofRight, this.shared, Rest) = (rule, ofLeft, ofRight, shared, rest);
    }

    public BlockingRule Rule { get; }

    /// <summary>What must hold besides; null when the keys say it all.</summary>
    public PairCondition? Rest { get; }

    /// <summary>A row can be in several blocks, or in one as the left record only and in another as the right one.</summary>
    public bool Many => Crosses || shared.Length > 0 || !Rule.Exploded.IsDefaultOrEmpty;

    /// <summary>The two records are asked for different things, as in <c>l.first_name = r.surname</c>.</summary>
    private bool Crosses =>
        !ofLeft
            .Concat(shared.Select(static s => s.Left))
            .Select(static e => e.ToString())
            .SequenceEqual(ofRight.Concat(shared.Select(static s => s.Right)).Select(static e => e.ToString()), StringComparer.Ordinal);

    public static BlockKeys Of(BlockingRule rule, Fields fields, Scratches scratches)
    {
        var parsed = SqlParser.Parse(rule.Condition);
        var (lefts, rights, rest) = (new List<SqlExpression>(), new List<SqlExpression>(), new List<SqlExpression>());
        var lists = new List<(SqlExpression Left, SqlExpression Right)>();
        foreach (var part in parsed is SqlCall { Name: "and" } all ? all.Parts : [parsed])
        {
            if (part is SqlCall { Name: "=", Parts: [{ Sides: Side.Left } l, { Sides: Side.Right } r] })
                Both(l, r);
            else if (part is SqlCall { Name: "=", Parts: [{ Sides: Side.Right } right, { Sides: Side.Left } left] })
                Both(left, right);
            else if (part is SqlCall { Name: "list_has_any", Parts: [{ Sides: Side.Left } ls, { Sides: Side.Right } rs] })
                lists.Add((ls, rs));
            else if (part is SqlCall { Name: "list_has_any", Parts: [{ Sides: Side.Right } r2, { Sides: Side.Left } l2] })
                lists.Add((l2, r2));
            else
                rest.Add(part);
        }
        if (lefts.Count > 0)
        {
            // Cheaper to ask of the few pairs of a block than to make blocks of each value.
            rest.AddRange(lists.Select(static s => new SqlCall("list_has_any", s.Left, s.Right)));
            lists.Clear();
        }
        if (lefts.Count == 0 && lists.Count == 0)
            throw new InputFaultException(
                $"The blocking rule {rule.Condition} asks for nothing to be equal, so every record would be compared with every other. Add a condition such as l.surname = r.surname, or list_has_any(l.phones, r.phones)."
            );
        if (rest.SelectMany(static e => e.Columns).FirstOrDefault(c => Explodes(rule, c)) is { } list)
            throw new InputFaultException(
                $"The blocking rule {rule.Condition} asks for more of the single values of {list} (arrays_to_explode) than that two of them are equal. Ask for l.{list} = r.{list}, or the same of an expression over each."
            );
        var compiled = rest.Count == 0 ? null : PairCondition.Compile(new SqlCall("and", [.. rest]), fields, scratches);
        return new(rule, [.. lefts], [.. rights], [.. lists], compiled);

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
            if (shared.Length > 0 || !Rule.Exploded.IsDefaultOrEmpty)
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
        var worked = shared.Select(s => fields.Aside(side is Side.Right ? s.Right : s.Left)).ToArray();
        var ones = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var row = 0; row < table.Rows; row++)
            Take(row, 0);

        void Take(int row, int list)
        {
            if (list == lists.Length)
            {
                if (KeyOf(row) is var key && (key is not None || asked.Length == 0))
                    Share(row, key, 0);
                return;
            }
            foreach (var one in SqlFunctions.List(pool.Text(lists[list].Ids[row])))
            {
                ones[lists[list].Name] = one;
                Take(row, list + 1);
            }
        }

        void Share(int row, ulong key, int list)
        {
            if (list == worked.Length)
            {
                all.Add((key, row, side));
                return;
            }
            if (worked[list][row] is var id && id > TextPool.Empty)
                foreach (var one in SqlFunctions.List(pool.Text(id)))
                    Share(row, Mix(key, pool.Add(one)), list + 1);
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
