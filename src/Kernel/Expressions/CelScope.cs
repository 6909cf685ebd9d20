using System.Collections.Frozen;

namespace Bluelamp.Kernel.Expressions;

/// <summary>The variables that an expression may use, each with its type. Expressions of one scope share the order of their values.</summary>
public sealed class CelScope
{
    private readonly FrozenDictionary<string, (int Slot, CelType Type)> _variables;

    public CelScope(IEnumerable<KeyValuePair<string, CelType>> variables) =>
        _variables = variables
            .Select(static (v, slot) => KeyValuePair.Create(v.Key, (slot, v.Value)))
            .ToFrozenDictionary(StringComparer.Ordinal);

    public static CelScope Empty { get; } = new([]);

    public IReadOnlyCollection<string> Names => _variables.Keys;

    internal int Count => _variables.Count;

    /// <summary>The values of all variables, in the order that <see cref="CelExpression.Evaluate(ReadOnlySpan{CelValue}, int)"/> wants.</summary>
    public CelValue[] Bind(IReadOnlyDictionary<string, CelValue> values)
    {
        var bound = new CelValue[_variables.Count];
        foreach (var (name, (slot, _)) in _variables)
            bound[slot] = values.TryGetValue(name, out var value) ? value : CelValue.Error($"'{name}' has no value");
        return bound;
    }

    internal bool TryFind(string name, out int slot, out CelType type)
    {
        var found = _variables.TryGetValue(name, out var variable);
        (slot, type) = (variable.Slot, variable.Type);
        return found;
    }
}
