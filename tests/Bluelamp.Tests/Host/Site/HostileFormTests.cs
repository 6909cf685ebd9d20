using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Dom;
using Bluelamp.Kernel.Access;
using Bluelamp.Tests.Disposal;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Kernel.Access;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host.Site;

/// <summary>What somebody may send in place of a form that was filled in: by changing the page, or by hand.</summary>
public sealed class HostileFormTests(HostileFormTests.World world) : IClassFixture<HostileFormTests.World>
{
    /// <summary>As they stand in a body, each for every field of a form at once.</summary>
    private static readonly string[] Values =
    [
        "",
        "%00",
        "%ED%A0%80", // half a surrogate pair
        "-1",
        "99999999999999999999",
        "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "a%0D%0ABcc%3A%20all%40example.com",
        "%2F%2Fevil.example.com",
        "2026-02-30T99:99",
        new string('x', 20_000),
    ];

    private TestHost Host => world.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_stands_in_the_fields_of_a_form_no_page_breaks_and_none_leads_away()
    {
        var planted = await new Populated(Host).PlantAsync();
        var everything = await Host.SignInAsync([.. Host.Get<Roles>().All.Select(static r => r.Id)]);
        var (wrong, sent) = (new List<string>(), 0);
        foreach (var path in Door.All(Host).Where(static d => d.Method is "GET").Select(d => PathOf(d, planted)).Distinct())
        {
            var forms = await FormsAsync(everything, path);
            foreach (var (form, value) in forms.SelectMany(static f => Values, static (f, v) => (f, v)))
            {
                using var body = new StringContent(Filled(form, value), Encoding.ASCII, "application/x-www-form-urlencoded");
                using var answer = await everything.Http.PostAsync(ActionOf(form, path), body, Ct);
                sent++;
                var leads = answer.Headers.Location?.ToString() ?? "";
                if (
                    (int)answer.StatusCode is >= 500 or (int)HttpStatusCode.TooManyRequests
                    || leads.Contains("evil", StringComparison.Ordinal)
                    || (await answer.Content.ReadAsStringAsync(Ct)).Contains("<script>alert", StringComparison.Ordinal)
                )
                    wrong.Add($"{(int)answer.StatusCode} {path} {value[..Math.Min(20, value.Length)]} {leads}");
            }
        }

        wrong.ShouldBeEmpty();
        sent.ShouldBeGreaterThan(300, "the pages have forms");
    }

    [Theory]
    [InlineData("/report-crime/danger")]
    [InlineData("/follow")]
    [InlineData("/sign-in")]
    [InlineData("/cy/report-crime/danger")]
    public async Task A_body_that_is_no_form_is_answered_with_a_page_that_says_so(string path)
    {
        foreach (var (content, type) in Bodies)
        {
            using var body = new ByteArrayContent(content);
            body.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
            request.Headers.Accept.ParseAdd("text/html");
            using var answer = await Host.Client.SendAsync(request, Ct);
            ((int)answer.StatusCode).ShouldBeInRange(400, 499, $"{path} {type}");
            var page = await Documents.ReadAsync(answer);
            page.QuerySelector("h1").ShouldNotBeNull($"{path} {type} {answer.StatusCode}");
            page.DocumentElement.GetAttribute("lang").ShouldBe(path.StartsWith("/cy", StringComparison.Ordinal) ? "cy" : "en");
        }
    }

    private static (byte[] Content, string? Type)[] Bodies { get; } =
    [
        ([], null),
        ("danger=no"u8.ToArray(), "text/plain"),
        ("{}"u8.ToArray(), "application/json"),
        ("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"u8.ToArray(), "multipart/form-data; boundary=x"),
        ("--x"u8.ToArray(), "multipart/form-data"),
        (Encoding.ASCII.GetBytes("--" + new string('x', 500)), $"multipart/form-data; boundary={new string('x', 500)}"),
        (
            Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 20_000).Select(static i => $"f{i}=1"))),
            "application/x-www-form-urlencoded"
        ),
        (Encoding.ASCII.GetBytes("danger=" + new string('x', 5_000_000)), "application/x-www-form-urlencoded"),
        (Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("[a]", 5_000)) + "=1"), "application/x-www-form-urlencoded"),
        ("%ZZ=%"u8.ToArray(), "application/x-www-form-urlencoded"),
        ([0xFF, 0xFE, 0x00, 0x3D, 0x00], "application/x-www-form-urlencoded; charset=utf-16"),
        ("a=1"u8.ToArray(), "application/x-www-form-urlencoded; charset=no-such"),
    ];

    /// <summary>The forms of a page that are sent to this site, but for the one that would end the visit.</summary>
    private static async Task<List<IHtmlFormElement>> FormsAsync(StaffClient staff, string path)
    {
        using var answer = await staff.Http.GetAsync(path, Ct);
        if (answer.StatusCode is not HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType is not "text/html")
            return [];
        return
        [
            .. (await Documents.ReadAsync(answer)).Forms.Where(static f =>
                string.Equals(f.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase)
                && f.GetAttribute("action")?.Contains("sign-out", StringComparison.Ordinal) != true
            ),
        ];
    }

    /// <summary>The form's own hidden fields, so that it is taken for itself, and the value in every other.</summary>
    private static string Filled(IHtmlFormElement form, string value)
    {
        var fields = form.Elements.OfType<IHtmlElement>().Where(static e => e.HasAttribute("name")).ToList();
        var kept = fields.OfType<IHtmlInputElement>().Where(static i => i.Name is "__RequestVerificationToken" or "_handler").ToList();
        return string.Join(
            '&',
            kept.Select(static i => $"{i.Name}={Uri.EscapeDataString(i.Value)}")
                .Concat(
                    fields
                        .Except(kept)
                        .Select(static e => e.GetAttribute("name")!)
                        .Distinct(StringComparer.Ordinal)
                        .Select(n => $"{Uri.EscapeDataString(n)}={value}")
                )
        );
    }

    private static string ActionOf(IHtmlFormElement form, string path) =>
        form.GetAttribute("action") is { Length: > 0 } action ? "/" + action.TrimStart('/') : path;

    private static string PathOf(Door door, IReadOnlyList<Planted> planted)
    {
        using var knock = door.Knock();
        return HostileAddressTests.AtSomething(knock.RequestUri!.ToString(), planted); // a knock has an address
    }

    /// <summary>A Bluelamp that counts no requests: here they are all sent from one address.</summary>
    public sealed class World : IAsyncLifetime
    {
        public TestHost Host { get; private set; } = null!; // set before the first test

        public async ValueTask InitializeAsync() =>
            Host = await TestHost.StartAsync(
                settings: """
                { "RateLimits": { "PublicBurst": 100000, "DeskBurst": 100000, "GuessBurst": 100000, "LinkBurst": 100000, "VisitBurst": 100000, "WrongBurst": 100000 } }
                """
            );

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
