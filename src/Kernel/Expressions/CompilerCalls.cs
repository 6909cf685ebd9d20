namespace Bluelamp.Kernel.Expressions;

/// <summary>The half of the compiler that deals with operators, functions and macros.</summary>
internal sealed partial class Compiler
{
    private (Node, CelType) Call(CallSyntax call) =>
        call switch
        {
            { Name: "&&" or "||" } => Logic(call),
            { Name: "?:" } => Condition(call),
            { Name: "has", Target: null } => Has(call),
            { Target: { } target } when MacroOf(call) is { } macro => Loop(call, target, macro),
            { Target: null } when Operators.All.TryGetValue(call.Name, out var sign) => Operator(call, sign),
            _ => Named(call),
        };

    private (Node, CelType) Logic(CallSyntax call)
    {
        var operands = new List<Syntax>();
        Flatten(call, call.Name, operands);
        var nodes = operands.ConvertAll(o => Bool(o, $"'{call.Name}' joins"));
        return (new LogicNode([.. nodes], decisive: call.Name is "||", call.Offset), CelType.Bool);
    }

    /// <summary><c>a &amp;&amp; b &amp;&amp; c</c> is parsed leaning to the left; as one node it does not grow deep.</summary>
    private static void Flatten(Syntax syntax, string sign, List<Syntax> operands)
    {
        var at = syntax;
        var right = new Stack<Syntax>();
        for (; at is CallSyntax { Target: null } call && string.Equals(call.Name, sign, StringComparison.Ordinal); at = call.Arguments[0])
            right.Push(call.Arguments[1]);
        operands.Add(at);
        operands.AddRange(right);
    }

    private Node Bool(Syntax syntax, string wants)
    {
        var (node, type) = Compile(syntax);
        if (!CelType.Bool.Accepts(type))
            Fault(syntax.Offset, $"{wants} bools, but this is {type}.");
        return node;
    }

    private (Node, CelType) Condition(CallSyntax call)
    {
        var condition = Bool(call.Arguments[0], "'?' decides on");
        var (yes, yesType) = Compile(call.Arguments[1]);
        var (no, noType) = Compile(call.Arguments[2]);
        var agree = yesType.Accepts(noType) || yesType.Kind is CelKind.Null || noType.Kind is CelKind.Null;
        if (!agree)
            Fault(
                call.Arguments[2].Offset,
                $"One branch gives {yesType}, the other {noType}. Let both give the same, or wrap one in dyn()."
            );
        return (new ConditionNode(condition, yes, no, call.Offset), yesType.Or(noType));
    }

    private (Node, CelType) Has(CallSyntax call) =>
        call.Arguments is [SelectSyntax select]
            ? Select(select, test: true)
            : Wrong(call.Offset, "has() takes one field, such as has(victim.age).");

    private static Macro? MacroOf(CallSyntax call) =>
        (call.Name, call.Arguments.Count) switch
        {
            ("all", 2) => Macro.All,
            ("exists", 2) => Macro.Exists,
            ("exists_one", 2) => Macro.ExistsOne,
            ("map", 2 or 3) => Macro.Map,
            ("filter", 2) => Macro.Filter,
            _ => null,
        };

    private (Node, CelType) Loop(CallSyntax call, Syntax target, Macro macro)
    {
        var (range, rangeType) = Compile(target);
        if (call.Arguments[0] is not NameSyntax { Root: false } variable)
            return Wrong(call.Arguments[0].Offset, $"{call.Name}() begins with the name that stands for each item, such as x.");
        if (rangeType.Kind is not (CelKind.List or CelKind.Map or CelKind.Dyn))
            return Wrong(call.Offset, $"{call.Name}() goes through a list or a map, but this is {rangeType}.");
        var item = (rangeType.Kind is CelKind.Map ? rangeType.Key : rangeType.Element) ?? CelType.Dyn;
        var slot = _locals.Count;
        _locals.Add((variable.Name, slot, item));
        Locals = Math.Max(Locals, _locals.Count);
        var hasCondition = macro is not Macro.Map || call.Arguments.Count == 3;
        var condition = hasCondition ? Bool(call.Arguments[1], $"{call.Name}() decides on") : null;
        var (transform, transformed) = macro is Macro.Map ? Compile(call.Arguments[^1]) : (null, item);
        _locals.RemoveAt(slot);
        var type = macro is Macro.Map or Macro.Filter ? CelType.ListOf(transformed) : CelType.Bool;
        return (new LoopNode(macro, range, slot, condition, transform, call.Offset), type);
    }

