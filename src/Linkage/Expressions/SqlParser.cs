using System.Globalization;
using System.Runtime.CompilerServices;

namespace Bluelamp.Linkage;

/// <summary>
/// Reads conditions as Splink writes them: <c>l."surname" = r."surname"</c> in a blocking rule, <c>"surname_l" = "surname_r"</c> in a comparison level.
/// </summary>
public sealed class SqlParser
{
    private const int DeepestNesting = 200;
    private static readonly string[] Comparisons = ["=", "==", "<>", "!=", "<=", ">=", "<", ">"];
    private static readonly ConditionalWeakTable<string, SqlExpression> Read = [];
    private readonly SqlTokens tokens;
    private int depth;

    private SqlParser(string text) => tokens = new(text);

    /// <summary>Reads a condition.</summary>
    /// <exception cref="InputFaultException">It cannot be read; says where and why.</exception>
    public static SqlExpression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parser = new SqlParser(text);
        var expression = parser.Or();
        if (parser.tokens.Next is { Text: var left })
            throw parser.tokens.Fault($"{left} is not expected here");
        return Counted(expression, [.. Reckoned(expression)]);
    }

    /// <summary>The columns with which a condition reckons, so that they hold numbers: those are compared as numbers, as the database does that knows their type.</summary>
    private static IEnumerable<string> Reckoned(SqlExpression e) =>
        e is not SqlCall call
            ? []
            : call
                .Parts.OfType<SqlColumn>()
                .Where(_ => call.Name is "+" or "-" or "*" or "/" or "%")
                .Select(static c => c.Name.ToLowerInvariant())
                .Concat(call.Parts.SelectMany(Reckoned));

    private static SqlExpression Counted(SqlExpression e, HashSet<string> numbers)
    {
        if (numbers.Count == 0 || e is not SqlCall call)
            return e;
        var compares = call.Name is "=" or "<>" or "<" or "<=" or ">" or ">=";
        return new SqlCall(
            call.Name,
            [
                .. call.Parts.Select(part =>
                    compares && part is SqlColumn column && numbers.Contains(column.Name.ToLowerInvariant())
                        ? new SqlCall("cast", column, new SqlLiteral("double"))
                        : Counted(part, numbers)
                ),
            ]
        );
    }

    /// <summary>Reads a condition of a model, which is asked for each time that the model is made ready.</summary>
    internal static SqlExpression ParseOnce(string text) => Read.GetValue(text, Parse);

    private SqlExpression Or() => Chain("or", And);

    private SqlExpression And() => Chain("and", Not);

    private SqlExpression Chain(string word, Func<SqlExpression> part)
    {
        var parts = new List<SqlExpression> { part() };
        while (tokens.TakeWord(word))
            parts.Add(part());
        return parts is [var only] ? only : new SqlCall(word, [.. parts]);
    }

    private SqlExpression Not()
    {
        if (!tokens.TakeWord("not"))
            return Compared();
        Deeper();
        var not = new SqlCall("not", Not());
        depth--;
        return not;
    }

    private SqlExpression Compared()
    {
        var left = Sum();
        if (tokens.TakeWord("is"))
        {
            var negated = tokens.TakeWord("not");
            tokens.Need("null");
            var isNull = new SqlCall("is null", left);
            return negated ? new SqlCall("not", isNull) : isNull;
        }
        var opposite = tokens.Ahead("in", "like", "between") && tokens.TakeWord("not");
        if (Listed(left) is { } listed)
            return opposite ? new SqlCall("not", listed) : listed;
        foreach (var sign in Comparisons)
        {
            if (tokens.TakeSign(sign))
                return new SqlCall(
                    sign switch
                    {
                        "==" => "=",
                        "!=" => "<>",
                        _ => sign,
                    },
                    left,
                    Sum()
                );
        }
        return left;
    }

    /// <summary>What is asked of a value by a word; null when no such word follows.</summary>
    private SqlCall? Listed(SqlExpression left)
    {
        if (tokens.TakeWord("between"))
        {
            var from = Sum();
            tokens.Need("and");
            return new("and", new SqlCall(">=", left, from), new SqlCall("<=", left, Sum()));
        }
        if (tokens.TakeWord("like"))
            return new("like", left, Sum());
        return tokens.TakeWord("in") ? new("or", [.. List().Select(e => new SqlCall("=", left, e))]) : null;
    }

    private SqlExpression Sum() => Signs(Product, "+", "-", "||");

    private SqlExpression Product() => Signs(Unary, "*", "/", "%");

    private SqlExpression Signs(Func<SqlExpression> part, params ReadOnlySpan<string> signs)
    {
        var left = part();
        while (true)
        {
            var found = "";
            foreach (var sign in signs)
            {
                if (tokens.TakeSign(sign))
                {
                    found = sign;
                    break;
                }
            }
            if (found.Length == 0)
                return left;
            left = new SqlCall(found, left, part());
        }
    }

    private SqlExpression Unary()
    {
        if (!tokens.TakeSign("-"))
            return Cast(Primary());
        Deeper();
        var negated = new SqlCall("-", new SqlLiteral(0d), Unary());
        depth--;
        return negated;
    }

    private SqlExpression Cast(SqlExpression e)
    {
        while (tokens.TakeSign("::"))
            e = new SqlCall("cast", e, new SqlLiteral(Type()));
        return e;
    }

    private string Type()
    {
        var type = tokens.Take(SqlToken.Word, "the name of a type").ToLowerInvariant();
        if (tokens.TakeSign("("))
        {
            tokens.Take(SqlToken.Number, "a length");
            tokens.NeedSign(")");
        }
        return tokens.TakeSign("[") ? $"{type}{Closed()}" : type;
    }

    private string Closed()
    {
        tokens.NeedSign("]");
        return "[]";
    }

    private SqlExpression Primary()
    {
        var (word, kind) = tokens.Next ?? throw tokens.Fault("it ends too early");
        if (kind is not SqlToken.Sign)
            tokens.Skip();
        switch (kind)
        {
            case SqlToken.Number:
                return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? new SqlLiteral(number)
                    : throw tokens.Fault($"{word} is no number");
            case SqlToken.Text:
                return new SqlLiteral(word);
            case SqlToken.Name:
                return Column(word);
            case SqlToken.Word:
                return Word(word);
        }
        tokens.NeedSign("(");
        Deeper();
        var inner = Or();
        depth--;
        tokens.NeedSign(")");
        return inner;
    }

    private SqlExpression Word(string word)
    {
        var lower = word.ToLowerInvariant();
        if (lower is "null")
            return new SqlLiteral(null);
        if (lower is "true" or "false")
            return new SqlLiteral(lower is "true");
        if (lower is "case")
            return Case();
        if (tokens.Next is { Kind: SqlToken.Sign, Text: "(" })
            return lower is "cast" or "try_cast" ? CastCall() : new SqlCall(lower, [.. List()]);
        if (lower is "l" or "r" && tokens.TakeSign("."))
            return new SqlColumn(lower is "l" ? Side.Left : Side.Right, tokens.TakeName());
        return Column(word);
    }

    /// <summary><c>case when … then … else … end</c>, or <c>case x when … </c>: conditions and what they come to in turn, and what all else comes to.</summary>
    private SqlCall Case()
    {
        Deeper();
        var parts = new List<SqlExpression>();
        var asked = tokens.IsNext("when") ? null : Or();
        while (tokens.TakeWord("when"))
        {
            var condition = Or();
            parts.Add(asked is null ? condition : new SqlCall("=", asked, condition));
            tokens.Need("then");
            parts.Add(Or());
        }
        if (parts.Count == 0)
            throw tokens.Fault("the word when is missing");
        parts.Add(tokens.TakeWord("else") ? Or() : new SqlLiteral(null));
        tokens.Need("end");
        depth--;
        return new("case", [.. parts]);
    }

    private SqlCall CastCall()
    {
        tokens.NeedSign("(");
        var inner = Or();
        tokens.Need("as");
        var type = Type();
        tokens.NeedSign(")");
        return new("cast", inner, new SqlLiteral(type));
    }

    private List<SqlExpression> List()
    {
        tokens.NeedSign("(");
        Deeper();
        var list = new List<SqlExpression>();
        if (!tokens.TakeSign(")"))
        {
            do list.Add(Or());
            while (tokens.TakeSign(","));
            tokens.NeedSign(")");
        }
        depth--;
        return list;
    }

    private SqlColumn Column(string name)
    {
        if (name is "l" or "r" && tokens.TakeSign("."))
            return new(name is "l" ? Side.Left : Side.Right, tokens.TakeName());
        if (name.EndsWith("_l", StringComparison.OrdinalIgnoreCase))
            return new(Side.Left, name[..^2]);
        if (name.EndsWith("_r", StringComparison.OrdinalIgnoreCase))
            return new(Side.Right, name[..^2]);
        throw tokens.Fault($"{name} does not say of which record it is: write {name}_l and {name}_r, or l.{name} and r.{name}");
    }

    private void Deeper()
    {
        if (++depth > DeepestNesting)
            throw new InputFaultException($"A condition is nested more than {DeepestNesting} deep.");
    }
}
