using System.Net;
using Bluelamp.Kernel.Access;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Access;

/// <summary>One Bluelamp for the class; each test has people of its own.</summary>
public sealed class SignInTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    [Fact]
    public async Task Password_and_code_open_the_desk()
    {
        var officer = await Host.SignInAsync("officer");
        (await officer.StatusAsync("/desk")).ShouldBe(HttpStatusCode.OK);
        (await officer.OpenAsync("/desk")).Body!.TextContent.ShouldContain("Sign out");
    }

    [Fact]
    public async Task Whoever_is_signed_out_is_led_to_the_sign_in_and_back()
    {
        var (officer, secret) = await Host.EnrolAsync("officer");
        using var sent = await officer.Http.SendAsync(Page("/desk?tab=2"), Ct);
        sent.StatusCode.ShouldBe(HttpStatusCode.Found);
        var signIn = sent.Headers.Location!.ToString();
        signIn.ShouldBe("/sign-in?back=%2Fdesk%3Ftab%3D2");
        using var back = await officer.SignInAsync(secret, path: signIn);
        new Uri(Host.Address, back.Headers.Location!).PathAndQuery.ShouldBe("/desk?tab=2");
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/desk")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/%0d%0aLocation: https://evil.example")]
    public async Task The_sign_in_leads_nowhere_else(string back)
    {
        var (officer, secret) = await Host.EnrolAsync("officer");
        using var answer = await officer.SignInAsync(secret, path: $"/sign-in?back={Uri.EscapeDataString(back)}");
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        new Uri(Host.Address, answer.Headers.Location!).Authority.ShouldBe(Host.Address.Authority);
        answer.Headers.Location!.ToString().ShouldNotContain("javascript");
    }

    [Fact]
    public async Task Unknown_name_wrong_password_and_wrong_code_read_the_same()
    {
        var (officer, secret) = await Host.EnrolAsync("officer");
        string[] said =
        [
            await ErrorAsync(officer.SignInAsync(secret, password: "not the password")),
            await ErrorAsync(officer.SignInAsync(Totp.NewSecret())),
            await ErrorAsync(officer.SubmitAsync("/sign-in", "sign-in", ("Username", "no-such-person"), ("Password", "x"), ("Code", "1"))),
        ];
        said.Distinct().ShouldHaveSingleItem().ShouldContain("wrong");
        (await officer.StatusAsync("/account")).ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_code_opens_only_once()
    {
        var (officer, secret) = await Host.EnrolAsync("officer");
        var now = Totp.StepAt(TimeProvider.System.GetUtcNow());
        (await officer.SignInAsync(secret, now: now)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var thief = new StaffClient(Host.NewClient(), officer.Staff, officer.Username);
        (await thief.SignInAsync(secret, now: now)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await thief.SignInAsync(secret, step: 1, now: now)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task After_five_wrong_tries_even_the_right_password_waits()
    {
        var (officer, secret) = await Host.EnrolAsync("officer");
        for (var i = 0; i < 5; i++)
            await officer.SignInAsync(secret, password: $"guess number {i}");
        (await officer.SignInAsync(secret)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await using var wait = Host.Database.Source.CreateCommand(
            "update kernel.credential set locked_until = now() - interval '1 second'"
        );
        await wait.ExecuteNonQueryAsync(Ct);
        (await officer.SignInAsync(secret)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Many_guesses_at_once_are_counted_like_one_after_another()
    {
        var (officer, secret) = await Host.EnrolAsync("officer");
        await Task.WhenAll(
            Enumerable.Range(0, 12).Select(i => Host.Get<SignInDesk>().TryAsync(new(officer.Username, $"guess {i}", ""), Somewhere, Ct))
        );
        (await FailuresAsync(officer)).ShouldBe(5);
    }

    [Fact]
    public async Task A_session_begins_anew_with_every_sign_in()
    {
        var (officer, secret) = await Host.EnrolAsync("officer");
        using var planted = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        planted.Headers.Add("Cookie", "bl-session=planted");
        await officer.Http.SendAsync(planted, Ct);
        using var first = await officer.SignInAsync(secret);
        using var second = await officer.SignInAsync(secret, step: 1);
        var (old, fresh) = (Cookie(first), Cookie(second));
        old.ShouldNotBe(fresh);
        (await DeskAsync(old)).ShouldBe(HttpStatusCode.Found);
        (await DeskAsync(fresh)).ShouldBe(HttpStatusCode.OK);
        (await DeskAsync("planted")).ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task The_cookie_is_for_the_server_alone()
    {
        var (officer, secret) = await Host.EnrolAsync("officer");
        using var answer = await officer.SignInAsync(secret);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(static c => c.StartsWith("bl-session=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldNotContain("expires");
    }

    [Fact]
    public async Task Signing_out_ends_the_session_on_the_server()
    {
        var officer = await Host.SignInAsync("officer");
        var desk = await officer.OpenAsync("/desk");
        using var answer = await officer.Http.SubmitAsync(desk, "/desk", "sign-out");
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await officer.StatusAsync("/desk")).ShouldNotBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("seen_at = now() - interval '31 minutes'")]
    [InlineData("created_at = now() - interval '13 hours'")]
    public async Task A_session_runs_out(string change)
    {
        var officer = await Host.SignInAsync("officer");
        await using var age = Host.Database.Source.CreateCommand($"update kernel.session set {change} where person = '{officer.Staff}'");
        await age.ExecuteNonQueryAsync(Ct);
        (await officer.StatusAsync("/desk")).ShouldNotBe(HttpStatusCode.OK);
    }

    private static Caller Somewhere { get; } = new("192.0.2.0/24", "other on other");

    private async Task<long> FailuresAsync(StaffClient staff)
    {
        await using var count = Host.Database.Source.CreateCommand(
            $"select count(*) from kernel.ledger where type = 'kernel.sign-in-failed.v1' and subjects @> array['{staff.Staff}'::uuid]"
        );
        return (long)(await count.ExecuteScalarAsync(Ct))!;
    }

    private async Task<HttpStatusCode> DeskAsync(string token)
    {
        using var client = Host.NewClient();
        using var request = Page("/desk");
        request.Headers.Add("Cookie", $"bl-session={token}");
        using var answer = await client.SendAsync(request, Ct);
        return answer.StatusCode;
    }

    private static HttpRequestMessage Page(string path) => new(HttpMethod.Get, path) { Headers = { { "Accept", "text/html" } } };

    private static string Cookie(HttpResponseMessage answer) =>
        answer
            .Headers.GetValues("Set-Cookie")
            .Single(static c =>
                c.StartsWith("bl-session=", StringComparison.Ordinal) && !c.StartsWith("bl-session=;", StringComparison.Ordinal)
            )
            .Split(';')[0]["bl-session=".Length..];

    private static async Task<string> ErrorAsync(Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        return (await Documents.ReadAsync(answer)).QuerySelector(".govuk-error-summary")!.TextContent.Trim();
    }
}
