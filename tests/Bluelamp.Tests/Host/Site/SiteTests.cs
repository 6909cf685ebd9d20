using System.Net;
using AngleSharp.Html.Parser;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host.Site;

/// <summary>What the site shell owes on every answer, over HTTP.</summary>
public sealed class SiteTests(SiteTests.OpenSite site) : IClassFixture<SiteTests.OpenSite>
{
    public sealed class OpenSite : IAsyncLifetime
    {
        public TestHost Host { get; private set; } = null!; // set before any test runs

        public async ValueTask InitializeAsync() => Host = await TestHost.StartAsync();

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/cy/privacy")]
    [InlineData("/no-such-page")]
    [InlineData("/api/no-such-thing")]
    [InlineData("/assets/no-such-asset.css")]
    public async Task Every_answer_forbids_what_is_not_ours(string address)
    {
        using var answer = await site.Host.Client.GetAsync(address, Ct);
        var policy = Header(answer, "Content-Security-Policy");
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe-");
        policy.ShouldNotContain("http");
        Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(answer, "X-Frame-Options").ShouldBe("DENY");
        Header(answer, "Referrer-Policy").ShouldBe("same-origin");
        Header(answer, "Cross-Origin-Opener-Policy").ShouldBe("same-origin");
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/cy/")]
    [InlineData("/cookies")]
    [InlineData("/cy/accessibility")]
    public async Task A_page_has_no_link_that_would_lose_its_language_and_no_inline_style_or_handler(string address)
    {
        var page = await new HtmlParser().ParseDocumentAsync(await site.Host.Client.GetStringAsync(address, Ct), Ct);
        page.QuerySelectorAll("main a[href^='/'], main a[href^='#'], main a[href^='?'], form[action^='/']").ShouldBeEmpty();
        page.QuerySelectorAll("[style], style").ShouldBeEmpty();
        page.All.SelectMany(static e => e.Attributes).Where(static a => a.Name.StartsWith("on", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unknown_address_is_not_found_in_the_language_of_the_reader()
    {
        using var answer = await site.Host.Client.GetAsync("/cy/dim-byd", Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("Heb ddod o hyd i'r dudalen");
    }

    [Fact]
    public async Task The_page_of_an_error_has_its_status_also_when_asked_for_by_name()
    {
        using var answer = await site.Host.Client.GetAsync("/error/403", Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_unknown_address_of_the_API_is_no_page()
    {
        using var answer = await site.Host.Client.GetAsync("/api/no-such-thing", Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldNotContain("<html");
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        using var body = new FormUrlEncodedContent([new("theme", "dark"), new("back", "/")]);
        using var answer = await site.Host.NewClient().PostAsync("/theme", body, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task A_page_that_is_the_same_for_all_may_be_kept_and_an_error_may_not()
    {
        using var home = await site.Host.Client.GetAsync("/", Ct);
        home.Headers.CacheControl!.NoStore.ShouldBeFalse();
        using var missing = await site.Host.Client.GetAsync("/no-such-page", Ct);
        missing.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Pages_come_compressed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/accessibility") { Headers = { { "Accept-Encoding", "br" } } };
        using var answer = await site.Host.Client.SendAsync(request, Ct);
        answer.Content.Headers.ContentEncoding.ShouldBe(["br"]);
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : $"no {name}";
}
