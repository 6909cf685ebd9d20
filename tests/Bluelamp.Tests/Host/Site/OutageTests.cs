using System.Net;
using System.Text;
using System.Text.Json;
using Bluelamp.Tests.Contact.Forms;
using Bluelamp.Tests.Contact.Pages;
using Bluelamp.Tests.Evidence;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host.Site;

/// <summary>What everybody is told while the database is away, and that they can go on when it is back.</summary>
public sealed class OutageTests(OutageTests.FallibleSite site) : IClassFixture<OutageTests.FallibleSite>
{
    /// <summary>A Bluelamp over a server of its own, that is stopped.</summary>
    public sealed class FallibleSite : IAsyncLifetime
    {
        public TestPostgres Server { get; private set; } = null!; // set before any test runs

        public TestHost Host { get; private set; } = null!; // set before any test runs

        public async ValueTask InitializeAsync()
        {
            Server = await TestPostgres.StartOwnAsync();
            Host = await TestHost.StartAsync(server: Server);
        }

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            await Server.DisposeAsync();
        }
    }

    private const string Words = "after the <bells> & before tea";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "Please try again in a moment", "Nothing that you entered before is lost")]
    [InlineData("/cy", "Rhowch gynnig arall arni ymhen ychydig", "Nid oes dim a roesoch o'r blaen wedi'i golli")]
    public async Task An_answer_that_is_sent_while_the_database_is_away_is_sent_again_with_one_button(
        string language,
        string heading,
        string words
    )
    {
        using var reporter = new Browsing(site.Host);
        await ReportingTests.ToWhenAsync(reporter, language);
        var when = reporter.Address;
        await site.Server.StopAsync();
        try
        {
            await reporter.SendAsync(
                Ct,
                ("when-precision", "exact"),
                ("when-at-date-day", "21"),
                ("when-at-date-month", "3"),
                ("when-at-date-year", "2026"),
                ("when-at-time", "9pm"),
                ("when-words", Words)
            );
            Outage(reporter, heading, words);
            await reporter.SendAsync(Ct);
            Outage(reporter, heading, words);
        }
        finally
        {
            await site.Server.StartAgainAsync();
        }

        await reporter.SendAsync(Ct);
        reporter.Status.ShouldBe(HttpStatusCode.OK, reporter.Main);
        reporter.Address.ShouldNotBe(when);
        await reporter.GoAsync(when, Ct);
        reporter.Page.Body!.InnerHtml.ShouldContain("after the &lt;bells&gt; &amp; before tea");
    }

    [Fact]
    public async Task A_program_that_sends_a_file_meanwhile_is_told_to_try_again()
    {
        using var client = site.Host.NewClient();
        var sender = new TusSender(
            client,
            await Documents.ReadAsync(await client.GetAsync("/follow", Ct)),
            "/upload/abcdefghjkmnpqrstuvw/tus"
        );
        await site.Server.StopAsync();
        try
        {
            using var answer = await sender.PatchAsync($"/upload/abcdefghjkmnpqrstuvw/tus/{Guid.CreateVersion7()}", 0, [1]);
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            answer.Headers.RetryAfter.ShouldNotBeNull();
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
        finally
        {
            await site.Server.StartAgainAsync();
        }
    }

    private static void Outage(Browsing reporter, string heading, string words)
    {
        reporter.Status.ShouldBe(HttpStatusCode.ServiceUnavailable, reporter.Main);
        reporter.Heading.ShouldBe(heading);
        reporter.Main.ShouldContain(words);
    }

    [Fact]
    public async Task A_program_is_told_when_to_send_the_same_again_and_then_it_is_taken_once()
    {
        var key = Guid.CreateVersion7().ToString();
        await site.Server.StopAsync();
        try
        {
            using var refused = await ReportAsync(key);
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
            refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync(Ct)).RootElement;
            problem.GetProperty("type").GetString().ShouldBe("/problems/try-again");
            problem.GetProperty("detail").GetString()!.ShouldContain("same Idempotency-Key");
        }
        finally
        {
            await site.Server.StartAgainAsync();
        }

        using var taken = await ReportAsync(key);
        taken.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var again = await ReportAsync(key);
        (await again.Content.ReadAsStringAsync(Ct)).ShouldBe(await taken.Content.ReadAsStringAsync(Ct));
    }

    [Theory]
    [InlineData("/inbox")]
    [InlineData("/sign-in")]
    public async Task Staff_who_are_signed_in_are_told_so_too_and_are_still_signed_in_after_it(string page)
    {
        var handler = await site.Host.SignInAsync("contact-handler");
        await site.Server.StopAsync();
        try
        {
            using var answer = await handler.Http.GetAsync(page, Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            answer.Headers.RetryAfter.ShouldNotBeNull();
            (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("Please try again in a moment");
        }
        finally
        {
            await site.Server.StartAgainAsync();
        }

        (await handler.StatusAsync("/inbox")).ShouldBe(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> ReportAsync(string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/reports")
        {
            Content = new StringContent(
                $$"""{ "form": "report-crime", "answers": {{TheForm.Burglary}} }""",
                Encoding.UTF8,
                "application/json"
            ),
        };
        request.Headers.Add("Idempotency-Key", key);
        return site.Host.Client.SendAsync(request, Ct);
    }
}
