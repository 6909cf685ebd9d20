using System.Collections.Immutable;
using System.Text.Json;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Expressions;

namespace Bluelamp.Risk;

/// <summary>The facts of one case, complete: what was given, and the model's defaults for the rest.</summary>
public sealed class Facts
{
    private readonly RiskModel _model;
    private readonly Dictionary<string, CelValue> _values;

    private Facts(RiskModel model, Dictionary<string, CelValue> values, ImmutableArray<string> refused) =>
        (_model, _values, Refused) = (model, values, refused);

    /// <summary>Facts that were given in another type than the model wants, and so were left at their default. A person must look.</summary>
    public ImmutableArray<string> Refused { get; }

    public CelValue this[string fact] => _values[fact];

    internal IReadOnlyDictionary<string, CelValue> Values => _values;

    /// <summary>Facts from JSON, such as a form's answers give. Null is a fact that nobody gave; facts that the model does not know are left out.</summary>
    public static Facts Of(RiskModel model, IEnumerable<KeyValuePair<string, JsonElement>> given) =>
        Of(model, given.Select(static g => KeyValuePair.Create(g.Key, CelJson.Read(g.Value))));

    public static Facts Of(RiskModel model, IEnumerable<KeyValuePair<string, CelValue>> given)
    {
        var values = model.Facts.ToDictionary(static f => f.Id, static f => f.Default, StringComparer.Ordinal);
        var refused = ImmutableArray.CreateBuilder<string>();
        foreach (var (name, value) in given)
        {
            if (
                model.Facts.FirstOrDefault(f => string.Equals(f.Id, name, StringComparison.Ordinal)) is not { } fact
                || value.Kind is CelKind.Null
            )
                continue;
            if (Fit(value, fact.Type) is { } fitting)
                values[name] = fitting;
            else
                refused.Add(name);
        }
        return new(model, values, refused.ToImmutable());
    }

    /// <summary>The fact as words: the label of its value where it has one, a list joined by commas.</summary>
    internal string Words(string fact, Func<Bilingual, string> language)
    {
        var labels = _model.Facts.First(f => string.Equals(f.Id, fact, StringComparison.Ordinal)).Values;
        return _values[fact] switch
        {
            { Kind: CelKind.List } list => string.Join(", ", list.AsList().Select(One)),
            var value => One(value),
        };

        string One(CelValue value)
        {
            var text = value.Kind is CelKind.String ? value.AsString() : value.ToString();
            return labels.TryGetValue(text, out var label) ? language(label) : text;
        }
    }

    /// <summary>The value as the type that is wanted: a whole number may stand for a double; a list must hold what it should.</summary>
    internal static CelValue? Fit(CelValue value, CelType type) =>
        (value.Kind, type.Kind) switch
        {
            (CelKind.Int, CelKind.Double) => (CelValue?)CelValue.Of((double)value.AsInt()),
            (CelKind.List, CelKind.List) => value.AsList().All(i => i.Kind == type.Element?.Kind) ? value : (CelValue?)null,
            _ => value.Kind == type.Kind ? value : (CelValue?)null,
        };
}
