using System.Collections.Immutable;

namespace Bluelamp.Kernel.Expressions;

/// <summary>What is wrong in an expression. Offset counts characters from 0; line and column count from 1.</summary>
public sealed record CelProblem(int Offset, int Line, int Column, string Message)
{
    public override string ToString() => $"{Line}:{Column}: {Message}";
}

/// <summary>
/// An expression of the Common Expression Language, checked once, evaluated often, from any thread. It cannot loop for ever, reach outside its variables, or
/// throw: what goes wrong is an error value. <c>docs/expressions.md</c> says what is supported.
/// </summary>
public sealed class CelExpression
{
    /// <summary>What one evaluation may cost: about one for each operation, and one for each sixteen characters or items handled.</summary>
    public const int DefaultBudget = 100_000;

    private const int MostLength = 10_000;

    private readonly Node _root;
    private readonly CelScope _scope;
    private readonly int _locals;

    private CelExpression(string source, CelScope scope, Node root, CelType type, Compiler compiler)
    {
        (Source, _scope, _root, Type, _locals) = (source, scope, root, type, compiler.Locals);
        Uses = [.. compiler.Uses.Order(StringComparer.Ordinal)];
    }

    public string Source { get; }

    public CelType Type { get; }

    /// <summary>The variables that the expression looks at.</summary>
    public ImmutableArray<string> Uses { get; }

    /// <summary>Parses and checks. Null with at least one problem when the source is wrong or does not give <paramref name="expected"/>.</summary>
    public static CelExpression? Compile(string source, CelScope scope, CelType? expected, out IReadOnlyList<CelProblem> problems)
    {
        var compiler = new Compiler(scope);
        try
        {
            if (source.Length > MostLength)
                throw new SyntaxFault(0, $"The expression is longer than {MostLength} characters. Simplify it.");
            var (root, type) = compiler.Compile(Parser.Parse(source));
            if (compiler.Faults.Count == 0 && expected?.Accepts(type) == false)
                compiler.Fault(0, $"This gives {type}, but {expected} is wanted here.");
            problems = [.. compiler.Faults.Select(f => At(source, f.Offset, f.Message))];
            return problems.Count == 0 ? new(source, scope, root, type, compiler) : null;
        }
        catch (SyntaxFault fault)
        {
            problems = [At(source, fault.Offset, fault.Message)];
            return null;
        }
    }

    /// <summary>The expression; one that is written in code must be right.</summary>
    public static CelExpression Parse(string source, CelScope scope, CelType? expected = null) =>
        Compile(source, scope, expected, out var problems) ?? throw new FormatException($"{source}\n{string.Join('\n', problems)}");

    public CelValue Evaluate(IReadOnlyDictionary<string, CelValue> variables, int budget = DefaultBudget) =>
        Evaluate(_scope.Bind(variables), budget);

    /// <summary>Evaluates over values that were bound once for several expressions of the same scope.</summary>
    public CelValue Evaluate(ReadOnlySpan<CelValue> variables, int budget = DefaultBudget)
    {
        if (variables.Length != _scope.Count)
            throw new ArgumentException("These values were bound by another scope.", nameof(variables));
        var frame = new Frame(variables, _locals == 0 ? [] : new CelValue[_locals], budget);
        var value = _root.Run(ref frame);
        return frame.IsSpent ? CelValue.Error("the expression costs more than it may") : value;
    }

    private static CelProblem At(string source, int offset, string message)
    {
        var before = source.AsSpan(0, Math.Min(offset, source.Length));
        return new(offset, before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'), message);
    }
}
