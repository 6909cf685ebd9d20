using System.Text;

namespace Bluelamp.Linkage;

/// <summary>
/// The numbers under which one record is found: one for each blocking rule that it has all values for, or several where a rule asks for any of a list of
/// values. Two records that a rule brings together share a number. They follow from the rule and the values alone, so they may be kept beside a record.
/// </summary>
public sealed class RecordKeys
{
    /// <summary>Between the values of a list, as in <c>+447700900123|+441970123456</c>.</summary>
    public const char Separator = '|';

    private readonly Rule[] rules;

    /// <summary>Prepares rules of the form <c>l.a = r.a AND l.b = r.b</c>.</summary>
    /// <exception cref="InputFaultException">A rule asks for something else.</exception>
    public RecordKeys(IEnumerable<BlockingRule> rules) => this.rules = [.. rules.Select(Rule.Of)];

    /// <summary>The keys of a record, each once.</summary>
    /// <param name="value">What the record has in a column; null where it has nothing.</param>
    public IEnumerable<long> Of(Func<string, string?> value) => rules.SelectMany(r => r.Keys(value)).Distinct();

    /// <summary>The keys by the first of the rules that the record has all values for.</summary>
    public IEnumerable<long> FirstOf(Func<string, string?> value) =>
        rules.Select(r => r.Keys(value).ToArray()).FirstOrDefault(static keys => keys.Length > 0) ?? [];

    private sealed record Rule(ulong Seed, SqlExpression[] Parts, string? Exploded)
    {
        public static Rule Of(BlockingRule rule)
        {
            var parsed = SqlParser.Parse(rule.Condition);
            SqlExpression[] conditions = parsed is SqlCall { Name: "and" } all ? all.Parts : [parsed];
            var exploded = rule.Exploded.IsDefaultOrEmpty ? null : rule.Exploded[0];
            if (rule.Exploded is { IsDefault: false, Length: > 1 })
                throw new InputFaultException($"The blocking rule {rule.Condition} asks for the single values of more than one column.");
            return new(Hash(0xCBF2_9CE4_8422_2325, rule.Condition), [.. conditions.Select(c => Part(rule, c))], exploded);
        }

        public IEnumerable<long> Keys(Func<string, string?> value)
        {
            if (Exploded is null)
                return Key(value) is { } key ? [key] : [];
            return (value(Exploded) ?? "")
                .Split(Separator, StringSplitOptions.RemoveEmptyEntries)
                .Select(one => Key(column => Is(column, Exploded) ? one : value(column)))
                .OfType<long>();
        }

        private long? Key(Func<string, string?> value)
        {
            var hash = Seed;
            foreach (var part in Parts)
            {
                if (SqlValues.Text(SqlValues.Of(part, c => value(c.Name))) is not { Length: > 0 } text)
                    return null;
                hash = Hash(hash, text);
            }
            return (long)hash;
        }

        /// <summary>What both records must have alike, as an expression over one of them.</summary>
        private static SqlExpression Part(BlockingRule rule, SqlExpression condition) =>
            condition is SqlCall { Name: "=", Parts: [var a, var b] }
            && (a.Sides | b.Sides) == Side.Both
            && a.Sides != Side.Both
            && b.Sides != Side.Both
            && string.Equals(a.ToString(), b.ToString(), StringComparison.Ordinal)
                ? a
                : throw new InputFaultException(
                    $"The blocking rule {rule.Condition} cannot be kept beside a record. Such a rule asks for the same of both records, as in l.surname = r.surname."
                );

        private static bool Is(string column, string other) => column.Equals(other, StringComparison.OrdinalIgnoreCase);

        /// <summary>FNV-1a of 64 bits, with an end after each text, mixed so that near texts are far apart.</summary>
        private static ulong Hash(ulong hash, string text)
        {
            foreach (var b in Encoding.UTF8.GetBytes(text))
                hash = (hash ^ b) * 0x0000_0100_0000_01B3;
            hash = (hash ^ 0xFF) * 0x0000_0100_0000_01B3;
            return (hash ^ (hash >> 32)) * 0xD6E8_FEB8_6659_FD93;
        }
    }
}
