namespace Bluelamp.Kernel.Expressions;

/// <summary>Checks the types of a parsed expression and turns it into nodes. Goes on after a fault, so that an author sees all of them.</summary>
internal sealed partial class Compiler(CelScope scope)
{
    private const int MostDepth = 200;
    private readonly List<(string Name, int Slot, CelType Type)> _locals = [];
    private int _depth;

    public List<(int Offset, string Message)> Faults { get; } = [];

    public HashSet<string> Uses { get; } = new(StringComparer.Ordinal);

    /// <summary>How many variables of macros are alive at once, at most.</summary>
    public int Locals { get; private set; }

    public (Node Node, CelType Type) Compile(Syntax syntax)
    {
        if (++_depth > MostDepth)
            throw new SyntaxFault(syntax.Offset, $"This is longer than {MostDepth} steps in a row. Split it.");
        var compiled = syntax switch
        {
            LiteralSyntax literal => (new LiteralNode(literal.Value), new CelType(literal.Value.Kind)),
            NameSyntax name => Name(name),
            SelectSyntax select => Select(select, test: false),
            CallSyntax call => Call(call),
            ListSyntax list => List(list),
            MapSyntax map => Map(map),
            _ => throw new InvalidOperationException($"Unknown syntax {syntax.GetType().Name}."),
        };
        _depth--;
        return compiled;
    }

    public void Fault(int offset, string message) => Faults.Add((offset, message));

    private (Node, CelType) Wrong(int offset, string message)
    {
        Fault(offset, message);
        return (new LiteralNode(CelValue.Null), CelType.Dyn);
    }

    private (Node, CelType) Name(NameSyntax name)
    {
        var local = name.Root ? -1 : _locals.FindLastIndex(l => string.Equals(l.Name, name.Name, StringComparison.Ordinal));
        if (local >= 0)
            return (new LocalNode(_locals[local].Slot), _locals[local].Type);
        if (scope.TryFind(name.Name, out var slot, out var type))
        {
            Uses.Add(name.Name);
            return (new VariableNode(slot, name.Offset), type);
        }
        if (CelType.Named(name.Name) is { Kind: not CelKind.Dyn } denoted && name.Name is not ("timestamp" or "duration" or "null"))
            return (new LiteralNode(CelValue.Of(denoted)), CelType.Type);
        var known = scope.Names.Concat(_locals.Select(static l => l.Name)).ToList();
        return Wrong(name.Offset, $"'{name.Name}' is not known. {Definitions.Words.Suggest(name.Name, known)}");
    }

    private (Node, CelType) Select(SelectSyntax select, bool test)
    {
        if (!test && Dotted(select) is { } dotted && dotted.Contains('.', StringComparison.Ordinal) && CelType.Named(dotted) is { } denoted)
            return (new LiteralNode(CelValue.Of(denoted)), CelType.Type);
        var (target, type) = Compile(select.Target);
        var node = new SelectNode(target, select.Field, test, select.Offset);
        if (type.Kind is CelKind.Dyn)
            return (node, test ? CelType.Bool : CelType.Dyn);
        if (type.Kind is not CelKind.Map || type.Key is { Kind: not (CelKind.String or CelKind.Dyn) })
            return Wrong(select.Offset, $"A {type} has no field '{select.Field}'.");
        if (type.Fields is not { } fields)
            return (node, test ? CelType.Bool : type.Element ?? CelType.Dyn);
        return fields.TryGetValue(select.Field, out var field)
            ? (node, test ? CelType.Bool : field)
            : Wrong(select.Offset, $"There is no field '{select.Field}'. {Definitions.Words.Suggest(select.Field, fields.Keys)}");
    }

    private static string? Dotted(Syntax syntax) =>
        syntax switch
        {
            NameSyntax name => name.Name,
            SelectSyntax select when Dotted(select.Target) is { } target && target.Length < 40 => $"{target}.{select.Field}",
            _ => null,
        };

    private (Node, CelType) List(ListSyntax list)
    {
        var items = list.Items.Select(Compile).ToList();
        var element = items.Count == 0 ? CelType.Dyn : items.Select(static i => i.Type).Aggregate(static (a, b) => a.Or(b));
        return (new ListNode([.. items.Select(static i => i.Node)]), CelType.ListOf(element));
    }

    private (Node, CelType) Map(MapSyntax map)
    {
        var keys = map.Entries.Select(e => Compile(e.Key)).ToList();
        var values = map.Entries.Select(e => Compile(e.Value)).ToList();
        foreach (var (key, syntax) in keys.Zip(map.Entries))
        {
            if (key.Type.Kind is not (CelKind.String or CelKind.Int or CelKind.UInt or CelKind.Bool or CelKind.Dyn))
                Fault(syntax.Key.Offset, $"A {key.Type} cannot be the key of a map. Use a string, a whole number or a bool.");
        }
        var type = CelType.MapOf(Join(keys), Join(values));
        return (new MapNode([.. keys.Zip(values, static (k, v) => (k.Node, v.Node))], map.Offset), type);

        static CelType Join(List<(Node Node, CelType Type)> all) =>
            all.Count == 0 ? CelType.Dyn : all.Select(static a => a.Type).Aggregate(static (a, b) => a.Or(b));
    }
}
