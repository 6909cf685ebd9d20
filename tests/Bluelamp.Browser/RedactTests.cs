using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Versions;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Evidence;
using Bluelamp.Tests.Harness;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Bluelamp.Browser;

/// <summary>An officer draws over what must not be seen, and cuts out the part that matters.</summary>
public sealed class RedactTests(BrowserFixture browser)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Viewer Police => Viewer.System(browser.Host.Get<ForceProfile>().Code);

    [Fact]
    public async Task An_officer_covers_something_that_moves_by_mouse_and_keys_and_finds_the_copy()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var exhibit = await browser.Host.TakeInAsync(await MediaWorks.FilmAsync(Ct), "yard.avi");
        await ShowableAsync(exhibit);
        await using var visit = await browser.AtDeskAsync("officer");
        await visit.GoAsync($"/records/exhibits/{exhibit}/redact");
        await visit.CheckAsync();
        await Assertions.Expect(visit.Page.Locator(".bl-redact__bar .govuk-hint")).ToContainTextAsync("it glides there");
        var film = visit.Page.Locator("video");
        await film.EvaluateAsync("v => v.readyState > 0 || new Promise(r => v.addEventListener('loadedmetadata', r))");
        await DragAsync(visit.Page, (0.2, 0.2), (0.4, 0.5));
        await film.EvaluateAsync("v => new Promise(r => { v.addEventListener('seeked', r, { once: true }); v.currentTime = 1; })");
        await DragAsync(visit.Page, (0.3, 0.3), (0.5, 0.4));
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await visit.Page.Keyboard.PressAsync("Shift+ArrowDown");
        var (plan, _) = PlanText.Read(await visit.Page.Locator("#Plan").InputValueAsync(), static _ => true);
        var region = plan!.Regions.ShouldHaveSingleItem();
        region.Boxes.Select(static b => b.At).ShouldBe([0, 1]);
        region.Boxes[0].Left.ShouldBe(20, 1);
        region.Boxes[1].Left.ShouldBe(41, 1);
        region.Boxes[1].Height.ShouldBe(31, 1);
        await visit.CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Make the redacted copy" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Clips and redacted copies" }).WaitForAsync();
        await visit.CheckAsync();
        var copy = visit.Page.GetByRole(AriaRole.Link, new() { Name = "Redacted copy of the file", Exact = true });
        for (var looks = 0; await copy.CountAsync() == 0 && looks < 60; looks++)
        {
            await visit.Page.WaitForTimeoutAsync(500);
            await visit.Page.ReloadAsync();
        }

        await copy.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Made from another exhibit" }).WaitForAsync();
        await visit.CheckAsync();
        await visit.GoAsync($"/records/exhibits/{exhibit}/clip");
        await visit.CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Begin here" }).ClickAsync();
        (await visit.Page.Locator("#From").InputValueAsync()).ShouldBe("0:00");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_picture_that_stands_still_is_not_said_to_glide()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var exhibit = await browser.Host.TakeInAsync(await MediaWorks.PictureAsync(Ct), "photo.jpg");
        await ShowableAsync(exhibit, DerivativeKind.Web);
        await using var visit = await browser.AtDeskAsync("officer");
        await visit.GoAsync($"/records/exhibits/{exhibit}/redact");
        var hint = visit.Page.Locator(".bl-redact__bar .govuk-hint");
        await Assertions.Expect(hint).ToContainTextAsync("Drag over the picture");
        (await hint.InnerTextAsync()).ShouldNotContain("glides");
        (await visit.Page.Locator("main").TextContentAsync())!.ShouldNotContain("second box");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_officer_takes_words_out_of_a_statement_on_a_phone()
    {
        var exhibit = await browser.Host.TakeInAsync("Call me on 07700 900123, says Mair."u8.ToArray(), "statement.txt");
        await using var visit = await browser.AtDeskAsync("officer", width: 390);
        await visit.GoAsync($"/records/exhibits/{exhibit}/redact-words");
        await visit.CheckAsync();
        await visit.Page.GetByLabel("07700 900123").CheckAsync();
        await visit.Page.GetByLabel("What else must not be read?").FillAsync("name Mair");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Make the redacted copy" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Clips and redacted copies" }).WaitForAsync();
        visit.Complaints.ShouldBeEmpty();
    }

    /// <summary>From one place of the picture to another, both in parts of it.</summary>
    private static async Task DragAsync(IPage page, (double X, double Y) from, (double X, double Y) to)
    {
        var layer =
            await page.Locator(".bl-redact__layer").BoundingBoxAsync() ?? throw new InvalidOperationException("There is no picture.");
        (float X, float Y) At((double X, double Y) part) =>
            ((float)(layer.X + (layer.Width * part.X)), (float)(layer.Y + (layer.Height * part.Y)));
        await page.Mouse.MoveAsync(At(from).X, At(from).Y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(At(to).X, At(to).Y, new() { Steps = 4 });
        await page.Mouse.UpAsync();
    }

    private Task ShowableAsync(Id<Exhibit> exhibit, DerivativeKind kind = DerivativeKind.Proxy) =>
        Eventually.TrueAsync(async () =>
            (await browser.Host.Get<DerivativeList>().OfAsync(exhibit, Police, Ct)).Exists(m => m.Kind == kind)
        );
}
