using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bluelamp.Evidence.Storing;

/// <summary>What a file's bytes are known by: their SHA-256, written as <c>sha256sum</c> writes it, 64 small hexadecimal digits.</summary>
[JsonConverter(typeof(Json))]
public readonly record struct ContentHash : IParsable<ContentHash>
{
    private readonly string? _hex;

    private ContentHash(string hex) => _hex = hex;

    /// <summary>The hash of these 32 bytes.</summary>
    public static ContentHash Of(ReadOnlySpan<byte> sha256) =>
        sha256.Length == 32
            ? new(Convert.ToHexStringLower(sha256))
            : throw new ArgumentException("A SHA-256 has 32 bytes.", nameof(sha256));

    public static ContentHash Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var hash) ? hash : throw new FormatException("A SHA-256 is 64 hexadecimal digits.");

    /// <summary>Reads 64 hexadecimal digits, large or small.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ContentHash result)
    {
        var ok = s is { Length: 64 } && s.All(char.IsAsciiHexDigit);
        result = ok ? new(s!.ToLowerInvariant()) : default;
        return ok;
    }

    public override string ToString() => _hex ?? "";

    private sealed class Json : JsonConverter<ContentHash>
    {
        public override ContentHash Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), provider: null, out var hash)
                ? hash
                : throw new JsonException("A SHA-256 is 64 hexadecimal digits.");

        public override void Write(Utf8JsonWriter writer, ContentHash value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
