namespace Bluelamp.Kernel.Expressions;

internal enum Macro
{
    All,
    Exists,
    ExistsOne,
    Map,
    Filter,
}

/// <summary>
/// A macro over the items of a list or the keys of a map. <c>all</c> and <c>exists</c> treat errors as <c>&amp;&amp;</c> and <c>||</c> do; the others
/// pass them on. <c>map</c> with a condition takes only the items for which it holds.
/// </summary>
internal sealed class LoopNode(Macro macro, Node range, int slot, Node? condition, Node? transform, int offset) : Node
{
    public override CelValue Run(ref Frame frame)
    {
        var over = range.Run(ref frame);
        return over.Kind switch
        {
            CelKind.List => Over(over.Items, ref frame),
            CelKind.Map => Over([.. over.AsMap().Keys], ref frame),
            CelKind.Error => over,
            _ => CelValue.Error($"cannot go through a {Function.NameOf(over)}").At(offset),
        };
    }

    private CelValue Over(CelValue[] items, ref Frame frame) =>
        macro switch
        {
            Macro.All => AnyIs(decisive: false, items, ref frame),
            Macro.Exists => AnyIs(decisive: true, items, ref frame),
            Macro.ExistsOne => ExactlyOne(Collect(items, ref frame)),
            _ => Collect(items, ref frame),
        };

    private static CelValue ExactlyOne(CelValue found) => found.Kind is CelKind.List ? found.Items.Length == 1 : found;

    private CelValue AnyIs(bool decisive, CelValue[] items, ref Frame frame)
    {
        var error = CelValue.Null;
        foreach (var item in items)
        {
            var value = Holds(item, ref frame);
            if (value.Kind is not CelKind.Bool)
                error = error.IsError ? error : value;
            else if (value.IsTrue == decisive)
                return decisive;
            if (frame.IsSpent)
                break;
        }
        return error.IsError ? error : !decisive;
    }

    private CelValue Collect(CelValue[] items, ref Frame frame)
    {
        var collected = new List<CelValue>();
        foreach (var item in items)
        {
            var holds = Holds(item, ref frame);
            if (holds.IsError || frame.IsSpent)
                return holds;
            if (holds.IsFalse)
                continue;
            frame.Locals[slot] = item;
            var value = transform?.Run(ref frame) ?? item;
            if (value.IsError)
                return value;
            collected.Add(value);
        }
        return CelValue.ListOf([.. collected]);
    }

    private CelValue Holds(CelValue item, ref Frame frame)
    {
        frame.Locals[slot] = item;
        frame.Spend(1);
        if (condition is null)
            return true;
        var value = condition.Run(ref frame);
        return value.Kind is CelKind.Bool ? value : LogicNode.NotBool(value).At(offset);
    }
}
