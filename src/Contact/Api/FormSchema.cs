using System.Text.Json.Nodes;
using Bluelamp.Contact.Forms;
using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Contact.Api;

/// <summary>
/// What a program may send for a form, as JSON Schema (2020-12). Which question is asked after which answers a schema cannot say well: the questions
/// that are always asked are required, and each of the others says in its description when it is asked.
/// </summary>
internal static class FormSchema
{
    /// <summary>The body of a report on this form.</summary>
    public static JsonObject Body(Defined<Form> form) =>
        new()
        {
            ["type"] = "object",
            ["title"] = form.Title.En,
            ["additionalProperties"] = false,
            ["required"] = new JsonArray("form", "answers"),
            ["properties"] = new JsonObject
            {
                ["form"] = new JsonObject { ["type"] = "string", ["const"] = form.Id },
                ["answers"] = Answers(form.Value),
                ["language"] = new JsonObject
                {
                    ["type"] = "string",
                    ["enum"] = new JsonArray("en", "cy"),
                    ["default"] = "en",
                    ["description"] = "Of the reporter, unless an answer asks for another.",
                },
            },
        };

    /// <summary>A body that would be taken, when the form gives an example.</summary>
    public static JsonObject? Example(Defined<Form> form) =>
        form.Value.Example is { } answers
            ? new JsonObject { ["form"] = form.Id, ["answers"] = JsonNode.Parse(answers.GetRawText()) }
            : null;

    private static JsonObject Answers(Form form) =>
        new()
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray([.. Always(form).Select(static q => (JsonNode)q.Id)]),
            ["properties"] = new JsonObject(
                form.Pages.SelectMany(
                    static p => p.Questions,
                    static (page, question) => KeyValuePair.Create<string, JsonNode?>(question.Id, Asked(question, page))
                )
            ),
        };

    private static IEnumerable<Question> Always(Form form) =>
        form.Pages.Where(static p => p.When is null).SelectMany(static p => p.Questions).Where(static q => !q.Optional);

    private static JsonObject Asked(Question question, FormPage page)
    {
        var schema = question.Schema();
        if (page.When is not { } when)
            return schema;
        var asked = $"Asked only when {when.Source}.";
        schema["description"] = schema["description"] is { } hint ? $"{hint} {asked}" : asked;
        return schema;
    }
}
