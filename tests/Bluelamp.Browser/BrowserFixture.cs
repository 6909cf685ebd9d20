using System.Collections.Concurrent;
using Bluelamp.Kernel.Access;
using Bluelamp.Tests.Harness;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Bluelamp.Browser.BrowserFixture))]

namespace Bluelamp.Browser;

/// <summary>
/// One Chromium and one Bluelamp for the whole run; each test is a visitor of its own. The browser is the system's: Debian's Chromium without windows
/// (<c>chromium-headless-shell</c>), which draws no frame round each page and costs far less, else <c>chromium</c>; or that of <c>BLUELAMP_CHROMIUM</c>.
/// Without one the tests are skipped, and fail in CI.
/// </summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Installed = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private static readonly string? Chromium = Environment.GetEnvironmentVariable("BLUELAMP_CHROMIUM") is { Length: > 0 } given
        ? given
        : Array.Find(Installed, File.Exists);

    private static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // The map draws with WebGL, which without a graphics card needs the software renderer.
        "--use-angle=swiftshader",
        "--enable-unsafe-swiftshader",
    ];

    /// <summary>Milliseconds after which a page that has not come about will not: long, for a machine that does other things beside.</summary>
    internal const float Patience = 30_000;

    private readonly ConcurrentDictionary<string, Task<Cookie[]>> _sessions = new(StringComparer.Ordinal);
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private TestHost? _host;

    public TestHost Host => _host ?? throw new InvalidOperationException("No visit has begun.");

    public async ValueTask InitializeAsync()
    {
        if (Chromium is null)
            return;
        _host = await TestHost.StartAsync();
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        _browser = await _playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Chromium,
                Args = Flags,
                ChromiumSandbox = false,
            }
        );
    }

    /// <summary>Somebody of the staff at their desk, signed in by the sign-in page; every visit of the same roles shares one session.</summary>
    public async Task<Visit> AtDeskAsync(string roles, int width = 1280, ColorScheme colours = ColorScheme.Light)
    {
        var visit = await VisitAsync(width, colours: colours);
        await visit.Page.Context.AddCookiesAsync(await _sessions.GetOrAdd(roles, SignInAsync));
        return visit;
    }

    private async Task<Cookie[]> SignInAsync(string roles)
    {
        var (staff, secret) = await Host.EnrolAsync(roles.Split(' '));
        await using var visit = await VisitAsync();
        await visit.GoAsync("/sign-in");
        await visit.Page.Locator("[name=Username]").FillAsync(staff.Username);
        await visit.Page.Locator("[name=Password]").FillAsync(StaffClient.Password);
        await visit.Page.Locator("[name=Code]").FillAsync(Totp.Code(secret, Totp.StepAt(TimeProvider.System.GetUtcNow())));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).WaitForAsync();
        var cookies = await visit.Page.Context.CookiesAsync();
        return
        [
            .. cookies.Select(c => new Cookie
            {
                Name = c.Name,
                Value = c.Value,
                Url = Host.Address.AbsoluteUri,
                HttpOnly = c.HttpOnly,
                SameSite = c.SameSite,
            }),
        ];
    }

    /// <summary>A visitor with a fresh browser profile. What their browser complains about is kept in <see cref="Visit.Complaints"/>.</summary>
    public async Task<Visit> VisitAsync(int width = 1280, int height = 900, bool script = true, ColorScheme colours = ColorScheme.Light)
    {
        if (_browser is null)
        {
            const string reason = "No browser; install Debian's chromium-headless-shell or chromium, or set BLUELAMP_CHROMIUM.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is { Length: > 0 }, reason);
            Assert.Fail(reason);
        }

        var context = await _browser.NewContextAsync(
            new()
            {
                BaseURL = Host.Address.AbsoluteUri,
                ViewportSize = new() { Width = width, Height = height },
                JavaScriptEnabled = script,
                ColorScheme = colours,
                ReducedMotion = ReducedMotion.Reduce,
                Locale = "en-GB",
            }
        );
        context.SetDefaultTimeout(Patience);
        return new(context, await context.NewPageAsync(), script);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
    }
}
