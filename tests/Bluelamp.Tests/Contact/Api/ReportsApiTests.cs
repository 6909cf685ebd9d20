using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Bluelamp.Tests.Contact.Forms;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Api;

public sealed class ReportsApiTests(ReportsApiTests.World world) : IClassFixture<ReportsApiTests.World>
{
    private static string Burglary => $$"""{ "form": "report-crime", "answers": {{TheForm.Burglary}} }""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_right_report_is_created_with_a_reference_and_a_place_to_follow_it()
    {
        var answer = await PostAsync(Burglary);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var ticket = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        var reference = ticket.GetProperty("reference").GetString()!;
        reference.ShouldMatch("^[34679ACDEFGHJKMNPQRTWXY]{4}-[34679ACDEFGHJKMNPQRTWXY]{4}-[34679ACDEFGHJKMNPQRTWXY]$");
        answer.Headers.Location!.ToString().ShouldBe($"/follow?reference={reference}");
        ticket.GetProperty("followCode").GetString()!.Length.ShouldBe(14);
        (
            await CountAsync(
                $"select count(*) from contact.report where reference = '{reference}' and kind = 'burglary' and channel = 'API' and language = 'cy'"
            )
        ).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_said_stands_in_the_words_of_the_records()
    {
        var ticket = await (await PostAsync(Burglary)).Content.ReadFromJsonAsync<JsonElement>(Ct);
        await using var ask = world.Host.Database.Source.CreateCommand(
            $"select victim || '|' || address || '|' || words from contact.report where reference = '{ticket.GetProperty("reference").GetString()}'"
        );
        (await ask.ExecuteScalarAsync(Ct))!
            .ToString()!
            .ShouldBe(
                "Siân Pritchard|12 Heol Fawr, Llanfair, LL1 1AA|Somebody forced the back door while we were away and took my laptop."
            );
    }

    [Fact]
    public async Task The_same_key_and_body_give_the_same_answer_and_one_report()
    {
        var (key, body) = (
            $"key-{Guid.CreateVersion7()}",
            Burglary.Replace("laptop", $"laptop {Guid.CreateVersion7()}", StringComparison.Ordinal)
        );
        var first = await PostAsync(body, key);
        var second = await PostAsync(body, key);
        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await second.Content.ReadAsStringAsync(Ct)).ShouldBe(await first.Content.ReadAsStringAsync(Ct));
        second.Headers.Location.ShouldBe(first.Headers.Location);
        var reference = (await first.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("reference").GetString();
        (await CountAsync($"select count(*) from kernel.ledger where data->>'reference' = '{reference}'")).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        var key = $"key-{Guid.CreateVersion7()}";
        await PostAsync(Burglary, key);
        (await PostAsync(Burglary.Replace("laptop", "tablet", StringComparison.Ordinal), key)).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
    }

    [Fact]
    public async Task A_wrong_report_under_a_key_may_be_put_right_under_it()
    {
        var key = $"key-{Guid.CreateVersion7()}";
        (await PostAsync("""{ "form": "report-crime", "answers": {} }""", key)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(Burglary, key)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_key_that_is_used_ten_times_at_once_makes_one_report()
    {
        var (key, mark) = ($"key-{Guid.CreateVersion7()}", Guid.CreateVersion7().ToString());
        var body = Burglary.Replace("laptop", mark, StringComparison.Ordinal);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PostAsync(body, key)));
        answers.Select(static a => a.StatusCode).ShouldAllBe(s => s == HttpStatusCode.Created || s == HttpStatusCode.Conflict);
        (await CountAsync($"select count(*) from contact.report where words like '%{mark}%'")).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_wrong_is_named_by_its_pointer()
    {
        var answer = await PostAsync("""{ "form": "report-crime", "answers": { "danger": "no", "kind": "arson", "shoe_size": 9 } }""");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct))
            .GetProperty("errors")
            .EnumerateArray()
            .Select(static e => (e.GetProperty("pointer").GetString(), e.GetProperty("code").GetString()))
            .ToList();
        errors.ShouldContain(("/answers/kind", "not-a-choice"));
        errors.ShouldContain(("/answers/shoe_size", "unknown"));
        errors.ShouldContain(("/answers/for_whom", "required"));
    }

    public static TheoryData<string> Malformed =>
        new(
            "",
            "null",
            "[]",
            "\"text\"",
            "{",
            "{}",
            """{ "form": "report-crime" }""",
            """{ "form": 7, "answers": {} }""",
            """{ "form": "no-such-form", "answers": {} }""",
            """{ "form": "report-crime", "answers": [] }""",
            """{ "form": "report-crime", "answers": {}, "extra": 1 }""",
            """{ "form": "report-crime", "answers": {}, "language": "fr" }""",
            """{ "form": "report-crime", "form": "report-crime", "answers": {} }""",
            """{ "form": "report-crime", "answers": { "": 1 } }""",
            """{ "form": "report-crime", "answers": { "danger": null } }""",
            """{ "form": "report-crime", "answers": { "danger": 1e999 } }""",
            "{ \"form\": \"report-crime\", \"answers\": { \"what_happened\": \"a\\u0000b\" } }",
            "{ \"form\": \"report-crime\", \"answers\": { \"what_happened\": \"\\ud800\" } }",
            "{ \"form\": \"report-crime\", \"answers\": { \"\\ud800\": 1 } }",
            "{ \"form\": \"\\ud800\", \"answers\": {} }",
            "{ \"form\": \"report-crime\", \"answers\": " + new string('[', 1000) + new string(']', 1000) + " }",
            "{ \"form\": \"report-crime\", \"answers\": { \"suspects\": "
                + string.Concat(Enumerable.Repeat("{\"a\":", 60))
                + "1"
                + new string('}', 60)
                + " } }"
        );

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Whatever_is_sent_is_refused_in_words_and_never_breaks(string body)
    {
        var answer = await PostAsync(body);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public async Task A_hundred_thousand_levels_are_refused_in_words_under_any_key(string open, string close)
    {
        var levels = 240_000 / (open.Length + close.Length);
        foreach (var rest in (string[])["", "1" + string.Concat(Enumerable.Repeat(close, levels))])
        {
            var deep = string.Concat(Enumerable.Repeat(open, levels)) + rest;
            using var answer = await PostAsync(
                "{ \"form\": \"report-crime\", \"answers\": " + deep + " }",
                Guid.CreateVersion7().ToString()
            );
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("not nested deeply");
        }
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_refused()
    {
        using var content = new ByteArrayContent([.. "{\"form\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = new("application/json");
        (await world.Host.Client.PostAsync("/api/v1/reports", content, Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused() =>
        (
            await PostAsync($$"""{ "form": "report-crime", "answers": { "what_happened": "{{new string('x', 300_000)}}" } }""")
        ).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);

    [Fact]
    public async Task A_body_that_is_no_JSON_by_its_own_word_is_refused()
    {
        using var content = new StringContent(Burglary, Encoding.UTF8, "text/plain");
        (await world.Host.Client.PostAsync("/api/v1/reports", content, Ct)).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Random_bytes_put_into_a_right_report_never_break_it()
    {
        var random = new Random(99);
        for (var i = 0; i < 200; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(Burglary);
            for (var hit = 0; hit < 3; hit++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            using var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new("application/json");
            var answer = await world.Host.Client.PostAsync("/api/v1/reports", content, Ct);
            ((int)answer.StatusCode).ShouldBeOneOf(201, 400);
        }
    }

    [Theory]
    [InlineData("en", "The Idempotency-Key is not right", "visible ASCII")]
    [InlineData("cy", "Nid yw'r Idempotency-Key yn gywir", "nodau ASCII")]
    [InlineData("cy-GB, en;q=0.8", "Nid yw'r Idempotency-Key yn gywir", "nodau ASCII")]
    [InlineData("cy;q=0.2, en;q=0.8", "The Idempotency-Key is not right", "visible ASCII")]
    [InlineData("fr, *;q=0.1", "The Idempotency-Key is not right", "visible ASCII")]
    public async Task A_program_is_told_what_is_wrong_in_the_language_that_it_asks_for(string asked, string title, string detail)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/reports");
        request.Content = new StringContent(Burglary, Encoding.UTF8, "application/json");
        request.Headers.Add("Idempotency-Key", "two words");
        request.Headers.TryAddWithoutValidation("Accept-Language", asked);
        using var answer = await world.Host.Client.SendAsync(request, Ct);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        problem.GetProperty("title").GetString()!.ShouldContain(title);
        problem.GetProperty("detail").GetString()!.ShouldContain(detail);
    }

    [Theory]
    [InlineData("GET", "/api/v1/reports", 405, "other-method")]
    [InlineData("PUT", "/api/v1/reports", 405, "other-method")]
    [InlineData("GET", "/api/v1/nothing", 404, "no-such-address")]
    [InlineData("POST", "/api/v1/nothing", 404, "no-such-address")]
    public async Task A_program_that_asks_for_what_there_is_not_is_told_so(string method, string path, int status, string type)
    {
        using var request = new HttpRequestMessage(new(method), path);
        using var answer = await world.Host.Client.SendAsync(request, Ct);
        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("type").GetString().ShouldBe($"/problems/{type}");
        if (status == 405)
            answer.Content.Headers.Allow.ShouldBe(["POST"]);
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/reports");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await world.Host.Client.SendAsync(request, Ct);
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var ask = world.Host.Database.Source.CreateCommand(sql);
        return (long)(await ask.ExecuteScalarAsync(Ct))!;
    }

    /// <summary>One Bluelamp for all of these tests.</summary>
    public sealed class World : IAsyncLifetime
    {
        public TestHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Host = await TestHost.StartAsync();

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
