using System.Text.Json;
using Bluelamp.Contact.Forms;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Grids;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Disposal;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Bluelamp.Browser;

/// <summary>Where a handler is at their desk, and what they typed there, stays theirs, whatever comes in meanwhile.</summary>
public sealed class PlaceTests(BrowserFixture browser)
{
    private const string Words = "He came through the side gate, and left by the lane.";

    /// <summary>No other test reports this, so nothing else comes into the inbox that is narrowed to it.</summary>
    private const string OnlyHere = "vehicle";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_that_comes_in_leaves_the_line_at_hand_as_it_was()
    {
        for (var i = 0; i < 5; i++)
            await ReportAsync("P", kind: OnlyHere);
        await using var visit = await AtAsync($"/inbox?kind={OnlyHere}");
        for (var i = 0; i < 4; i++)
            await visit.Page.Keyboard.PressAsync("j");
        var (at, next) = (await AtHandAsync(visit), await visit.Page.Locator("tbody tr").Nth(4).GetAttributeAsync("id"));
        at.ShouldNotBeNull();
        var report = await ReportAsync("E", kind: OnlyHere);
        await visit.Page.Locator($"#report-{report}").WaitForAsync();
        (await AtHandAsync(visit)).ShouldBe(at);
        (await visit.Page.EvaluateAsync<string?>("() => document.activeElement.closest('tr')?.id")).ShouldBe(at);
        await visit.Page.Keyboard.PressAsync("j");
        (await AtHandAsync(visit)).ShouldBe(next);
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_opened_on_a_report_stays_open_when_something_happens_to_it()
    {
        var report = await ReportAsync();
        await using var visit = await AtAsync($"/inbox/{report}");
        var answers = visit.Page.Locator(".bl-record__live details");
        await answers.Locator("summary").ClickAsync();
        await Assertions.Expect(answers).ToHaveAttributeAsync("open", "");
        await TellAsync(report, new InformationAdded(report, Words));
        await Assertions.Expect(visit.Page.Locator(".bl-record__live").GetByText(Words)).ToBeVisibleAsync();
        await Assertions.Expect(answers).ToHaveAttributeAsync("open", "");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_map_on_a_report_is_still_a_map_when_something_happens_to_it()
    {
        var report = await ReportAsync(at: new(250_000, 250_000));
        await using var visit = await AtAsync($"/inbox/{report}");
        await visit.Page.Locator("bl-map[data-shown]").WaitForAsync();
        await TellAsync(report, new InformationAdded(report, Words));
        await Assertions.Expect(visit.Page.Locator(".bl-record__live").GetByText(Words)).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("bl-map canvas")).ToHaveCountAsync(1);
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_action_on_a_report_leaves_what_is_typed_in_its_forms_until_each_is_sent()
    {
        var report = await ReportAsync();
        await using var visit = await AtAsync($"/inbox/{report}");
        await visit.Page.GetByLabel("What happened").FillAsync(Words);
        await visit.Page.GetByText("Ask the reporter", new() { Exact = true }).ClickAsync();
        await visit.Page.GetByLabel("Your message").FillAsync("Which gate?");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Take this report" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Put back into the inbox" }).WaitForAsync();
        await Assertions.Expect(visit.Page.GetByLabel("What happened")).ToHaveValueAsync(Words);
        await Assertions.Expect(visit.Page.GetByLabel("Your message")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByLabel("Your message")).ToHaveValueAsync("Which gate?");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".bl-record__live").GetByText("Which gate?")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByLabel("Your message")).ToHaveValueAsync("");
        await Assertions.Expect(visit.Page.GetByLabel("What happened")).ToHaveValueAsync(Words);
    }

    [Fact]
    public async Task What_was_typed_is_there_again_for_whoever_signs_in_again_and_for_nobody_else()
    {
        var report = await ReportAsync();
        await using var visit = await AtAsync($"/inbox/{report}");
        var session = await visit.Page.Context.CookiesAsync();
        await visit.Page.GetByText("Ask the reporter", new() { Exact = true }).ClickAsync();
        await visit.Page.GetByLabel("Your message").FillAsync("Which gate?");
        await visit.Page.Context.ClearCookiesAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await visit.Page.GetByLabel("Password").WaitForAsync();
        await visit.Page.Context.AddCookiesAsync(session.Select(Same));
        await visit.GoAsync($"/inbox/{report}");
        await Assertions.Expect(visit.Page.GetByLabel("Your message")).ToHaveValueAsync("Which gate?");

        await using var other = await browser.AtDeskAsync("contact-handler investigator");
        await visit.Page.Context.ClearCookiesAsync();
        await visit.Page.Context.AddCookiesAsync((await other.Page.Context.CookiesAsync()).Select(Same));
        await visit.GoAsync($"/inbox/{report}");
        await Assertions.Expect(visit.Page.GetByLabel("Your message")).ToHaveValueAsync("");
        (await KeptAsync(visit)).ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_signs_out_leaves_nothing_of_what_they_typed()
    {
        var report = await ReportAsync();
        await using var visit = await AtAsync($"/inbox/{report}");
        await visit.Page.GetByLabel("What happened").FillAsync(Words);
        (await KeptAsync(visit)).ShouldBe(1);
        await visit.Page.RouteAsync(
            "**/sign-out",
            static route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<p>You are out.</p>" })
        ); // others use this session, too
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await visit.Page.GetByText("You are out.").WaitForAsync();
        (await KeptAsync(visit)).ShouldBe(0);
    }

    [Theory]
    [InlineData("a", "Words")]
    [InlineData("g", "Grade")]
    public async Task The_key_that_opens_a_box_leads_into_it(string key, string field)
    {
        var report = await ReportAsync();
        await using var visit = await AtAsync($"/inbox/{report}");
        await visit.Page.Keyboard.PressAsync(key);
        (await visit.Page.EvaluateAsync<string>("() => document.activeElement.name")).ShouldBe(field);
    }

    /// <summary>At a page of the desk whose live line is open.</summary>
    private async Task<Visit> AtAsync(string address)
    {
        var visit = await browser.AtDeskAsync("contact-handler");
        await visit.GoAsync(address);
        await visit.Page.GetByText("Live", new() { Exact = true }).WaitForAsync();
        return visit;
    }

    private static Task<string?> AtHandAsync(Visit visit) =>
        visit.Page.EvaluateAsync<string?>("() => document.querySelector('tr[aria-current=true]')?.id");

    private static Task<int> KeptAsync(Visit visit) =>
        visit.Page.EvaluateAsync<int>("() => Object.keys(sessionStorage).filter((key) => key.startsWith('bl-keep:')).length");

    private Cookie Same(BrowserContextCookiesResult cookie) =>
        new()
        {
            Name = cookie.Name,
            Value = cookie.Value,
            Url = browser.Host.Address.AbsoluteUri,
            HttpOnly = cookie.HttpOnly,
        };

    /// <summary>A report with this grade, which so stays where it is in the inbox.</summary>
    private async Task<Id<Report>> ReportAsync(string grade = "S", GridRef? at = null, string kind = "burglary")
    {
        var report = Id<Report>.New();
        var none = JsonSerializer.SerializeToElement(new { });
        var answers = JsonSerializer.SerializeToElement(new { what_happened = "Somebody broke into my shed." });
        var form = browser.Host.Get<CurrentDefinitions>().Latest<Form>("report-crime");
        var content = new ReportContent(kind, "Somebody broke into my shed.")
        {
            Where = at is { } point ? new() { Easting = point.Easting, Northing = point.Northing } : null,
        };
        await TellAsync(
            report,
            new ReportSubmitted(
                report,
                $"PLACE-{report}",
                new(form.Id, form.Version, form.Hash),
                answers,
                content,
                none,
                "en",
                "WEB",
                "00"
            ),
            new ReportAssessed(report, grade, "medium", 30, "Local officers", none)
        );
        return report;
    }

    private async Task TellAsync(Id<Report> report, params IEvent[] said)
    {
        var police = Viewer.System(browser.Host.Get<ForceProfile>().Code);
        (await browser.Host.Get<ILedger>().DecideAsync(new Id<Told>(report.Value), new Tell(said), police, Ct)).OrThrow();
    }
}
