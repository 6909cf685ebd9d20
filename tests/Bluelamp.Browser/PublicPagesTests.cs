using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Bluelamp.Browser;

/// <summary>What every public page owes to everyone.</summary>
public sealed class PublicPagesTests(BrowserFixture browser)
{
    [Theory]
    [MemberData(nameof(PublicPages.All), MemberType = typeof(PublicPages))]
    public async Task A_public_page_is_accessible_also_by_keyboard_and_fits_a_screen_of_320_pixels(string address)
    {
        await using var visit = await browser.VisitAsync();
        await visit.GoAsync(address);
        await visit.ShouldPassAxeAsync();
        await visit.Page.SetViewportSizeAsync(320, 640);
        await visit.ShouldFitAsync();
        visit.Complaints.ShouldBeEmpty();

        await visit.Page.SetViewportSizeAsync(1280, 900);
        await visit.ShouldBeWalkableAsync();
    }

    [Fact]
    public async Task The_first_tab_offers_to_skip_to_the_content_and_the_next_one_stands_in_it()
    {
        await using var visit = await browser.VisitAsync();
        await visit.GoAsync("/cy/privacy");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.PressAsync("Tab");
        (await visit.Page.EvaluateAsync<bool>("document.activeElement.closest('main') !== null")).ShouldBeTrue();
        new Uri(visit.Page.Url).AbsolutePath.ShouldBe("/cy/privacy");
    }
}

/// <summary>What each of them says and sends, walked beside.</summary>
public sealed class PublicPagesContentTests(BrowserFixture browser)
{
    [Theory]
    [MemberData(nameof(PublicPages.All), MemberType = typeof(PublicPages))]
    public async Task A_public_page_has_one_heading_says_its_language_and_leads_to_itself_in_the_other(string address)
    {
        await using var visit = await browser.VisitAsync(script: false);
        await visit.GoAsync(address);
        (await visit.Page.Locator("h1").CountAsync()).ShouldBe(1);
        (await visit.Page.TitleAsync()).ShouldContain(" – ");
        var isWelsh = address.StartsWith("/cy", StringComparison.Ordinal);
        (await visit.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe(isWelsh ? "cy" : "en");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = isWelsh ? "English" : "Cymraeg", Exact = true }).ClickAsync();
        new Uri(visit.Page.Url).AbsolutePath.ShouldBe(isWelsh ? address[3..] : $"/cy{address}");
        (await visit.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe(isWelsh ? "en" : "cy");
    }

    [Theory]
    [MemberData(nameof(PublicPages.WithoutMap), MemberType = typeof(PublicPages))]
    public async Task A_first_load_without_a_map_is_at_most_150_kilobytes(string address)
    {
        await using var visit = await browser.VisitAsync();
        var answers = new List<IResponse>();
        visit.Page.Response += (_, response) => answers.Add(response);
        await visit.Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var sizes = await Task.WhenAll(answers.ToArray().Select(static a => a.Request.SizesAsync()));
        sizes.Sum(static s => s.ResponseBodySize + s.ResponseHeadersSize).ShouldBeInRange(1, 150_000);
    }
}
