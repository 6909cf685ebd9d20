using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bluelamp.Kernel.Definitions;

/// <summary>One value in a definition file. Each <c>As…</c> reads it as something, or reports a fault at its place and answers a blank.</summary>
public sealed class Item
{
    internal Item(YamlNode? node, Place place, Reading reading) => (Node, Place, Reading) = (node, place, reading);

    public Place Place { get; }

    /// <summary>Nothing was written (or <c>null</c> or <c>~</c> was).</summary>
    public bool IsAbsent => Node is null or YamlText { Plain: true, Text: "" or "null" or "~" };

    public bool IsText => !IsAbsent && Node is YamlText;

    public bool IsList => Node is YamlList;

    internal YamlNode? Node { get; }

    internal Reading Reading { get; }

    /// <summary>Reports a fault here. Say what is wrong and what to do.</summary>
    public void Error(string message) => Reading.Problems.Add(Place, message);

    public string AsText() => Node is YamlText text && !IsAbsent ? text.Text : Expected("text", "");

    public bool AsFlag() =>
        Node switch
        {
            YamlText { Plain: true, Text: "true" } => true,
            YamlText { Plain: true, Text: "false" } => false,
            _ => Expected("true or false", result: false),
        };

    public int AsWhole(int min = int.MinValue, int max = int.MaxValue)
    {
        if (Node is not YamlText { Plain: true, Text: var text } || !int.TryParse(text, CultureInfo.InvariantCulture, out var value))
            return Expected("a whole number", 0);
        if (value < min || value > max)
            Error($"{value} is out of range. Give a number from {min} to {max}.");
        return value;
    }

    public double AsNumber() =>
        Node is YamlText { Plain: true, Text: var text } && double.TryParse(text, CultureInfo.InvariantCulture, out var value)
            ? value
            : Expected("a number", 0.0);

    /// <summary>A day, written <c>2026-04-01</c>.</summary>
    public DateOnly AsDate() =>
        Node is YamlText { Text: var text }
        && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : Expected("a day such as 2026-04-01", default(DateOnly));

    /// <summary>One of the names of <typeparamref name="T"/>, written in kebab-case: <c>next-step</c> for <c>NextStep</c>.</summary>
    public T AsChoice<T>()
        where T : struct, Enum
    {
        var text = AsText();
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(Words.Kebab(value.ToString()), text, StringComparison.Ordinal))
                return value;
        }
        if (text.Length > 0)
            Error($"'{text}' is not known here. Write one of: {string.Join(", ", Enum.GetNames<T>().Select(Words.Kebab))}.");
        return default;
    }

    /// <summary>A text in both languages, written <c>{ en: …, cy: … }</c>.</summary>
    public Bilingual AsBilingual()
    {
        if (Node is YamlText { Text.Length: > 0 })
            Error("This text needs both languages. Write { en: …, cy: … }.");
        else
            return AsFields() is var both ? new(both.Text("en"), both.Text("cy")) : Blank;
        return Blank;
    }

    public Fields AsFields() =>
        Node is YamlMap map ? Reading.Fields(map, Place) : Expected("a mapping (key: value)", Reading.Fields(map: null, Place));

    /// <summary>The items of a list, in the order of the file.</summary>
    public ImmutableArray<Item> AsList() =>
        Node is YamlList list ? [.. list.Items.Select(i => new Item(i, i.Place, Reading))] : Expected("a list", ImmutableArray<Item>.Empty);

    public ImmutableArray<string> AsTexts() => [.. AsList().Select(static i => i.AsText())];

    /// <summary>Whatever stands here, as JSON: what is written without quotes may be true, false, null or a number, and all else is text.</summary>
    public JsonElement AsJson() => JsonSerializer.SerializeToElement(Json(Node));

    private static JsonNode? Json(YamlNode? node) =>
        node switch
        {
            YamlMap map => new JsonObject(map.Entries.Select(static e => KeyValuePair.Create(e.Key.Text, Json(e.Value)))),
            YamlList list => new JsonArray([.. list.Items.Select(Json)]),
            null or YamlText { Plain: true, Text: "" or "null" or "~" } => null,
            YamlText { Plain: true, Text: "true" or "false" } flag => flag.Text is "true",
            YamlText { Plain: true } text when double.TryParse(text.Text, CultureInfo.InvariantCulture, out var number) => number,
            YamlText text => text.Text,
            _ => throw new InvalidOperationException($"A {node.GetType().Name} has no JSON."),
        };

    private static Bilingual Blank { get; } = new("", "");

    private T Expected<T>(string what, T result)
    {
        if (Reading.Expects(this))
            Error($"Expected {what} here. {(IsAbsent ? "Write it." : "Change it.")}");
        return result;
    }
}
