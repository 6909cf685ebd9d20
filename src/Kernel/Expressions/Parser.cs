using System.Collections.Frozen;

namespace Bluelamp.Kernel.Expressions;

/// <summary>Parses CEL by the grammar of its specification, binary operators by precedence.</summary>
internal sealed class Parser(List<Token> tokens)
{
    private const int MostNesting = 64;

    private static readonly FrozenSet<string> Reserved = new[]
    {
        "as",
        "break",
        "const",
        "continue",
        "else",
        "for",
        "function",
        "if",
        "import",
        "in",
        "let",
        "loop",
        "package",
        "namespace",
        "return",
        "var",
        "void",
        "while",
    }.ToFrozenSet(StringComparer.Ordinal);

    private int _next;
    private int _nesting;

    private Token Current => tokens[_next];

    public static Syntax Parse(string source)
    {
        var parser = new Parser(Lexer.Read(source));
        var whole = parser.Expression();
        if (parser.Current.Kind is not TokenKind.End)
            throw parser.Unexpected("The expression should end here");
        return whole;
    }

    private Syntax Expression()
    {
        if (++_nesting > MostNesting)
            throw new SyntaxFault(Current.Offset, $"This is nested more than {MostNesting} levels deep. Simplify it.");
        var condition = Binary(minimum: 1);
        if (Current.Is("?"))
        {
            var offset = Take().Offset;
            var yes = Binary(minimum: 1);
            Expect(":");
            condition = new CallSyntax(offset, "?:", Target: null, [condition, yes, Expression()]);
        }
        _nesting--;
        return condition;
    }

    private Syntax Binary(int minimum)
    {
        var left = Unary();
        while (Precedence(Current) is var precedence && precedence >= minimum)
        {
            var sign = Take();
            left = new CallSyntax(sign.Offset, sign.Text, Target: null, [left, Binary(precedence + 1)]);
        }
        return left;
    }

    private static int Precedence(Token token) =>
        token switch
        {
            { Kind: TokenKind.Name, Text: "in" } => 3,
            { Kind: not TokenKind.Sign } => 0,
            { Text: "||" } => 1,
            { Text: "&&" } => 2,
            { Text: "<" or "<=" or ">" or ">=" or "==" or "!=" } => 3,
            { Text: "+" or "-" } => 4,
            { Text: "*" or "/" or "%" } => 5,
            _ => 0,
        };

    private Syntax Unary()
    {
        if (!Current.Is("!") && !Current.Is("-"))
            return Member(Primary());
        if (Current.Is("-") && tokens[_next + 1] is { Kind: TokenKind.Number } number)
        {
            var minus = Take();
            Take();
            return Member(new LiteralSyntax(minus.Offset, Negative(minus.Offset, number.Value)));
        }
        var sign = Take();
        if (++_nesting > MostNesting)
            throw new SyntaxFault(sign.Offset, $"This is nested more than {MostNesting} levels deep. Simplify it.");
        var operand = Unary();
        _nesting--;
        return new CallSyntax(sign.Offset, sign.Is("!") ? "!" : "neg", Target: null, [operand]);
    }

    private static CelValue Negative(int offset, CelValue value) =>
        value.Kind switch
        {
            CelKind.Int => CelValue.Of(unchecked(-value.AsInt())),
            CelKind.Double => CelValue.Of(-value.AsDouble()),
            _ => throw new SyntaxFault(offset, "A uint cannot be negative."),
        };

    private Syntax Member(Syntax target)
    {
        while (true)
        {
            if (Current.Is("."))
            {
                Take();
                var name = Name("after the dot");
                target = Current.Is("(")
                    ? new CallSyntax(name.Offset, name.Text, target, Arguments())
                    : new SelectSyntax(name.Offset, target, name.Text);
            }
            else if (Current.Is("["))
            {
                var offset = Take().Offset;
                var index = Expression();
                Expect("]");
                target = new CallSyntax(offset, "[]", Target: null, [target, index]);
            }
            else
                return target;
        }
    }

    private Syntax Primary()
    {
        var token = Current;
        if (token.Kind is TokenKind.Number or TokenKind.Text)
            return new LiteralSyntax(token.Offset, Checked(Take()));
        if (token.Is("("))
        {
            Take();
            var inner = Expression();
            Expect(")");
            return inner;
        }
        if (token.Is("["))
            return List();
        if (token.Is("{"))
            return Map();
        return NameOrCall();
    }

    private static CelValue Checked(Token literal) =>
        literal is { Kind: TokenKind.Number, Value: { Kind: CelKind.Int } value } && value.AsInt() == long.MinValue
            ? throw new SyntaxFault(literal.Offset, $"The number {literal.Text} is too large for an int.")
            : literal.Value;

    private Syntax NameOrCall()
    {
        var root = Current.Is(".");
        if (root)
            Take();
        var name = Name("here");
        CelValue? constant = name.Text switch
        {
            "true" => true,
            "false" => false,
            "null" => CelValue.Null,
            _ => (CelValue?)null,
        };
        if (constant is { } value && !root)
            return new LiteralSyntax(name.Offset, value);
        if (Reserved.Contains(name.Text))
            throw new SyntaxFault(name.Offset, $"'{name.Text}' is a reserved word. Use another name.");
        if (Current.Is("{"))
            throw new SyntaxFault(Current.Offset, "Messages cannot be made here. Use a map: {'key': value}.");
        return Current.Is("(")
            ? new CallSyntax(name.Offset, name.Text, Target: null, Arguments())
            : new NameSyntax(name.Offset, name.Text, root);
    }

    private List<Syntax> Arguments()
    {
        Expect("(");
        return Several(")", Expression, trailingComma: false);
    }

    private ListSyntax List() => new(Take().Offset, Several("]", Expression, trailingComma: true));

    private MapSyntax Map()
    {
        var offset = Take().Offset;
        var entries = Several(
            "}",
            () =>
            {
                var key = Expression();
                Expect(":");
                return (key, Expression());
            },
            trailingComma: true
        );
        return new(offset, entries);
    }

    private List<T> Several<T>(string close, Func<T> read, bool trailingComma)
    {
        var items = new List<T>();
        while (!Current.Is(close))
        {
            items.Add(read());
            if (!Current.Is(","))
                break;
            var comma = Take();
            if (Current.Is(close) && !trailingComma)
                throw new SyntaxFault(comma.Offset, "An argument is missing after this comma.");
        }
        Expect(close);
        return items;
    }

    private Token Take() => tokens[_next++];

    private Token Name(string where) => Current.Kind is TokenKind.Name ? Take() : throw Unexpected($"A name is expected {where}");

    private void Expect(string sign)
    {
        if (!Current.Is(sign))
            throw Unexpected($"'{sign}' is expected here");
        Take();
    }

    private SyntaxFault Unexpected(string what) => new(Current.Offset, $"{what}, but found {Shown(Current)}.");

    private static string Shown(Token token) => token.Kind is TokenKind.End or TokenKind.Text ? token.Text : $"'{Texts.Short(token.Text)}'";
}
