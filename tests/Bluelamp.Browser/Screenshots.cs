using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Bluelamp.Browser;

/// <summary>
/// Makes the pictures of the README from a running demo, never from a mock-up: start <c>./bluelamp demo</c>, set <c>BLUELAMP_DEMO</c> to its address, and
/// run this class with <c>-explicit only</c>. They go to <c>docs/screenshots</c>.
/// </summary>
public sealed class Screenshots(BrowserFixture browser)
{
    private static readonly string? Demo = Environment.GetEnvironmentVariable("BLUELAMP_DEMO");

    [Theory(Explicit = true)]
    [InlineData("home", "/", 1280)]
    [InlineData("home-cy", "/cy/", 390)]
    [InlineData("report-cy", "/cy/report-crime", 390)]
    public async Task Of_the_public_pages(string name, string address, int width)
    {
        await using var visit = await browser.VisitAsync(width);
        await visit.GoAsync(At(address));
        await TakeAsync(visit, name);
    }

    [Theory(Explicit = true)]
    [InlineData("inbox", "/inbox", ColorScheme.Light)]
    [InlineData("inbox-dark", "/inbox", ColorScheme.Dark)]
    [InlineData("crimes", "/records/crimes", ColorScheme.Light)]
    [InlineData("search", "/search?q=jones", ColorScheme.Light)]
    public async Task Of_the_desk(string name, string address, ColorScheme colours)
    {
        await using var visit = await browser.VisitAsync(width: 1440, colours: colours);
        await EnterAsync(visit, address);
        await TakeAsync(visit, name);
    }

    [Theory(Explicit = true)]
    [InlineData("report", "/inbox", "main tbody a[href*='inbox/']")]
    [InlineData("crime", "/records/crimes", "main tbody a[href*='records/crimes/']")]
    [InlineData("nominal", "/search?q=jones", "main a[href*='records/nominals/']")]
    public async Task Of_the_first_of_a_list(string name, string list, string link)
    {
        await using var visit = await browser.VisitAsync(width: 1440);
        await EnterAsync(visit, list);
        var address = await visit.Page.Locator(link).First.EvaluateAsync<string>("a => a.href");
        await visit.Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await TakeAsync(visit, name);
    }

    /// <summary>Through the one click of the demo's sign-in page, as its first person.</summary>
    private static async Task EnterAsync(Visit visit, string address)
    {
        await visit.GoAsync(At($"/sign-in?back={Uri.EscapeDataString(address)}"));
        await visit.Page.Locator("form[action='sign-in/as'] button").First.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).WaitForAsync();
    }

    private static async Task TakeAsync(Visit visit, string name)
    {
        visit.Complaints.ShouldBeEmpty();
        await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder(), $"{name}.png") });
    }

    private static string At(string address)
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Demo), "Set BLUELAMP_DEMO to the address of a running demo.");
        return new Uri(new Uri(Demo), address).AbsoluteUri;
    }

    private static string Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Bluelamp.slnx")))
                return Path.Combine(at.FullName, "docs", "screenshots");
        }

        throw new DirectoryNotFoundException("The pictures belong to a checkout.");
    }
}
