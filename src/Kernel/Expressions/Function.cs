namespace Bluelamp.Kernel.Expressions;

internal delegate CelValue Implementation(ref Frame frame, scoped ReadOnlySpan<CelValue> arguments);

/// <summary>The types that one form of a function takes, the target of a method first, and what it gives.</summary>
internal sealed record Overload(CelType[] Parameters, CelType Result)
{
    public bool Takes(IReadOnlyList<CelType> given) =>
        given.Count == Parameters.Length && Parameters.Zip(given, static (wanted, g) => wanted.Accepts(g)).All(static ok => ok);
}

/// <summary>A function, method or operator. The checker looks at the overloads; the implementation looks at the values themselves.</summary>
internal sealed class Function(string name, bool isMethod, Overload[] overloads, Implementation run)
{
    public string Name => name;

    public bool IsMethod => isMethod;

    public IReadOnlyList<Overload> Overloads => overloads;

    /// <summary>A function from its forms as text, such as <c>string, int -> string</c>.</summary>
    public static Function Global(string name, Implementation run, params string[] forms) =>
        new(name, isMethod: false, [.. forms.Select(Form)], run);

    /// <summary>The same for a method; its target is the first type.</summary>
    public static Function Method(string name, Implementation run, params string[] forms) =>
        new(name, isMethod: true, [.. forms.Select(Form)], run);

    public CelValue Run(ref Frame frame, scoped ReadOnlySpan<CelValue> arguments)
    {
        var value = run(ref frame, arguments);
        return value is { IsError: true, ErrorMessage: Mismatch } ? NoOverload(name, arguments) : value;
    }

    /// <summary>What an implementation answers when its arguments are of kinds that it does not take.</summary>
    public static CelValue NoMatch { get; } = CelValue.Error(Mismatch);

    private const string Mismatch = "no such overload";

    public static CelValue NoOverload(string name, params scoped ReadOnlySpan<CelValue> arguments)
    {
        var kinds = new List<string>();
        foreach (var argument in arguments)
            kinds.Add(NameOf(argument));
        return CelValue.Error($"no such overload: {name}({string.Join(", ", kinds)})");
    }

    public static string NameOf(CelValue value) => value.Kind is CelKind.Null ? "null" : value.Kind.ToString().ToLowerInvariant();

    private static Overload Form(string form)
    {
        var (parameters, result) = form.Split(" -> ") is [var p, var r] ? (p, r) : ("", form);
        return new([.. parameters.Split(", ").Select(Known)], Known(result));
    }

    private static CelType Known(string name) =>
        CelType.Named(name) ?? throw new ArgumentException($"'{name}' is not a CEL type.", nameof(name));
}
