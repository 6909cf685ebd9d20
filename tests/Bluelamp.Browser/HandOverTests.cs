using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Objects;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Bluelamp.Browser;

/// <summary>Whoever takes an object signs on the officer's device.</summary>
public sealed class HandOverTests(BrowserFixture browser)
{
    private static readonly DateTimeOffset Found = new(2026, 1, 20, 11, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_courier_draws_a_signature_that_is_shown_in_the_continuity()
    {
        var knife = await TakenInAsync();
        await using var visit = await browser.AtDeskAsync("officer");
        var page = visit.Page;
        await visit.GoAsync($"/records/exhibits/{knife}/hand-over");
        await page.Locator("#At").FillAsync("2026-01-20T13:00");
        await page.GetByLabel("At a laboratory").CheckAsync();
        await page.GetByLabel("Why?").FillAsync("Fingerprints");
        await page.GetByLabel("Number of the seal that you see").FillAsync("S100");
        await page.GetByLabel("Somebody else, or you yourself").CheckAsync();
        await page.GetByLabel("Who has it now").FillAsync("Red Van Couriers");
        await page.GetByLabel("Name of whoever takes it").FillAsync("J. Courier");
        await DrawAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear the signature" }).ClickAsync();
        (await page.Locator("input[name=Drawn]").InputValueAsync()).ShouldBeEmpty();
        await visit.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Hand it over" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Whoever takes it must sign" }).WaitForAsync();
        await visit.CheckAsync();
        await page.GetByLabel("A member of staff").CheckAsync();
        await Assertions.Expect(page.GetByLabel("Their user name, collar number or name")).ToBeVisibleAsync(); // the form that was refused opens its parts, too
        await page.GetByLabel("Somebody else, or you yourself").CheckAsync();
        await DrawAsync(page);
        await Assertions.Expect(page.GetByText("There is a signature in the field.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Hand it over" }).ClickAsync();
        var signature = page.GetByRole(AriaRole.Img, new() { Name = "Signature of J. Courier" });
        await signature.ScrollIntoViewIfNeededAsync();
        await signature.EvaluateAsync("i => i.complete || new Promise(r => i.addEventListener('load', r))");
        (await signature.EvaluateAsync<int>("i => i.naturalWidth")).ShouldBeGreaterThan(0);
        await visit.CheckAsync();
    }

    private static async Task DrawAsync(IPage page)
    {
        var field = page.Locator("canvas.bl-signature__field");
        await field.ScrollIntoViewIfNeededAsync();
        var box = (await field.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 20, box.Y + 40);
        await page.Mouse.DownAsync();
        for (var i = 1; i <= 12; i++)
            await page.Mouse.MoveAsync(box.X + 20 + i * 15, box.Y + 40 + i % 3 * 20);
        await page.Mouse.UpAsync();
    }

    private async Task<Id<Exhibit>> TakenInAsync()
    {
        var knife = Id<Exhibit>.New();
        var details = new ObjectDetails("pace-32", "the suspect", Owner: null, "Knife tube", "Blade", "S100");
        var take = new TakeInObject(
            knife,
            new() { Description = "Kitchen knife", From = Found },
            details,
            new(ObjectStatus.InStore, "temporary", "PC Rees", "Shelf 4"),
            Found
        );
        (await browser.Host.Get<ILedger>().DecideAsync(knife, take, Viewer.System(browser.Host.Get<ForceProfile>().Code), Ct)).OrThrow();
        return knife;
    }
}