    private (Node, CelType) Operator(CallSyntax call, Function sign)
    {
        var arguments = call.Arguments.Select(Compile).ToArray();
        var types = Array.ConvertAll(arguments, static a => a.Type);
        var node = new CallNode(sign, Array.ConvertAll(arguments, static a => a.Node), call.Offset);
        return Checked(call.Name, types) is { } type ? (node, type) : Wrong(call.Offset, Mismatch(call.Name, types));

        CelType? Checked(string name, CelType[] t) =>
            name switch
            {
                "==" or "!=" => t[0].Accepts(t[1]) || t.Any(static x => x.Kind is CelKind.Null) ? CelType.Bool : null,
                "in" => ItemOf(t[1])?.Accepts(t[0]) == true ? CelType.Bool : null,
                "[]" when t[0].Kind is CelKind.Map => t[0].Key!.Accepts(t[1]) ? Entry(t[0], call.Arguments[1]) : null, // a map type has a key type
                "[]" when t[0].Kind is CelKind.List => CelType.Int.Accepts(t[1]) ? t[0].Element : null,
                "+" when t[0].Kind is CelKind.List && t[1].Kind is CelKind.List => t[0].Or(t[1]),
                _ => Result(sign, t),
            };
    }

    /// <summary>What a key of a map, or an item of a list, is.</summary>
    private static CelType? ItemOf(CelType container) =>
        container.Kind switch
        {
            CelKind.Dyn => CelType.Dyn,
            CelKind.List => container.Element,
            CelKind.Map => container.Key,
            _ => null,
        };

    private CelType? Entry(CelType map, Syntax key)
    {
        if (map.Fields is not { } fields || key is not LiteralSyntax { Value: { Kind: CelKind.String } name })
            return map.Element;
        if (fields.TryGetValue(name.AsString(), out var field))
            return field;
        Fault(key.Offset, $"There is no field '{name.AsString()}'. {Definitions.Words.Suggest(name.AsString(), fields.Keys)}");
        return CelType.Dyn;
    }

    private (Node, CelType) Named(CallSyntax call)
    {
        var isMethod = call.Target is not null;
        if (!Functions.All.TryGetValue((call.Name, isMethod), out var function))
            return Wrong(call.Offset, Unknown(call.Name, isMethod));
        var arguments = (isMethod ? call.Arguments.Prepend(call.Target!) : call.Arguments).Select(Compile).ToArray(); // a method has a target
        var types = Array.ConvertAll(arguments, static a => a.Type);
        if (Result(function, types) is not { } type)
            return Wrong(call.Offset, Mismatch(call.Name, types));
        if (function.Name is "matches" && arguments[1].Node is LiteralNode { Value: { Kind: CelKind.String } pattern })
            return Match(call, arguments[0].Node, pattern.AsString());
        return (new CallNode(function, Array.ConvertAll(arguments, static a => a.Node), call.Offset), type);
    }

    private (Node, CelType) Match(CallSyntax call, Node text, string pattern) =>
        SafePattern.TryMake(pattern, out var fault) is { } safe
            ? (new MatchNode(text, safe, call.Offset), CelType.Bool)
            : Wrong(call.Arguments[^1].Offset, $"This pattern is refused: {fault}.");

    /// <summary>What the overloads that fit agree on; dyn when they differ, null when none fits.</summary>
    private static CelType? Result(Function function, CelType[] given)
    {
        var fitting = function.Overloads.Where(o => o.Takes(given)).Select(static o => o.Result).Distinct().ToList();
        return fitting.Count switch
        {
            0 => null,
            1 => fitting[0],
            _ => CelType.Dyn,
        };
    }

    private static string Unknown(string name, bool isMethod)
    {
        if (Functions.All.ContainsKey((name, !isMethod)))
            return isMethod ? $"'{name}' is written as a function: {name}(…)." : $"'{name}' is written behind its target: value.{name}(…).";
        var known = Functions.All.Keys.Where(k => k.IsMethod == isMethod).Select(static k => k.Name).Order(StringComparer.Ordinal).ToList();
        return $"There is no function '{name}'. {Definitions.Words.Suggest(name, known)}";
    }

    private static string Mismatch(string name, CelType[] given)
    {
        var types = string.Join(", ", given.Select(static t => t.ToString()));
        return given.Length == 2 && (!char.IsLetter(name[0]) || name is "in")
            ? $"'{name}' does not work between {given[0]} and {given[1]}."
            : $"'{name}' does not take ({types}).";
    }
}
