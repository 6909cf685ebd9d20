using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Bluelamp.Contact.Forms;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Tests.Harness;
using Microsoft.OpenApi;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Api;

public sealed class ApiDescriptionTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_description_is_valid_OpenAPI_3_1()
    {
        var text = await shared.Host.Client.GetStringAsync("/openapi/v1.json", Ct);
        var read = OpenApiDocument.Parse(text, "json");
        read.Diagnostic!.SpecificationVersion.ShouldBe(OpenApiSpecVersion.OpenApi3_1);
        read.Diagnostic.Errors.Select(static e => $"{e.Pointer}: {e.Message}").ShouldBeEmpty();
        read.Diagnostic.Warnings.Select(static e => $"{e.Pointer}: {e.Message}").ShouldBeEmpty();
        JsonNode.Parse(text)!["openapi"]!.GetValue<string>().ShouldStartWith("3.1.");
    }

    [Fact]
    public async Task Every_reference_leads_to_something()
    {
        var document = await DocumentAsync();
        var references = References(document).ToList();
        references.Count.ShouldBeGreaterThan(5);
        references.Where(r => At(document, r[1..]) is null).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_question_of_every_form_is_in_it()
    {
        var document = await DocumentAsync();
        foreach (var form in shared.Host.Get<CurrentDefinitions>().Set.Latest<Form>())
        {
            var answers = At(document, $"/components/schemas/{form.Id}/properties/answers/properties").ShouldBeOfType<JsonObject>();
            answers.Select(static a => a.Key).ShouldBe(form.Value.Questions.Select(static q => q.Id));
            answers.ShouldAllBe(static a => a.Value!["title"] != null);
        }
    }

    [Fact]
    public async Task What_is_required_is_refused_when_it_is_missing()
    {
        var document = await DocumentAsync();
        var required = At(document, "/components/schemas/report-crime/properties/answers/required")!.AsArray();
        required.Count.ShouldBeGreaterThan(5);
        foreach (var question in required)
        {
            var body = Example(document);
            body["answers"]!.AsObject().Remove(question!.GetValue<string>());
            using var answer = await PostAsync(body);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain($"\"/answers/{question}\"");
        }
    }

    [Fact]
    public async Task Its_own_example_is_taken()
    {
        using var answer = await PostAsync(Example(await DocumentAsync()));
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task The_page_for_people_shows_the_same_example()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(DefinitionFolder.Find(configured: null), "..", "docs", "api.md"), Ct);
        var body = page.Split("<<'JSON'\n")[1].Split("\nJSON\n")[0];
        JsonNode.DeepEquals(JsonNode.Parse(body), Example(await DocumentAsync())).ShouldBeTrue();
    }

    [Fact]
    public async Task Every_answer_that_the_API_gives_is_described()
    {
        var responses = At(await DocumentAsync(), "/paths/~1api~1v1~1reports/post/responses")!.AsObject();
        responses.Select(static r => r.Key).ShouldBe(["201", "400", "409", "413", "415", "422", "429", "503"], ignoreOrder: true);
    }

    private async Task<JsonNode> DocumentAsync() => JsonNode.Parse(await shared.Host.Client.GetStringAsync("/openapi/v1.json", Ct))!;

    private async Task<HttpResponseMessage> PostAsync(JsonNode body)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await shared.Host.Client.PostAsync("/api/v1/reports", content, Ct);
    }

    private static JsonNode Example(JsonNode document) =>
        At(document, "/paths/~1api~1v1~1reports/post/requestBody/content/application~1json/examples/report-crime/value")!.DeepClone();

    /// <summary>What a JSON pointer names, or nothing.</summary>
    private static JsonNode? At(JsonNode document, string pointer) =>
        pointer
            .Split('/')
            .Skip(1)
            .Aggregate((JsonNode?)document, static (node, part) => node?[part.Replace("~1", "/", StringComparison.Ordinal)]);

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject o => o.SelectMany(static p =>
                p is { Key: "$ref", Value: JsonValue target } ? [target.GetValue<string>()] : References(p.Value)
            ),
            JsonArray a => a.SelectMany(References),
            _ => [],
        };
}
