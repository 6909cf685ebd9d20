using System.Runtime.CompilerServices;

namespace Bluelamp.Kernel.Expressions;

/// <summary>One evaluation in progress: the variables, those of macros, and what may still be spent.</summary>
internal ref struct Frame(ReadOnlySpan<CelValue> variables, CelValue[] locals, int budget)
{
    public readonly ReadOnlySpan<CelValue> Variables = variables;
    public readonly CelValue[] Locals = locals;
    public int Budget = budget;

    public readonly bool IsSpent => Budget < 0;

    /// <summary>Takes from the budget; false when it is used up, and then the evaluation ends in an error whatever is answered.</summary>
    public bool Spend(int cost)
    {
        Budget = cost > Budget ? -1 : Budget - cost;
        return Budget >= 0;
    }

    /// <summary>Handling this much text or this many items costs one for each sixteen.</summary>
    public bool SpendOn(long length) => Spend((int)Math.Min(int.MaxValue - 1, 1 + (length >> 4)));
}

/// <summary>The arguments of a call, the target of a method first; no function has more.</summary>
[InlineArray(4)]
internal struct Arguments
{
    public const int Most = 4;
    private CelValue _first;
}
