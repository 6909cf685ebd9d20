using System.Globalization;
using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Kernel.Expressions;

/// <summary>Expressions and plain values in definition files.</summary>
public static class DefinitionExpressions
{
    /// <summary>Reads an expression; its faults are reported at their own line and column in the file.</summary>
    public static CelExpression AsExpression(this Item item, CelScope scope, CelType expected)
    {
        var text = item.AsText();
        if (CelExpression.Compile(text, scope, expected, out var problems) is { } expression)
            return expression;
        foreach (var problem in text.Length == 0 ? [] : problems)
            item.Reading.Problems.Add(TextPlace.Of(item, problem.Offset), problem.Message);
        return Blank;
    }

    /// <summary>Reads any value as JSON would have it: unquoted <c>true</c>, <c>7</c> and <c>1.5</c> are a bool, an int and a double.</summary>
    public static CelValue AsValue(this Item item) => Value(item.Node);

    public static CelExpression Expression(this Fields fields, string key, CelScope scope, CelType expected) =>
        fields[key].AsExpression(scope, expected);

    /// <summary>Stands where an expression was wrong; the definition is dropped, so it never runs.</summary>
    private static CelExpression Blank { get; } = CelExpression.Parse("null", CelScope.Empty);

    private static CelValue Value(YamlNode? node) =>
        node switch
        {
            YamlList list => CelValue.ListOf([.. list.Items.Select(Value)]),
            YamlMap map => CelValue.Of(new CelMap(map.Entries.Select(static e => KeyValuePair.Create(e.Key.Text, Value(e.Value))))),
            YamlText { Plain: false } text => text.Text,
            YamlText { Text: "true" } => true,
            YamlText { Text: "false" } => false,
            YamlText { Text: "" or "null" or "~" } => CelValue.Null,
            YamlText text => Number(text.Text),
            _ => CelValue.Null,
        };

    private static CelValue Number(string text)
    {
        var invariant = CultureInfo.InvariantCulture;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out var whole))
            return whole;
        return char.IsAsciiDigit(text[^1]) && double.TryParse(text, NumberStyles.Float, invariant, out var number)
            ? CelValue.Of(number)
            : text;
    }
}
