using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Bluelamp.Contact.Forms;

/// <summary>Making and reading JSON values that come from anybody.</summary>
internal static class JsonText
{
    public static JsonElement Of(string text) => JsonSerializer.SerializeToElement(text, LedgerJson.Options);

    public static JsonElement Of(bool flag) => JsonSerializer.SerializeToElement(flag);

    public static JsonElement Of(decimal number) => JsonSerializer.SerializeToElement(number);

    public static JsonElement Of(IEnumerable<JsonElement> items) => JsonSerializer.SerializeToElement(items);

    /// <summary>An object of the parts that are there; nothing when none is.</summary>
    public static JsonElement? Of(IEnumerable<KeyValuePair<string, JsonElement?>> parts)
    {
        var given = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, value) in parts)
        {
            if (value is { } v)
                given[name] = v;
        }

        return given.Count == 0 ? null : JsonSerializer.SerializeToElement(given, LedgerJson.Options);
    }

    /// <summary>The text of a JSON string; false for anything else, and for half a surrogate pair, which is no text.</summary>
    public static bool TryText(this JsonElement json, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (json.ValueKind is not JsonValueKind.String)
            return false;
        try
        {
            text = json.GetString()!; // a JSON string is never null
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A part of an object, as text; nothing when it is not there or no text.</summary>
    public static string? Text(this JsonElement json, string part) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(part, out var value) && value.TryText(out var text) ? text : null;

    public static JsonElement? Part(this JsonElement json, string part) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(part, out var value) && value.ValueKind is not JsonValueKind.Null
            ? value
            : null;
}
