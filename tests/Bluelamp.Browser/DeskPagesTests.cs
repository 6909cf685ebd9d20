using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Bluelamp.Browser;

/// <summary>What every page of the desk owes to who works at it, by day and in a dark control room.</summary>
public sealed class DeskPagesTests(BrowserFixture browser)
{
    private const string Handler = "contact-handler";

    /// <summary>Every page of the desk that opens by its address alone, with a role that may. A new page is one line here.</summary>
    private static readonly (string Role, string Address)[] Pages =
    [
        (Handler, "/desk"),
        (Handler, "/inbox"),
        (Handler, "/records/crimes"),
        (Handler, "/records/crimes/new"),
        (Handler, "/search"),
        (Handler, "/search?q=jones"),
        (Handler, "/purpose"),
        (Handler, "/account"),
        (Handler, "/records/street-crime"),
        (Handler, "/records/street-crime/map"),
        (Handler, "/records/stop-search"),
        ("auditor", "/audit/consultations"),
        ("supervisor", "/records/who-is-who"),
        ("supervisor", "/break-glass"),
        ("supervisor", "/break-glass/review"),
        ("information-manager", "/disposal"),
        ("administrator", "/staff"),
        ("administrator", "/staff/new"),
        ("administrator", "/outbox"),
        ("administrator", "/operations/reactions"),
    ];

    public static TheoryData<string, string> All => [.. Pages];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_desk_page_is_accessible_by_day_in_the_dark_and_by_keyboard_and_fits_a_screen_of_320_pixels(
        string role,
        string address
    )
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

    [Fact]
    public async Task The_theme_changes_without_a_load_and_stays_with_the_next_page()
    {
        await using var visit = await browser.AtDeskAsync(Handler);
        await visit.GoAsync("/desk");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Dark theme" }).ClickAsync();
        (await visit.Page.Locator("html").GetAttributeAsync("data-theme")).ShouldBe("dark");
        await visit.GoAsync("/inbox");
        (await visit.Page.Locator("html").GetAttributeAsync("data-theme")).ShouldBe("dark");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_slash_goes_to_the_search_and_a_question_mark_tells_the_keys()
    {
        await using var visit = await browser.AtDeskAsync(Handler);
        await visit.GoAsync("/desk");
        await visit.Page.Keyboard.PressAsync("?");
        await visit.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.Keyboard.PressAsync("/");
        (await visit.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("bl-search");
    }
}
