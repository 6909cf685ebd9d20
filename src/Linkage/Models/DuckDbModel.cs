using System.Collections.Immutable;

namespace Bluelamp.Linkage;

/// <summary>A model that calls only functions that DuckDB has, so that it runs in Splink there; and the records that it is for.</summary>
/// <param name="Data">The records with their values made comparable, and beside them what the model asks for and DuckDB cannot work out; null without records.</param>
/// <param name="Notes">In plain words: what was left out.</param>
public sealed record DuckDbModel(LinkageModel Model, Table? Data, ImmutableArray<string> Notes)
{
    /// <summary>
    /// With records, what DuckDB cannot work out (how a name sounds) becomes a column of theirs, which the model then names. Without them a rule that needs it
    /// is left out, and so is a level for forms of one name.
    /// </summary>
    /// <param name="cleaned">The records, their values made comparable.</param>
    /// <exception cref="InputFaultException">Another level needs what DuckDB cannot work out, and there are no records.</exception>
    public static DuckDbModel Of(LinkageModel model, Table? cleaned)
    {
        ArgumentNullException.ThrowIfNull(model);
        var keys = new Dictionary<string, (string Name, SqlExpression Value)>(StringComparer.Ordinal);
        var (rules, notes) = (new List<BlockingRule>(), new List<string>());
        foreach (var rule in model.BlockingRules)
        {
            if (cleaned is null && SqlText.NeedsKeys(SqlParser.ParseOnce(rule.Condition)))
                notes.Add(
                    $"The rule {rule.Condition} is left out: DuckDB cannot work it out. With --input and --data it is kept, as a column of the records."
                );
            else
                rules.Add(rule with { Condition = Written(rule.Condition, new(inLevel: false, keys)) });
        }
        var comparisons = model
            .Comparisons.Select(c => cleaned is null ? WithoutNicknames(c, notes) : c)
            .Select(c => c with { Levels = [.. c.Levels.Select(Level)] })
            .ToImmutableArray();
        return new(model with { Comparisons = comparisons, BlockingRules = [.. rules] }, Keyed(cleaned, keys.Values), [.. notes]);

        Level Level(Level level)
        {
            if (cleaned is null && level.Parsed is { } parsed && SqlText.NeedsKeys(parsed))
                throw new InputFaultException(
                    $"DuckDB cannot work out the level {level.Condition}, and a level cannot be left out. Give the records by --input, and --data for those that the model is then for."
                );
            return level.IsElse ? level : level with { Condition = Written(level.Condition, new(inLevel: true, keys)) };
        }
    }

    /// <summary>
    /// Which names are forms of one another is in a table that DuckDB has not. Pairs that are alike only in that count as anything else there, and anything else
    /// as often as both together.
    /// </summary>
    private static Comparison WithoutNicknames(Comparison comparison, List<string> notes)
    {
        var asking = comparison.Levels.Where(static l => l.Parsed is { } parsed && CallsNicknames(parsed)).ToList();
        if (asking.Count == 0 || !comparison.Levels.Any(static l => l.IsElse))
            return comparison;
        notes.Add(
            $"That forms of one name are alike in {comparison.Name} is left out: DuckDB does not know them. With --input and --data it is kept, as a column of the records."
        );
        // The levels for those who share another column say the same of one person's records again.
        var whole = asking.Where(static l => l.Parsed is SqlCall { Name: "list_has_any" }).ToList();
        return comparison with
        {
            Levels =
            [
                .. comparison
                    .Levels.Except(asking)
                    .Select(l =>
                        l.IsElse ? l with { M = l.M + whole.Sum(static w => w.M ?? 0), U = l.U + whole.Sum(static w => w.U ?? 0) } : l
                    ),
            ],
        };
    }

    private static bool CallsNicknames(SqlExpression e) =>
        e is SqlCall call && (call.Is("nicknames") || Array.Exists(call.Parts, static p => CallsNicknames(p)));

    private static string Written(string condition, SqlText text) =>
        SqlParser.ParseOnce(condition) is var parsed && SqlText.IsForeign(parsed) ? text.Of(parsed) : condition;

    private static Table? Keyed(Table? cleaned, IEnumerable<(string Name, SqlExpression Value)> keys)
    {
        if (cleaned is null)
            return null;
        var (fields, keyed) = (new Fields(cleaned), new Table(cleaned.Pool, cleaned.Rows, cleaned.Columns));
        foreach (var (name, value) in keys)
        {
            if (cleaned.Has(name))
                throw new InputFaultException(
                    $"The records have a column {name} already, and the model needs one of that name. Rename it."
                );
            keyed.Put(new(name, fields.Aside(value)));
        }
        return keyed;
    }
}
