using System.Text.Json;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Disposal;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Bluelamp.Browser;

/// <summary>Pages that stay as fresh as the ledger, also when something happens before they can listen, or while nobody can reach them.</summary>
public sealed class LiveTests(BrowserFixture browser)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_happens_between_the_page_and_its_live_line_is_shown()
    {
        var report = await ReportAsync();
        await using var visit = await browser.AtDeskAsync("contact-handler");
        var mayListen = new TaskCompletionSource();
        await visit.Page.RouteAsync(
            IsLive,
            async route =>
            {
                await mayListen.Task;
                await route.ContinueAsync();
            }
        );
        await visit.GoAsync($"/inbox/{report}");
        await using var beside = await browser.AtDeskAsync("contact-handler");
        await beside.GoAsync($"/inbox/{report}");
        await beside.Page.GetByText("Live", new() { Exact = true }).WaitForAsync();
        await TakeAsync(report);
        await Assertions.Expect(TakenBy(beside)).ToBeVisibleAsync(); // so it has been told
        mayListen.SetResult();
        await Assertions.Expect(TakenBy(visit)).ToBeVisibleAsync();
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_happens_while_the_line_is_broken_is_shown_once_it_is_open_again()
    {
        var report = await ReportAsync();
        await using var visit = await browser.AtDeskAsync("contact-handler");
        var isReachable = true;
        await visit.Page.RouteAsync(
            IsLive,
            route =>
                Volatile.Read(ref isReachable)
                    ? route.FulfillAsync(new() { ContentType = "text/event-stream", Body = "retry: 100\n\n" }) // ends at once
                    : route.FulfillAsync(new() { Status = 503 })
        );
        await visit.GoAsync($"/inbox/{report}");
        Volatile.Write(ref isReachable, value: false);
        await visit.Page.GetByText("Not live: reconnecting").WaitForAsync();
        await TakeAsync(report);
        await visit.Page.UnrouteAllAsync();
        await Assertions.Expect(TakenBy(visit)).ToBeVisibleAsync();
    }

    private static bool IsLive(string url) => new Uri(url).AbsolutePath is "/live";

    private static ILocator TakenBy(Visit visit) => visit.Page.Locator(".bl-record__live").GetByText("Gwen Live");

    private async Task<Id<Report>> ReportAsync()
    {
        var report = Id<Report>.New();
        var none = JsonSerializer.SerializeToElement(new { });
        var content = new ReportContent("burglary", "Somebody broke into my shed.");
        await TellAsync(
            report,
            new ReportSubmitted(report, $"LIVE-{report}", new("report-crime", 1, "00"), none, content, none, "en", "WEB", "00")
        );
        return report;
    }

    private Task TakeAsync(Id<Report> report) => TellAsync(report, new ReportTaken(report, Guid.CreateVersion7(), "Gwen Live"));

    private async Task TellAsync(Id<Report> report, IEvent said)
    {
        var police = Viewer.System(browser.Host.Get<ForceProfile>().Code);
        (await browser.Host.Get<ILedger>().DecideAsync(new Id<Told>(report.Value), new Tell(said), police, Ct)).OrThrow();
    }
}
