using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Bluelamp.Kernel.Expressions;

/// <summary>CEL values from JSON and back. A JSON number without fraction or exponent is an <c>int</c>, any other a <c>double</c>.</summary>
public static class CelJson
{
    private const int MostShown = 1 << 20;

    public static CelValue Read(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.True => CelValue.Of(value: true),
            JsonValueKind.False => CelValue.Of(value: false),
            JsonValueKind.String => CelValue.Of(json.GetString()!), // a JSON string is never null
            JsonValueKind.Number => ReadNumber(json),
            JsonValueKind.Array => CelValue.ListOf([.. json.EnumerateArray().Select(Read)]),
            JsonValueKind.Object => CelValue.Of(
                new CelMap(json.EnumerateObject().Select(static p => KeyValuePair.Create(p.Name, Read(p.Value))))
            ),
            _ => CelValue.Null,
        };

    /// <summary>Writes a value as JSON; timestamps and durations as CEL's <c>string()</c> shows them, bytes in base64.</summary>
    public static void Write(Utf8JsonWriter json, CelValue value)
    {
        switch (value.Kind)
        {
            case CelKind.List:
                json.WriteStartArray();
                foreach (var item in value.Items)
                    Write(json, item);
                json.WriteEndArray();
                break;
            case CelKind.Map:
                json.WriteStartObject();
                foreach (var (key, item) in value.AsMap())
                {
                    json.WritePropertyName(key.Kind is CelKind.String ? key.AsString() : Write(key));
                    Write(json, item);
                }
                json.WriteEndObject();
                break;
            default:
                WriteScalar(json, value);
                break;
        }
    }

    internal static string Write(CelValue value)
    {
        if (value.IsError)
            return $"error: {value.ErrorMessage}";
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 }))
        {
            Write(json, value);
        }
        var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return text.Length <= MostShown ? text : text[..MostShown];
    }

    private static CelValue ReadNumber(JsonElement json) =>
        json.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') || !json.TryGetInt64(out var whole) ? CelValue.Of(json.GetDouble()) : whole;

    private static void WriteScalar(Utf8JsonWriter json, CelValue value)
    {
        switch (value.Kind)
        {
            case CelKind.Bool:
                json.WriteBooleanValue(value.IsTrue);
                break;
            case CelKind.Int:
                json.WriteNumberValue(value.AsInt());
                break;
            case CelKind.UInt:
                json.WriteNumberValue(value.AsUInt());
                break;
            case CelKind.Double when double.IsFinite(value.AsDouble()):
                json.WriteRawValue(Texts.OfDoubleAsJson(value.AsDouble()));
                break;
            case CelKind.String:
                json.WriteStringValue(value.AsString());
                break;
            case CelKind.Bytes:
                json.WriteBase64StringValue(value.AsBytes());
                break;
            case CelKind.Null:
                json.WriteNullValue();
                break;
            case CelKind.Type:
                json.WriteStringValue(value.AsType().ToString());
                break;
            default:
                json.WriteStringValue(Texts.Of(value).AsString());
                break;
        }
    }
}
