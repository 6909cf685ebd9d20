using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;

namespace Bluelamp.Browser;

/// <summary>One visitor: a page, and what their browser has to complain of.</summary>
public sealed class Visit : IAsyncDisposable
{
    /// <summary>The reader went on to another page; the live line of the one before ends so.</summary>
    private const string LeftBehind = "net::ERR_ABORTED";

    private const string Sideways = """
        () => [...document.querySelectorAll('main *')]
          .filter((e) => getComputedStyle(e).overflowX === 'auto' && e.scrollWidth > e.clientWidth)
          .map((e) => e.outerHTML.slice(0, 120))
        """;

    private readonly IBrowserContext _context;
    private readonly bool _script;

    public Visit(IBrowserContext context, IPage page, bool script)
    {
        (_context, Page, _script) = (context, page, script);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !IsThePageItself(message) && !IsOfTheRenderer(message))
                Complaints.Add($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => Complaints.Add($"exception: {error}");
        page.RequestFailed += (_, request) =>
        {
            if (request.Failure is not LeftBehind)
                Complaints.Add($"failed: {request.Url} {request.Failure}");
        };
    }

    public IPage Page { get; }

    /// <summary>Script errors, refusals of the security policy, things that would not load. Should stay empty.</summary>
    public List<string> Complaints { get; } = [];

    public async Task<Visit> GoAsync(string address)
    {
        await Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
        return this;
    }

    /// <summary>
    /// Waits until the address has come to be like this. Playwright's own waits for an address or for the end of a load look first and listen then, and
    /// can miss in between what they wait for (issue 3364 of playwright-dotnet); this one asks again and again.
    /// </summary>
    /// <param name="pattern">A regular expression that fits somewhere in the address.</param>
    public Task ArriveAsync([StringSyntax(StringSyntaxAttribute.Regex)] string pattern) =>
        Assertions.Expect(Page).ToHaveURLAsync(new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1)));

    /// <summary>Presses what leads to another document, and waits until that has come whole, with or without script.</summary>
    public async Task FollowAsync(ILocator link)
    {
        await Page.EvaluateAsync("() => document.documentElement.setAttribute('data-left', '')");
        await link.ClickAsync();
        var patience = Stopwatch.StartNew();
        while (!await HasComeAsync())
        {
            patience.Elapsed.TotalMilliseconds.ShouldBeLessThan(BrowserFixture.Patience, $"No other page came after {Page.Url}.");
            await Task.Delay(20);
        }
    }

    private async Task<bool> HasComeAsync()
    {
        try
        {
            return await Page.EvaluateAsync<bool>(
                "() => document.readyState === 'complete' && !document.documentElement.hasAttribute('data-left')"
            );
        }
        catch (PlaywrightException)
        {
            return false; // the document that was asked has just gone
        }
    }

    /// <summary>Nothing changes under the reader from now on, whatever the visitors beside do: the live line opens and stays silent.</summary>
    public async Task<Visit> StillAsync()
    {
        await Page.RouteAsync(
            static url => new Uri(url).AbsolutePath is "/live",
            static route => route.FulfillAsync(new() { ContentType = "text/event-stream", Body = ": silence\n\n" })
        );
        return this;
    }

    /// <summary>Passes when axe finds nothing against WCAG 2.2 A and AA or good practice.</summary>
    public async Task ShouldPassAxeAsync()
    {
        var found = await Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        found.Violations.Select(static v => $"{v.Id}: {v.Help} — {string.Join(" | ", v.Nodes.Select(static n => n.Html))}").ShouldBeEmpty();
    }

    /// <summary>Passes when axe can read every colour on its ground: what another theme can break.</summary>
    public async Task ShouldHaveContrastAsync()
    {
        var only = new AxeRunOptions
        {
            RunOnly = new() { Type = "rule", Values = ["color-contrast"] },
        };
        var found = await Page.RunAxe(only);
        found.Violations.Select(static v => $"{v.Id}: {string.Join(" | ", v.Nodes.Select(static n => n.Html))}").ShouldBeEmpty();
    }

    public async Task ShouldFitAsync()
    {
        var (shown, needed) = (
            await Page.EvaluateAsync<int>("document.documentElement.clientWidth"),
            await Page.EvaluateAsync<int>("document.documentElement.scrollWidth")
        );
        needed.ShouldBeLessThanOrEqualTo(shown, "The page is wider than the screen.");
        (await Page.EvaluateAsync<string[]>(Sideways)).ShouldBeEmpty("Something scrolls sideways in its frame.");
    }

    /// <summary>The keyboard reaches every control, and each shows that it has the focus.</summary>
    public async Task ShouldBeWalkableAsync()
    {
        var walk = await KeyboardWalk.ThroughAsync(Page);
        walk.Unreached.ShouldBeEmpty();
        walk.Unseen.ShouldBeEmpty();
    }

    /// <summary>What every page owes to everyone: it fits, and axe finds nothing; axe needs the page's script. A page that is on its way is waited for.</summary>
    public async Task CheckAsync()
    {
        if (_script)
            await Page.WaitForFunctionAsync("() => !document.documentElement.hasAttribute('aria-busy')");
        await ShouldFitAsync();
        if (_script)
            await ShouldPassAxeAsync();
    }

    public ValueTask DisposeAsync() => new(_context.CloseAsync());

    /// <summary>Without a graphics card the map is drawn in software, which says that it is slow.</summary>
    private static bool IsOfTheRenderer(IConsoleMessage message) => message.Text.Contains("GL Driver Message", StringComparison.Ordinal);

    /// <summary>A page that answers 404 or 422 on purpose is no complaint; a picture or script that does is.</summary>
    private bool IsThePageItself(IConsoleMessage message) =>
        message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
        && message.Location.StartsWith(Page.Url, StringComparison.Ordinal);
}
