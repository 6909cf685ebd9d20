namespace Bluelamp.Kernel.Expressions;

/// <summary>A checked expression, ready to run. Nodes hold no state of their own, so that one expression serves all threads.</summary>
internal abstract class Node
{
    public abstract CelValue Run(ref Frame frame);
}

internal sealed class LiteralNode(CelValue value) : Node
{
    public CelValue Value => value;

    public override CelValue Run(ref Frame frame) => value;
}

internal sealed class VariableNode(int slot, int offset) : Node
{
    public override CelValue Run(ref Frame frame) => frame.Variables[slot].At(offset);
}

/// <summary>The variable of a macro.</summary>
internal sealed class LocalNode(int slot) : Node
{
    public override CelValue Run(ref Frame frame) => frame.Locals[slot];
}

internal sealed class CallNode(Function function, Node[] arguments, int offset) : Node
{
    public override CelValue Run(ref Frame frame)
    {
        var values = default(Arguments);
        for (var i = 0; i < arguments.Length; i++)
        {
            values[i] = arguments[i].Run(ref frame);
            if (values[i].IsError)
                return values[i];
        }
        return frame.Spend(1) ? function.Run(ref frame, values[..arguments.Length]).At(offset) : CelValue.Null;
    }
}

/// <summary><c>matches</c> with a pattern that was known when the expression was read.</summary>
internal sealed class MatchNode(Node text, SafePattern pattern, int offset) : Node
{
    public override CelValue Run(ref Frame frame) =>
        text.Run(ref frame) switch
        {
            { IsError: true } error => error,
            { Kind: CelKind.String } value => frame.SpendOn(value.AsString().Length * 4L)
                ? pattern.IsMatch(value.AsString()).At(offset)
                : CelValue.Null,
            var other => Function.NoOverload("matches", other).At(offset),
        };
}

/// <summary>
/// <c>&amp;&amp;</c> or <c>||</c> over any number of operands. One operand that decides (<paramref name="decisive"/>: false for and, true for or) decides, even
/// beside an error, on either side.
/// </summary>
internal sealed class LogicNode(Node[] operands, bool decisive, int offset) : Node
{
    public override CelValue Run(ref Frame frame)
    {
        var error = CelValue.Null;
        foreach (var operand in operands)
        {
            var value = operand.Run(ref frame);
            if (value.Kind is not CelKind.Bool)
                error = error.IsError ? error : NotBool(value).At(offset);
            else if (value.IsTrue == decisive)
                return decisive;
        }
        return error.IsError ? error : !decisive;
    }

    internal static CelValue NotBool(CelValue value) =>
        value.IsError ? value : CelValue.Error($"expected a bool but got {Function.NameOf(value)}");
}

internal sealed class ConditionNode(Node condition, Node yes, Node no, int offset) : Node
{
    public override CelValue Run(ref Frame frame) =>
        condition.Run(ref frame) switch
        {
            { IsTrue: true } => yes.Run(ref frame),
            { IsFalse: true } => no.Run(ref frame),
            var other => LogicNode.NotBool(other).At(offset),
        };
}

/// <summary>A field of a map; as <c>has()</c> it answers whether the field is there.</summary>
internal sealed class SelectNode(Node target, string field, bool test, int offset) : Node
{
    private readonly CelValue _key = field;

    public override CelValue Run(ref Frame frame)
    {
        var map = target.Run(ref frame);
        if (map.IsError)
            return map;
        if (map.Kind is not CelKind.Map)
            return CelValue.Error($"a {Function.NameOf(map)} has no field '{field}'").At(offset);
        frame.Spend(1);
        var found = map.AsMap().TryGet(_key, out var value);
        if (test)
            return found;
        return found ? value : CelValue.Error($"no such key: {field}").At(offset);
    }
}

internal sealed class ListNode(Node[] items) : Node
{
    public override CelValue Run(ref Frame frame)
    {
        frame.SpendOn(items.Length);
        var values = new CelValue[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            values[i] = items[i].Run(ref frame);
            if (values[i].IsError)
                return values[i];
        }
        return CelValue.ListOf(values);
    }
}

internal sealed class MapNode((Node Key, Node Value)[] entries, int offset) : Node
{
    public override CelValue Run(ref Frame frame)
    {
        frame.SpendOn(entries.Length);
        var map = new Dictionary<CelValue, CelValue>(entries.Length);
        foreach (var (keyNode, valueNode) in entries)
        {
            var key = keyNode.Run(ref frame);
            if (key.IsError)
                return key;
            if (!CelMap.IsKey(key))
                return CelValue.Error($"a {Function.NameOf(key)} cannot be the key of a map").At(offset);
            var value = valueNode.Run(ref frame);
            if (value.IsError)
                return value;
            if (!map.TryAdd(key, value))
                return CelValue.Error($"the key {key} stands in this map twice").At(offset);
        }
        return CelValue.Of(new CelMap(map));
    }
}
