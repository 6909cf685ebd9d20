using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Bluelamp.Browser;

/// <summary>What the desk does under the hands of who works at it.</summary>
public sealed class DeskPagesTests(BrowserFixture browser)
{
    private const string Handler = "contact-handler";

    [Fact]
    public async Task On_a_phone_each_line_of_a_list_is_a_card_that_names_its_columns_and_is_a_table_still()
    {
        await using var visit = await browser.AtDeskAsync("administrator", width: 390);
        await visit.GoAsync("/staff");
        await visit.ShouldPassAxeAsync();
        var cells = visit.Page.GetByRole(AriaRole.Row).Last.GetByRole(AriaRole.Cell);
        var (first, second) = (await cells.Nth(0).BoundingBoxAsync(), await cells.Nth(1).BoundingBoxAsync());
        second!.Y.ShouldBeGreaterThanOrEqualTo(first!.Y + first.Height, "below the first");
        (await cells.Nth(1).EvaluateAsync<string>("cell => getComputedStyle(cell, '::before').content")).ShouldContain("User name");
        (await visit.Page.GetByRole(AriaRole.Columnheader, new() { Name = "User name" }).CountAsync()).ShouldBe(1);
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

    [Fact]
    public async Task What_is_only_pointed_at_is_not_looked_at()
    {
        await using var visit = await browser.AtDeskAsync(Handler);
        await visit.GoAsync("/desk");
        var asked = new List<string>();
        visit.Page.Request += (_, request) => asked.Add(request.Url);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Inbox" }).First.HoverAsync();
        await visit.Page.WaitForTimeoutAsync(500); // Turbo would have fetched the page after 100 ms
        asked.ShouldNotContain(static url => url.EndsWith("/inbox"));
    }
}
