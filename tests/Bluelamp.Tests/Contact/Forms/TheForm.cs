using System.Text.Json;
using Bluelamp.Contact.Forms;
using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Tests.Contact.Forms;

/// <summary>The form that the public fills in, as it stands in the definitions, and small forms written in a test.</summary>
internal static class TheForm
{
    /// <summary>A Sunday afternoon in November.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 15, 0, 0, TimeSpan.Zero);

    public static Defined<Form> ReportCrime { get; } = Load(DefinitionFolder.Find(configured: null)).Set.Latest<Form>("report-crime");

    public static (DefinitionSet Set, IReadOnlyList<Problem> Problems) Load(string folder) =>
        DefinitionSet.Load(folder, [new FormKind()], strict: false);

    /// <summary>A form of these pages, written as YAML.</summary>
    public static (Form? Form, IReadOnlyList<Problem> Problems) Of(string pages)
    {
        var folder = Directory.CreateTempSubdirectory("bluelamp-form-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "forms"));
            File.WriteAllText(
                Path.Combine(folder, "forms", "small.yaml"),
                $"id: small\nversion: 1\ntitle: {{ en: Small, cy: Bach }}\n{pages}"
            );
            var (set, problems) = Load(folder);
            return (problems.Count == 0 ? set.Latest<Form>("small").Value : null, problems);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static Answers Answers(string json) => Bluelamp.Contact.Forms.Answers.Parse(json);

    public static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);

    /// <summary>A burglary by night, with everything that must be answered.</summary>
    public const string Burglary = """
        {
          "danger": "no", "kind": "burglary", "for_whom": "me", "burglary_building": "home", "burglary_inside": "no", "hate": ["none"],
          "what_happened": "Somebody forced the back door while we were away and took my laptop.",
          "when": { "precision": "between", "from": { "date": "2026-11-20", "time": "18:00" }, "to": { "date": "2026-11-22", "time": "11:30" } },
          "where": { "number": "12", "street": "Heol Fawr", "town": "Llanfair", "postcode": "LL1 1AA" },
          "anything_taken": true, "stolen": [ { "what": "silver laptop", "make": "Dell", "serial": "ABC123", "value": "850" } ],
          "know_suspect": "no", "anonymous": "named",
          "you": { "forenames": "Siân", "surname": "Pritchard" },
          "you_contact": { "phone": "07700 900123", "email": "sian@example.com" },
          "language": "cy", "support": true
        }
        """;
}
