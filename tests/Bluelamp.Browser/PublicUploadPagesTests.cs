using System.Collections.Concurrent;
using System.Security.Cryptography;
using Bluelamp.Evidence.Doors;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Evidence;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Bluelamp.Browser;

/// <summary>Somebody with a phone sends what they filmed: by the link of an appeal, in either language, on a line that breaks, with or without scripts.</summary>
public sealed class PublicUploadPagesTests(BrowserFixture browser)
{
    private const int Phone = 390;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "Continue", "Send", "Your files have arrived whole")]
    [InlineData("/cy", "Parhau", "Anfon", "Mae eich ffeiliau wedi cyrraedd yn gyfan")]
    public async Task A_film_that_is_interrupted_arrives_whole(string language, string next, string send, string thanks)
    {
        var door = await browser.Host.OpenDoorAsync(DoorKind.Appeal);
        var bytes = RandomNumberGenerator.GetBytes(5_000_000);
        await using var visit = await browser.VisitAsync(width: Phone);
        await BeginAsync(visit, $"{language}/upload/{door.Code}", next);
        await visit.CheckAsync();
        await visit.ShouldBeWalkableAsync();
        await visit.Page.Locator("#files").SetInputFilesAsync(File("heol fawr.mp4", bytes));
        await visit.CheckAsync();
        var stretches = await BreakOnceAsync(visit.Page, bytes[..2_000_000]);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = send, Exact = true }).ClickAsync();
        await visit.Page.GetByText(thanks).WaitForAsync();
        await visit.CheckAsync();
        stretches.Count.ShouldBe(2, "the rest went in one more stretch");
        visit.Complaints.ShouldAllBe(static c => c.Contains("/tus/") || c.Contains("ERR_CONNECTION_RESET"));
        await SentAsync(door, bytes);
    }

    [Theory]
    [InlineData("", "Continue", "Send", "We are very busy at the moment", "Your files have arrived whole")]
    [InlineData("/cy", "Parhau", "Anfon", "Rydym yn brysur iawn ar hyn o bryd", "Mae eich ffeiliau wedi cyrraedd yn gyfan")]
    public async Task Forty_pictures_arrive_a_few_at_a_time_though_the_server_asks_for_patience(
        string language,
        string next,
        string send,
        string busy,
        string thanks
    )
    {
        var door = await browser.Host.OpenDoorAsync(DoorKind.Appeal);
        await using var visit = await browser.VisitAsync(width: Phone);
        await BeginAsync(visit, $"{language}/upload/{door.Code}", next);
        await visit.Page.Locator(".bl-upload--live").WaitForAsync(); // else the form itself would send them, without a script
        await visit.Page.Locator("#files").SetInputFilesAsync(Enumerable.Range(1, 40).Select(static n => Picture($"llun {n}.jpg")));
        var patience = await Patience.AskAsync(visit.Page);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = send, Exact = true }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Status).GetByText(busy).WaitForAsync();
        await visit.CheckAsync();
        patience.End();
        await visit.Page.GetByText(thanks).WaitForAsync();
        patience.MostAtOnce.ShouldBeInRange(2, 3);
        visit.Complaints.ShouldAllBe(static c => c.Contains("429"));
        var viewer = Viewer.System(browser.Host.Get<ForceProfile>().Code);
        var lines = await browser.Host.Get<ExhibitList>().NewestAsync(new(Door: door.Door.Value), after: null, viewer, Ct);
        lines
            .Select(static l => l.Name)
            .Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(1, 40).Select(static n => $"llun {n}.jpg").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_film_goes_on_where_it_was_after_the_server_was_away()
    {
        var door = await browser.Host.OpenDoorAsync(DoorKind.Appeal);
        var bytes = RandomNumberGenerator.GetBytes(3_000_000);
        await using var visit = await browser.VisitAsync(width: Phone);
        await BeginAsync(visit, $"/upload/{door.Code}", "Continue");
        await visit.Page.Locator("#files").SetInputFilesAsync(File("heol fawr.mp4", bytes));
        var stretches = await BreakOnceAsync(visit.Page, bytes[..2_000_000]);
        var away = 0;
        await visit.Page.RouteAsync(
            "**/upload/*/tus/*",
            async route =>
            {
                if (route.Request.Method is "HEAD" && Interlocked.Increment(ref away) == 1)
                    await route.FulfillAsync(new() { Status = 503, Headers = After("1") });
                else
                    await route.FallbackAsync();
            }
        );
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await visit.Page.GetByText("Your files have arrived whole").WaitForAsync();
        away.ShouldBeGreaterThan(1);
        stretches.Distinct().Count().ShouldBe(1, "the same upload went on");
        await SentAsync(door, bytes);
    }

    [Theory]
    [InlineData("", "Continue", "Send", "The file that came has another SHA-256", "This link is no longer open")]
    [InlineData("/cy", "Parhau", "Anfon", "Mae gan y ffeil a ddaeth SHA-256 arall", "Nid yw'r ddolen hon ar agor mwyach")]
    public async Task What_is_refused_is_told_in_the_language_of_the_page(
        string language,
        string next,
        string send,
        string differs,
        string closed
    )
    {
        var door = await browser.Host.OpenDoorAsync(DoorKind.Appeal);
        await using var visit = await browser.VisitAsync(width: Phone);
        await BeginAsync(visit, $"{language}/upload/{door.Code}", next);
        await visit.Page.Locator(".bl-upload--live").WaitForAsync();
        await visit.Page.Locator("#files").SetInputFilesAsync(Picture("llun.jpg"));
        var sum = visit.Page.Locator("#sha256"); // of another file
        await sum.EvaluateAsync("f => (f.value = 'ab'.repeat(32))");
        var button = visit.Page.GetByRole(AriaRole.Button, new() { Name = send, Exact = true });
        await button.ClickAsync();
        await visit.Page.Locator(".bl-upload__state").GetByText(differs).WaitForAsync();
        await visit.CheckAsync();

        var police = Viewer.System(browser.Host.Get<ForceProfile>().Code);
        (await browser.Host.Get<ILedger>().DecideAsync(door.Door, new CloseDoor(door.Door, "It is over"), police, Ct)).OrThrow();
        await sum.EvaluateAsync("f => (f.value = '')");
        await button.ClickAsync();
        await visit.Page.Locator(".bl-upload__state").GetByText(closed).WaitForAsync();
    }

    [Theory]
    [InlineData("", "Continue", "Send", "Your files have arrived whole")]
    [InlineData("/cy", "Parhau", "Anfon", "Mae eich ffeiliau wedi cyrraedd yn gyfan")]
    public async Task Without_script_the_pages_take_a_film_as_they_stand(string language, string next, string send, string thanks)
    {
        var door = await browser.Host.OpenDoorAsync(DoorKind.Link);
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        await using var visit = await browser.VisitAsync(width: Phone, script: false);
        await BeginAsync(visit, $"{language}/upload/{door.Code}", next);
        await visit.CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = send, Exact = true }).ClickAsync();
        await visit.Page.Locator(".govuk-error-summary").WaitForAsync();
        await visit.CheckAsync();
        await visit.Page.Locator("#files").SetInputFilesAsync(File("heol fawr.mp4", bytes));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = send, Exact = true }).ClickAsync();
        await visit.Page.GetByText(thanks).WaitForAsync();
        await SentAsync(door, bytes);
    }

    [Theory]
    [InlineData("", "This link does not work", "Continue", "opened on another device already")]
    [InlineData("/cy", "Nid yw'r ddolen hon yn gweithio", "Parhau", "ar ddyfais arall eisoes")]
    public async Task A_link_that_ran_out_or_is_wrong_or_is_anothers_says_what_to_do(
        string language,
        string broken,
        string next,
        string taken
    )
    {
        var past = await browser.Host.OpenDoorAsync(DoorKind.Appeal, TimeSpan.FromDays(-1));
        await using var visit = await browser.VisitAsync(width: Phone);
        string[] addresses =
        [
            $"{language}/upload/{past.Code}",
            $"{language}/upload/{past.Code}/files",
            $"{language}/upload/{DoorCode.New()}",
        ];
        foreach (var address in addresses)
        {
            (await visit.Page.GotoAsync(address))!.Status.ShouldBe(404, address);
            await visit.Page.GetByRole(AriaRole.Heading, new() { Name = broken }).WaitForAsync();
            (await visit.Page.Locator("main").InnerTextAsync()).ShouldContain("101");
            await visit.CheckAsync();
        }

        var link = await browser.Host.OpenDoorAsync(DoorKind.Link);
        await using var first = await browser.VisitAsync(width: Phone);
        await BeginAsync(first, $"{language}/upload/{link.Code}", next);
        await visit.GoAsync($"{language}/upload/{link.Code}");
        await visit.Page.Locator("#Description").FillAsync("A red car");
        await visit.Page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = next, Exact = true }).ClickAsync();
        await visit.Page.Locator(".govuk-error-summary").GetByText(taken).WaitForAsync();
        (await visit.Page.Locator("#Description").InputValueAsync()).ShouldBe("A red car", "what was typed is kept");
        await visit.CheckAsync();
    }

    /// <summary>Past the first page: once without agreeing, then as it should be.</summary>
    private static async Task BeginAsync(Visit visit, string address, string next)
    {
        await visit.GoAsync(address);
        await visit.CheckAsync();
        await visit.Page.Locator("#Description").FillAsync("A red car went by");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = next, Exact = true }).ClickAsync();
        await visit.Page.Locator(".govuk-error-summary").WaitForAsync();
        await visit.CheckAsync();
        await visit.Page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = next, Exact = true }).ClickAsync();
        await visit.ArriveAsync("/files$");
    }

    /// <summary>The first stretch ends in the middle, as if the line broke there. Answers the stretches that were sent.</summary>
    private static async Task<ConcurrentBag<string>> BreakOnceAsync(IPage page, byte[] first)
    {
        var stretches = new ConcurrentBag<string>();
        await page.RouteAsync(
            "**/upload/*/tus/*",
            async route =>
            {
                if (route.Request.Method is "PATCH")
                    stretches.Add(route.Request.Url);
                if (route.Request.Method is not "PATCH" || stretches.Count > 1)
                {
                    await route.ContinueAsync();
                    return;
                }

                await route.FetchAsync(new() { PostData = first });
                await route.AbortAsync("connectionreset");
            }
        );
        return stretches;
    }

    private static Dictionary<string, string> After(string seconds) => new(StringComparer.Ordinal) { ["Retry-After"] = seconds };

    private static FilePayload Picture(string name) =>
        new()
        {
            Name = name,
            MimeType = "image/jpeg",
            Buffer = RandomNumberGenerator.GetBytes(2_000),
        };

    private static FilePayload File(string name, byte[] bytes) =>
        new()
        {
            Name = name,
            MimeType = "video/mp4",
            Buffer = bytes,
        };

    private async Task SentAsync(OpenedDoor door, byte[] bytes)
    {
        var viewer = Viewer.System(browser.Host.Get<ForceProfile>().Code);
        var line = (
            await browser.Host.Get<ExhibitList>().NewestAsync(new(Door: door.Door.Value), after: null, viewer, Ct)
        ).ShouldHaveSingleItem();
        line.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        line.Description.ShouldBe("A red car went by");
    }

    /// <summary>A server that has too much to do for a while.</summary>
    private sealed class Patience
    {
        private volatile bool _isAsked = true;
        private int _now;

        /// <summary>Requests that were under way at once, of those that it took.</summary>
        public int MostAtOnce { get; private set; }

        public static async Task<Patience> AskAsync(IPage page)
        {
            var patience = new Patience();
            await page.RouteAsync("**/upload/*/tus**", patience.AnswerAsync);
            return patience;
        }

        public void End() => _isAsked = false;

        private async Task AnswerAsync(IRoute route)
        {
            if (_isAsked)
            {
                await route.FulfillAsync(new() { Status = 429, Headers = After("1") });
                return;
            }

            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _now));
            var answer = await route.FetchAsync();
            Interlocked.Decrement(ref _now);
            await route.FulfillAsync(new() { Response = answer });
        }
    }
}
