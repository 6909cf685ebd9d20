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
    private readonly string text;
    private readonly List<(string Text, char Kind, int At)> tokens = [];
    private int next;
    private int depth;

    private SqlParser(string text) => this.text = text;

    /// <summary>Reads a condition.</summary>
    /// <exception cref="InputFaultException">It cannot be read; says where and why.</exception>
    public static SqlExpression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parser = new SqlParser(text);
        parser.Split();
        var expression = parser.Or();
        if (parser.next < parser.tokens.Count)
            throw parser.Fault($"{parser.tokens[parser.next].Text} is not expected here");
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

    private void Split()
    {
        for (var at = 0; at < text.Length; )
        {
            var c = text[at];
            if (char.IsWhiteSpace(c))
                at++;
            else if (c is '"' or '\'' or '`')
                at = Quoted(at);
            else if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
                at = Token(
                    at,
                    'n',
                    static (t, i) => char.IsAsciiLetterOrDigit(t[i]) || t[i] == '.' || (t[i] is '+' or '-' && t[i - 1] is 'e' or 'E')
                );
            else if (char.IsLetter(c) || c == '_')
                at = Token(at, 'w', static (t, i) => char.IsLetterOrDigit(t[i]) || t[i] == '_');
            else
                at = Sign(at);
        }
    }

    private int Token(int at, char kind, Func<string, int, bool> goesOn)
    {
        var end = at + 1;
        while (end < text.Length && goesOn(text, end))
            end++;
        tokens.Add((text[at..end], kind, at));
        return end;
    }

    private int Quoted(int at)
    {
        var quote = text[at];
        var words = new System.Text.StringBuilder();
        for (var end = at + 1; end < text.Length; end++)
        {
            if (text[end] != quote)
            {
                words.Append(text[end]);
                continue;
            }
            if (end + 1 < text.Length && text[end + 1] == quote)
            {
                words.Append(quote);
                end++;
                continue;
            }
            tokens.Add((words.ToString(), quote == '\'' ? 's' : 'q', at));
            return end + 1;
        }
        throw new InputFaultException($"In the condition {text}, character {at + 1}: a quote is opened and never closed.");
    }

    private int Sign(int at)
    {
        var two = at + 1 < text.Length ? text.Substring(at, 2) : "";
        var sign = two is "<=" or ">=" or "<>" or "!=" or "==" or "||" or "::" ? two : text[at..(at + 1)];
        tokens.Add((sign, 'o', at));
        return at + sign.Length;
    }

    private SqlExpression Or() => Chain("or", And);

    private SqlExpression And() => Chain("and", Not);

    private SqlExpression Chain(string word, Func<SqlExpression> part)
    {
        var parts = new List<SqlExpression> { part() };
        while (TakeWord(word))
            parts.Add(part());
        return parts is [var only] ? only : new SqlCall(word, [.. parts]);
    }

    private SqlExpression Not()
    {
        if (!TakeWord("not"))
            return Compared();
        Deeper();
        var not = new SqlCall("not", Not());
        depth--;
        return not;
    }

    private SqlExpression Compared()
    {
        var left = Sum();
        if (TakeWord("is"))
        {
            var negated = TakeWord("not");
            Need("null");
            var isNull = new SqlCall("is null", left);
            return negated ? new SqlCall("not", isNull) : isNull;
        }
        var opposite = Ahead("in", "like", "between") && TakeWord("not");
        if (Listed(left) is { } listed)
            return opposite ? new SqlCall("not", listed) : listed;
        foreach (var sign in Comparisons)
        {
            if (TakeSign(sign))
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
        if (TakeWord("between"))
        {
            var from = Sum();
            Need("and");
            return new("and", new SqlCall(">=", left, from), new SqlCall("<=", left, Sum()));
        }
        if (TakeWord("like"))
            return new("like", left, Sum());
        return TakeWord("in") ? new("or", [.. List().Select(e => new SqlCall("=", left, e))]) : null;
    }

    /// <summary>The word <c>not</c> is next, and one of these after it.</summary>
    private bool Ahead(params ReadOnlySpan<string> words)
    {
        if (
            next + 1 >= tokens.Count
            || tokens[next] is not { Kind: 'w', Text: var not }
            || !not.Equals("not", StringComparison.OrdinalIgnoreCase)
        )
            return false;
        foreach (var word in words)
        {
            if (tokens[next + 1].Kind == 'w' && tokens[next + 1].Text.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
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
                if (TakeSign(sign))
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
        if (!TakeSign("-"))
            return Cast(Primary());
        Deeper();
        var negated = new SqlCall("-", new SqlLiteral(0d), Unary());
        depth--;
        return negated;
    }

    private SqlExpression Cast(SqlExpression e)
    {
        while (TakeSign("::"))
            e = new SqlCall("cast", e, new SqlLiteral(Type()));
        return e;
    }

    private string Type()
    {
        var type = Take('w', "the name of a type").ToLowerInvariant();
        if (TakeSign("("))
        {
            Take('n', "a length");
            NeedSign(")");
        }
        return TakeSign("[") ? $"{type}{Closed()}" : type;
    }

    private string Closed()
    {
        NeedSign("]");
        return "[]";
    }

    private SqlExpression Primary()
    {
        if (next >= tokens.Count)
            throw Fault("it ends too early");
        var (word, kind, _) = tokens[next];
        switch (kind)
        {
            case 'n':
                next++;
                return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? new SqlLiteral(number)
                    : throw Fault($"{word} is no number");
            case 's':
                next++;
                return new SqlLiteral(word);
            case 'q':
                next++;
                return Column(word);
            case 'w':
                next++;
                return Word(word);
        }
        NeedSign("(");
        Deeper();
        var inner = Or();
        depth--;
        NeedSign(")");
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
        if (TakeSign("("))
        {
            next--;
            return lower is "cast" or "try_cast" ? CastCall() : new SqlCall(lower, [.. List()]);
        }
        if (lower is "l" or "r" && TakeSign("."))
        {
            if (next >= tokens.Count || tokens[next].Kind is not ('q' or 'w'))
                throw Fault("the name of a column is missing after the dot");
            return new SqlColumn(lower is "l" ? Side.Left : Side.Right, tokens[next++].Text);
        }
        return Column(word);
    }

    /// <summary><c>case when … then … else … end</c>, or <c>case x when … </c>: conditions and what they come to in turn, and what all else comes to.</summary>
    private SqlCall Case()
    {
        Deeper();
        var parts = new List<SqlExpression>();
        var asked = IsNext("when") ? null : Or();
        while (TakeWord("when"))
        {
            var condition = Or();
            parts.Add(asked is null ? condition : new SqlCall("=", asked, condition));
            Need("then");
            parts.Add(Or());
        }
        if (parts.Count == 0)
            throw Fault("the word when is missing");
        parts.Add(TakeWord("else") ? Or() : new SqlLiteral(null));
        Need("end");
        depth--;
        return new("case", [.. parts]);
    }

    private SqlCall CastCall()
    {
        NeedSign("(");
        var inner = Or();
        Need("as");
        var type = Type();
        NeedSign(")");
        return new("cast", inner, new SqlLiteral(type));
    }

    private List<SqlExpression> List()
    {
        NeedSign("(");
        Deeper();
        var list = new List<SqlExpression>();
        if (!TakeSign(")"))
        {
            do list.Add(Or());
            while (TakeSign(","));
            NeedSign(")");
        }
        depth--;
        return list;
    }

    private SqlColumn Column(string name)
    {
        if (name is "l" or "r" && TakeSign("."))
            return new(
                name is "l" ? Side.Left : Side.Right,
                next < tokens.Count ? tokens[next++].Text : throw Fault("the name of a column is missing")
            );
        if (name.EndsWith("_l", StringComparison.OrdinalIgnoreCase))
            return new(Side.Left, name[..^2]);
        if (name.EndsWith("_r", StringComparison.OrdinalIgnoreCase))
            return new(Side.Right, name[..^2]);
        throw Fault($"{name} does not say of which record it is: write {name}_l and {name}_r, or l.{name} and r.{name}");
    }

    private void Deeper()
    {
        if (++depth > DeepestNesting)
            throw new InputFaultException($"A condition is nested more than {DeepestNesting} deep.");
    }

    private bool IsNext(string word) =>
        next < tokens.Count && tokens[next].Kind == 'w' && tokens[next].Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private bool TakeWord(string word)
    {
        if (!IsNext(word))
            return false;
        next++;
        return true;
    }

    private bool TakeSign(string sign)
    {
        if (next >= tokens.Count || tokens[next].Kind != 'o' || !string.Equals(tokens[next].Text, sign, StringComparison.Ordinal))
            return false;
        next++;
        return true;
    }

    private string Take(char kind, string what) =>
        next < tokens.Count && tokens[next].Kind == kind ? tokens[next++].Text : throw Fault($"{what} is missing");

    private void Need(string word)
    {
        if (!TakeWord(word))
            throw Fault($"the word {word} is missing");
    }

    private void NeedSign(string sign)
    {
        if (!TakeSign(sign))
            throw Fault($"{sign} is missing");
    }

    private InputFaultException Fault(string why) =>
        new($"In the condition {text}, character {(next < tokens.Count ? tokens[next].At : text.Length) + 1}: {why}.");
}
