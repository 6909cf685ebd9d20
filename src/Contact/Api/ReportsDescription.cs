using System.Text.Json.Nodes;
using Bluelamp.Contact.Forms;
using Bluelamp.Kernel.Definitions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Bluelamp.Contact.Api;

/// <summary>
/// Describes <c>POST /api/v1/reports</c> in the API's OpenAPI document: the body of each form in force, with its example, and what is answered.
/// It is made anew for each reader, so that it never lags behind a form.
/// </summary>
internal static class ReportsDescription
{
    private const string Json = "application/json";
    private const string Problem = "application/problem+json";

    public static Task WriteAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var document = context.Document!; // there is one whenever an operation is described
        var forms = context.ApplicationServices.GetRequiredService<CurrentDefinitions>().Set.Latest<Form>().ToList();
        operation.Parameters = [.. operation.Parameters ?? [], Key, Language];
        operation.RequestBody = Body(forms, document);
        Describe(operation, document);
        return Task.CompletedTask;
    }

    private static OpenApiParameter Key { get; } =
        new()
        {
            Name = "Idempotency-Key",
            In = ParameterLocation.Header,
            Description =
                "Your own name for this report, such as a UUID: 1 to 255 visible ASCII characters. For two days the same key with the same body gets "
                + "the same answer, and the report is taken once.",
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                MinLength = 1,
                MaxLength = 255,
                Pattern = "^[!-~]+$",
            },
            Example = "3f0c8b1e-6a57-4d2e-9d0b-5e8a4f7c2b11",
        };

    private static OpenApiParameter Language { get; } =
        new()
        {
            Name = "Accept-Language",
            In = ParameterLocation.Header,
            Description = "cy for problems in Welsh.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };

    private static OpenApiRequestBody Body(List<Defined<Form>> forms, OpenApiDocument document) =>
        new()
        {
            Required = true,
            Description = $"At most {ReportBody.MostBytes / 1024} KB. The description of a question says after which answers it is asked.",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [Json] = new()
                {
                    Schema = new OpenApiSchema { OneOf = [.. forms.Select(f => Component(document, f.Id, FormSchema.Body(f)))] },
                    Examples = forms
                        .Where(static f => f.Value.Example is not null)
                        .ToDictionary(
                            static f => f.Id,
                            static f => (IOpenApiExample)new OpenApiExample { Summary = f.Title.En, Value = FormSchema.Example(f) },
                            StringComparer.Ordinal
                        ),
                },
            },
        };

    private static void Describe(OpenApiOperation operation, OpenApiDocument document)
    {
        var problem = Component(document, "problem", ProblemSchema);
        foreach (var (status, description) in Problems)
        {
            operation.Responses![status] = new OpenApiResponse
            {
                Description = description,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [Problem] = new() { Schema = problem } },
            };
        }

        var taken = (OpenApiResponse)operation.Responses!["201"];
        taken.Description = "The report was taken. The code is told only here.";
        taken.Content![Json].Example = new JsonObject
        {
            ["reference"] = "K7QM-2XRT-C",
            ["followCode"] = "K7QM-2XRT-9ACD",
            ["followUrl"] = "/follow?reference=K7QM-2XRT-C",
        };
    }

    private static OpenApiSchemaReference Component(OpenApiDocument document, string id, JsonObject schema)
    {
        var read = OpenApiModelFactory.Parse<OpenApiSchema>(schema.ToJsonString(), OpenApiSpecVersion.OpenApi3_1, document, out _);
        document.AddComponent(id, read!); // our own schemas can be read
        return new(id, document);
    }

    private static (string Status, string Description)[] Problems { get; } =
    [
        ("400", "Some of it is not right. Each error names its place by a JSON pointer (RFC 6901)."),
        ("409", "A report with this Idempotency-Key is being taken just now. Ask again in a moment."),
        ("413", "The body is too large."),
        ("415", "The body is not application/json."),
        ("422", "This Idempotency-Key was used with another body. Take a new key for a new report."),
        ("429", "Too many reports from one address. Retry-After says for how many seconds to wait."),
        ("503", "Our database is away. Send the same again, with the same Idempotency-Key, after as many seconds as Retry-After says."),
    ];

    /// <summary>RFC 9457, with the answers at fault.</summary>
    private static JsonObject ProblemSchema { get; } =
        new()
        {
            ["type"] = "object",
            ["required"] = new JsonArray("type", "status"),
            ["properties"] = new JsonObject
            {
                ["type"] = Text("What kind of problem it is, for programs."),
                ["title"] = Text("What kind of problem it is, for people."),
                ["status"] = new JsonObject { ["type"] = "integer" },
                ["detail"] = Text("What to do."),
                ["errors"] = new JsonObject
                {
                    ["type"] = "array",
                    ["items"] = new JsonObject
                    {
                        ["type"] = "object",
                        ["required"] = new JsonArray("pointer", "code", "detail"),
                        ["properties"] = new JsonObject
                        {
                            ["pointer"] = Text("Where in the body: /answers/when/from/date."),
                            ["code"] = Text("What is wrong, for programs: required, too-long, not-a-date."),
                            ["detail"] = Text("What to do, for people."),
                        },
                    },
                },
            },
        };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
}
