using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Bluelamp.Tests.Harness;

namespace Bluelamp.Tests.Contact.Pages;

/// <summary>A reader without JavaScript: reads pages, fills in the form that stands there, and follows where it is sent.</summary>
internal sealed class Browsing(TestHost host, HttpClient? shared = null) : IDisposable
{
    private readonly HttpClient _client = shared ?? host.NewClient();

    public IHtmlDocument Page { get; private set; } = null!;

    public HttpStatusCode Status { get; private set; }

    /// <summary>What the last page or form answered itself, before it led on.</summary>
    public HttpStatusCode LedOnBy { get; private set; }

    /// <summary>The cookies that the last page or form gave, before it led on.</summary>
    public IReadOnlyList<string> Given { get; private set; } = [];

    /// <summary>Where the reader is, without the host.</summary>
    public string Address { get; private set; } = "/";

    public string Heading => Page.QuerySelector("h1")?.TextContent.Trim() ?? "";

    public string Main =>
        string.Join(' ', (Page.QuerySelector("main")?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Another window of the same browser, with its cookies.</summary>
    public Browsing Window() => new(host, _client);

    /// <summary>Holds a cookie that the reader was given before.</summary>
    public void Hold(string cookie) => _client.DefaultRequestHeaders.Add("Cookie", cookie);

    public async Task GoAsync(string address, CancellationToken ct) => await ReadAsync(await _client.GetAsync(address, ct), address, ct);

    /// <summary>Sends the form of the page with these fields typed in; fields that are not named keep what they hold.</summary>
    public async Task SendAsync(CancellationToken ct, params (string Name, string Value)[] typed) =>
        await SendAsync("main form", ct, typed);

    public async Task SendAsync(string which, CancellationToken ct, params (string Name, string Value)[] typed)
    {
        var form = (IHtmlFormElement)(Page.QuerySelector(which) ?? throw new InvalidOperationException($"No form on {Address}: {Main}"));
        var names = typed.Select(static t => t.Name).ToHashSet();
        var fields = Held(form).Where(f => !names.Contains(f.Key)).Concat(typed.Select(static t => KeyValuePair.Create(t.Name, t.Value)));
        var action = new Uri(new Uri(host.Address, Base), form.GetAttribute("action") ?? Address).PathAndQuery;
        await ReadAsync(await _client.PostAsync(action, new FormUrlEncodedContent(fields), ct), action, ct);
    }

    public void Dispose() => _client.Dispose();

    private string Base => Page.QuerySelector("base")?.GetAttribute("href") ?? "/";

    private async Task ReadAsync(HttpResponseMessage answer, string address, CancellationToken ct)
    {
        LedOnBy = answer.StatusCode;
        Given = answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [];
        for (var hops = 0; LeadsOn(answer.StatusCode) && answer.Headers.Location is { } to && hops < 5; hops++)
        {
            Status = answer.StatusCode;
            address = new Uri(new Uri(host.Address, address), to).PathAndQuery;
            answer = await _client.GetAsync(address, ct);
        }

        (Status, Address) = (answer.StatusCode, address);
        Page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(ct), ct);
    }

    private static bool LeadsOn(HttpStatusCode status) => status is >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest;

    private static IEnumerable<KeyValuePair<string, string>> Held(IHtmlFormElement form)
    {
        foreach (var field in form.QuerySelectorAll("input, textarea, select"))
        {
            var value = field switch
            {
                IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } => null,
                IHtmlInputElement input => input.Value,
                IHtmlTextAreaElement area => area.Value,
                IHtmlSelectElement select => select.Value,
                _ => null,
            };
            if (value is not null && field.GetAttribute("name") is { } name)
                yield return new(name, value);
        }
    }
}
