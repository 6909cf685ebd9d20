using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bluelamp.Contact.Forms;

/// <summary>What somebody answered, by the id of the question. Immutable; written as a JSON object in the order of the ids.</summary>
[JsonConverter(typeof(Json))]
public sealed class Answers
{
    private readonly ImmutableSortedDictionary<string, JsonElement> _given;

    private Answers(ImmutableSortedDictionary<string, JsonElement> given) => _given = given;

    public static Answers None { get; } = new(ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.Ordinal));

    public IEnumerable<string> Questions => _given.Keys;

    public int Count => _given.Count;

    /// <summary>The answer, or nothing.</summary>
    public JsonElement? this[string question] => _given.TryGetValue(question, out var answer) ? answer : null;

    public bool Has(string question) => _given.ContainsKey(question);

    /// <summary>With this answer; without it when there is none.</summary>
    public Answers With(string question, JsonElement? answer) =>
        new(answer is { } given ? _given.SetItem(question, given) : _given.Remove(question));

    /// <summary>Only the answers to these questions.</summary>
    public Answers To(IReadOnlySet<string> questions) => new(_given.RemoveRange(_given.Keys.Where(q => !questions.Contains(q))));

    public override string ToString() => JsonSerializer.Serialize(this, LedgerJson.Options);

    public static Answers Parse(string json) => JsonSerializer.Deserialize<Answers>(json, LedgerJson.Options) ?? None;

    private sealed class Json : JsonConverter<Answers>
    {
        public override Answers Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return new(
                document
                    .RootElement.EnumerateObject()
                    .ToImmutableSortedDictionary(static p => p.Name, static p => p.Value.Clone(), StringComparer.Ordinal)
            );
        }

        public override void Write(Utf8JsonWriter writer, Answers value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (question, answer) in value._given)
            {
                writer.WritePropertyName(question);
                answer.WriteTo(writer);
            }

            writer.WriteEndObject();
        }
    }
}
