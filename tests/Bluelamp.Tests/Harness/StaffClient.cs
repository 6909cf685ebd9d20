using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Web;
using Xunit;

namespace Bluelamp.Tests.Harness;

/// <summary>A member of staff at a browser without scripts: opens pages, fills in their forms as they stand, follows where they lead.</summary>
/// <example><code>var handler = await host.SignInAsync("contact-handler"); var page = await handler.OpenAsync("/inbox");</code></example>
public sealed class StaffClient(HttpClient http, Id<Staff> staff, string username)
{
    public const string Password = "correct horse battery";

    public HttpClient Http => http;

    public Id<Staff> Staff => staff;

    public string Username => username;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task<IDocument> OpenAsync(string path)
    {
        using var answer = await http.GetAsync(path, Ct);
        return await Documents.ReadAsync(answer);
    }

    /// <summary>Opens the page that a page leads to; a test fails when it leads nowhere.</summary>
    public async Task<IDocument> FollowAsync(string path)
    {
        using var answer = await http.GetAsync(path, Ct);
        Assert.True(answer.Headers.Location is not null, $"{path} leads nowhere: {answer.StatusCode}");
        return await OpenAsync(answer.Headers.Location.ToString());
    }

    public Task<HttpStatusCode> StatusAsync(string path) => StatusOfAsync(path);

    /// <summary>Sends the form of a page that has this button or name, with these answers. Redirects are not followed.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, string form, params (string Name, string Value)[] answers)
    {
        var page = await OpenAsync(path);
        return await http.SubmitAsync(page, path, form, answers);
    }

    private async Task<HttpStatusCode> StatusOfAsync(string path)
    {
        using var answer = await http.GetAsync(path, Ct);
        return answer.StatusCode;
    }
}

internal static class Documents
{
    private static readonly IBrowsingContext Reader = BrowsingContext.New(Configuration.Default);

    public static async Task<IDocument> ReadAsync(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return await Reader.OpenAsync(r => r.Content(html));
    }

    /// <summary>Sends a form as a browser does: its hidden fields and what stands in it, changed by the answers.</summary>
    /// <param name="form">The name of the form, or its action.</param>
    public static Task<HttpResponseMessage> SubmitAsync(
        this HttpClient http,
        IDocument page,
        string path,
        string form,
        params (string Name, string Value)[] answers
    )
    {
        var found = page.Forms.FirstOrDefault(f => Is(Named(f), form) || Is(f.GetAttribute("action"), form));
        Assert.True(found is not null, $"No form '{form}' on {path}: {page.Body?.TextContent.Trim()}");
        var fields = found
            .Elements.OfType<IHtmlInputElement>()
            .Where(static i => i.Name is not null && (i.Type is not ("checkbox" or "radio") || i.IsChecked))
            .Select(static i => (Name: i.Name!, i.Value))
            .Concat(found.Elements.OfType<IHtmlTextAreaElement>().Select(static t => (Name: t.Name!, t.Value)))
            .Concat(found.Elements.OfType<IHtmlSelectElement>().Select(static s => (Name: s.Name!, Value: s.Value ?? "")))
            .Where(f => !answers.Any(a => Is(a.Name, f.Name)))
            .Concat(answers)
            .Select(static f => KeyValuePair.Create(f.Name, f.Value));
        var action = found.GetAttribute("action");
        return http.PostAsync(
            new Uri(http.BaseAddress!, string.IsNullOrEmpty(action) ? path : action),
            new FormUrlEncodedContent(fields),
            TestContext.Current.CancellationToken
        );
    }

    private static string? Named(IHtmlFormElement form) =>
        form.Elements.OfType<IHtmlInputElement>().FirstOrDefault(static i => Is(i.Name, "_handler"))?.Value;

    private static bool Is(string? one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}

internal static class StaffOf
{
    private static int _count;

    extension(TestHost host)
    {
        public Viewer Administrator =>
            new(Actors.System, "Test", host.Get<ForceProfile>().Code, [], Marking.OfficialSensitive, new("test", null), []);

        /// <summary>Somebody new with these roles, signed in through the sign-in page.</summary>
        public async Task<StaffClient> SignInAsync(params string[] roles)
        {
            var (client, secret) = await host.EnrolAsync(roles);
            using var answer = await client.SignInAsync(secret);
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            return client;
        }

        /// <summary>Somebody new with these roles, and the key of their authenticator.</summary>
        public async Task<(StaffClient Client, byte[] Secret)> EnrolAsync(params string[] roles)
        {
            var (staff, secret) = (Id<Staff>.New(), Totp.NewSecret());
            var username = $"{roles.FirstOrDefault() ?? "nobody"}-{Interlocked.Increment(ref _count)}";
            (
                await host.Get<StaffRegister>()
                    .EnrolAsync(
                        staff,
                        new(username, $"Test {username}", null, null),
                        roles,
                        host.Administrator,
                        TestContext.Current.CancellationToken,
                        new(StaffClient.Password, secret)
                    )
            ).OrThrow();
            return (new(host.NewClient(), staff, username), secret);
        }
    }

    /// <summary>Fills in the sign-in page.</summary>
    /// <param name="step">Which half minute's code to take, counted from now.</param>
    /// <param name="now">The half minute that is now; nothing for what the clock says, which two calls can see differently.</param>
    public static Task<HttpResponseMessage> SignInAsync(
        this StaffClient client,
        byte[] secret,
        string password = StaffClient.Password,
        int step = 0,
        string path = "/sign-in",
        long? now = null
    ) =>
        client.SubmitAsync(
            path,
            "sign-in",
            ("Username", client.Username),
            ("Password", password),
            ("Code", Totp.Code(secret, (now ?? Totp.StepAt(TimeProvider.System.GetUtcNow())) + step))
        );
}
