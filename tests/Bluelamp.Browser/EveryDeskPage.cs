using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Bluelamp.Browser;

/// <summary>
/// What every page of the desk owes to who works at it, by day and in a dark control room. Each class of pages that open by their address alone is walked
/// beside the others; a new page is one line in one of them.
/// </summary>
public abstract class EveryDeskPage(BrowserFixture browser)
{
    protected const string Handler = "contact-handler";

    protected async Task ShouldServeAsync(string role, string address)
    {
        await using var visit = await browser.AtDeskAsync(role);
        await visit.StillAsync();
        await visit.GoAsync(address);
        await visit.ShouldPassAxeAsync();
        await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await visit.ShouldHaveContrastAsync();
        await visit.Page.SetViewportSizeAsync(320, 640);
        await visit.ShouldFitAsync();
        visit.Complaints.ShouldBeEmpty();

        await visit.Page.SetViewportSizeAsync(1280, 900);
        await visit.ShouldBeWalkableAsync();
    }
}

/// <summary>The day's work: reports, crimes, search.</summary>
public sealed class WorkingPagesTests(BrowserFixture browser) : EveryDeskPage(browser)
{
    [Theory]
    [InlineData("/desk")]
    [InlineData("/inbox")]
    [InlineData("/records/crimes")]
    [InlineData("/records/crimes/new")]
    [InlineData("/search")]
    [InlineData("/search?q=jones")]
    [InlineData("/purpose")]
    [InlineData("/account")]
    public Task A_working_page_is_accessible_by_day_in_the_dark_and_by_keyboard_and_fits_a_screen_of_320_pixels(string address) =>
        ShouldServeAsync(Handler, address);
}

/// <summary>Evidence: taken in, asked for, looked through.</summary>
public sealed class EvidencePagesTests(BrowserFixture browser) : EveryDeskPage(browser)
{
    [Theory]
    [InlineData("/evidence")]
    [InlineData("/evidence/objects/new")]
    [InlineData("/evidence/doors")]
    [InlineData("/evidence/doors/new")]
    [InlineData("/evidence/retention")]
    [InlineData("/evidence/body-worn")]
    [InlineData("/evidence/chosen")]
    [InlineData("/evidence/shares")]
    [InlineData("/evidence/cameras")]
    [InlineData("/evidence/cameras?standing=Offered")]
    [InlineData("/evidence/cameras/new")]
    [InlineData("/evidence/cameras/owners")]
    [InlineData("/evidence/footage")]
    [InlineData("/evidence/forensics")]
    [InlineData("/evidence/forensics/workload")]
    public Task A_page_of_evidence_is_accessible_by_day_in_the_dark_and_by_keyboard_and_fits_a_screen_of_320_pixels(string address) =>
        ShouldServeAsync("supervisor", address);
}

/// <summary>Open data, oversight, and running the platform.</summary>
public sealed class OtherDeskPagesTests(BrowserFixture browser) : EveryDeskPage(browser)
{
    [Theory]
    [InlineData(Handler, "/records/street-crime")]
    [InlineData(Handler, "/records/street-crime/map")]
    [InlineData(Handler, "/records/stop-search")]
    [InlineData("auditor", "/audit/consultations")]
    [InlineData("supervisor", "/records/who-is-who")]
    [InlineData("supervisor", "/records/review")]
    [InlineData("supervisor", "/records/review/weighing")]
    [InlineData("supervisor", "/records/review/00000000-0000-0000-0000-000000000000/undoing")]
    [InlineData("supervisor", "/break-glass")]
    [InlineData("supervisor", "/break-glass/review")]
    [InlineData("information-manager", "/disposal")]
    [InlineData("administrator", "/staff")]
    [InlineData("administrator", "/staff/new")]
    [InlineData("administrator", "/outbox")]
    [InlineData("administrator", "/operations/reactions")]
    public Task A_page_is_accessible_by_day_in_the_dark_and_by_keyboard_and_fits_a_screen_of_320_pixels(string role, string address) =>
        ShouldServeAsync(role, address);
}
