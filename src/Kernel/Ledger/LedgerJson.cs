using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bluelamp.Kernel;

/// <summary>How events are written: camel case, no nulls, enums by name, and text that PostgreSQL can keep.</summary>
public static class LedgerJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new KeepableText() },
        };

    /// <summary>Text without NUL and without half a surrogate pair, which <c>jsonb</c> cannot hold.</summary>
    public static string Keepable(string text)
    {
        if (!NeedsMending(text))
            return text;
        var mended = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value != 0)
                mended.Append(rune.ToString());
        }

        return mended.ToString();
    }

    private static bool NeedsMending(string text)
    {
        foreach (var c in text)
        {
            if (c == '\0' || char.IsSurrogate(c))
                return true;
        }

        return false;
    }

    private sealed class KeepableText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Keepable(value));
    }
}
