using System.Security.Cryptography;
using System.Text.Json;
using Bluelamp.Contact.Reports;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Storing;
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

    [Fact]
    public async Task Whoever_waits_for_a_film_is_told_when_it_can_be_played()
    {
        var exhibit = Id<Exhibit>.New();
        var bytes = ContentHash.Of(SHA256.HashData(exhibit.Value.ToByteArray()));
        var film = new FileContent(bytes, 9, "yard.mp4", "video/mp4");
        await TellAsync(
            exhibit.Value,
            new ExhibitReceived(exhibit, film, new(OriginKind.Staff), new()),
            new ExhibitExamined(exhibit, bytes, Readable: true, new(DurationSeconds: 10, VideoCodec: "h264"))
        );
        await using var visit = await browser.AtDeskAsync("investigator");
        await visit.GoAsync($"/records/exhibits/{exhibit}");
        await Assertions.Expect(visit.Page.GetByText("is being made")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("video")).ToHaveCountAsync(0);
        var proxy = new DerivativeMade(exhibit, DerivativeKind.Proxy, "ffmpeg", "5", [], bytes, bytes, 1, "video/mp4");
        await TellAsync(exhibit.Value, proxy);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Show it" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("video")).ToHaveCountAsync(1);
    }

    private static bool IsLive(string url) => new Uri(url).AbsolutePath is "/live";

    private static ILocator TakenBy(Visit visit) => visit.Page.Locator(".bl-record__live").GetByText("Gwen Live");

    private async Task<Id<Report>> ReportAsync()
    {
        var report = Id<Report>.New();
        var none = JsonSerializer.SerializeToElement(new { });
        var content = new ReportContent("burglary", "Somebody broke into my shed.");
        await TellAsync(
            report.Value,
            new ReportSubmitted(report, $"LIVE-{report}", new("report-crime", 1, "00"), none, content, none, "en", "WEB", "00")
        );
        return report;
    }

    private Task TakeAsync(Id<Report> report) => TellAsync(report.Value, new ReportTaken(report, Guid.CreateVersion7(), "Gwen Live"));

    private async Task TellAsync(Guid record, params IEvent[] said)
    {
        var police = Viewer.System(browser.Host.Get<ForceProfile>().Code);
        (await browser.Host.Get<ILedger>().DecideAsync(new Id<Told>(record), new Tell(said), police, Ct)).OrThrow();
    }
}
