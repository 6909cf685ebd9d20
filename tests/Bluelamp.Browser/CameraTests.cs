using Bluelamp.Evidence.Cameras;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Bluelamp.Browser;

/// <summary>Footage asked for by an officer, and answered by an owner on a phone in Welsh.</summary>
public sealed class CameraTests(BrowserFixture browser)
{
    private static int _serial;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_officer_draws_an_area_and_an_owner_says_on_a_phone_that_there_is_nothing()
    {
        var (crime, camera) = await PlantAsync();
        await using var desk = await browser.AtDeskAsync("officer");
        await desk.GoAsync($"/evidence/cameras/{camera}");
        await desk.CheckAsync();
        await desk.GoAsync($"/evidence/footage/ask?kind=Crime&record={crime}");
        await desk.Page.Locator("bl-map[data-shown]").WaitForAsync();
        await desk.CheckAsync();
        var canvas = await desk.Page.Locator("canvas").BoundingBoxAsync();
        foreach (var (x, y) in new[] { (0.2f, 0.2f), (0.8f, 0.2f), (0.8f, 0.8f), (0.2f, 0.8f) })
            await desk.Page.Mouse.ClickAsync(canvas!.X + (x * canvas.Width), canvas.Y + (y * canvas.Height));
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Show the cameras" }).ClickAsync();
        await desk.Page.GetByText("4 corners").WaitForAsync();
        await desk.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Ask the owner of the camera at 14 Heol Fawr" }).SetCheckedAsync(true);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Ask the owners" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Heading, new() { Name = "One owner was asked" }).WaitForAsync();
        await desk.CheckAsync();
        var told = await desk.Page.Locator(".bl-words").InnerTextAsync();
        var link = new Uri(told.Split().Single(static word => word.Contains("/upload/", StringComparison.Ordinal)));

        await using var phone = await browser.VisitAsync(width: 390);
        await phone.GoAsync(link.AbsolutePath);
        await phone.CheckAsync();
        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "Nid oes dim i'w anfon, neu nid wyf am wneud" }).ClickAsync();
        await phone.Page.GetByLabel("Rwyf wedi edrych, ac nid oes dim i'w weld").CheckAsync();
        await phone.CheckAsync();
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Anfon yr ateb" }).ClickAsync();
        await phone.Page.GetByRole(AriaRole.Heading, new() { Name = "Diolch. Mae eich ateb gyda ni" }).WaitForAsync();
        await phone.CheckAsync();
        phone.Complaints.ShouldBeEmpty();

        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Done: see what was asked for" }).ClickAsync();
        await desk.Page.GetByText("Nothing to see").WaitForAsync();
        await desk.Page.Locator("tbody a").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Heading, new() { Name = "What came in" }).WaitForAsync();
        await desk.CheckAsync();
        desk.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task An_owner_is_found_chosen_and_changed_and_every_page_on_the_way_can_be_used(int width)
    {
        var (_, camera) = await PlantAsync();
        await using var desk = await browser.AtDeskAsync("officer", width: width);
        var page = desk.Page;
        await desk.GoAsync("/evidence/cameras/new");
        await page.GetByLabel("Address").FillAsync("16 Heol Fawr");
        await page.GetByLabel("Are they in the register already?").FillAsync("ann pri");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find them" }).ClickAsync();
        await page.GetByText("Whose camera is it?").WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Whom to ask" })).ToBeInViewportAsync();
        (await page.GetByLabel("Address").InputValueAsync()).ShouldBe("16 Heol Fawr");
        await desk.CheckAsync();
        await page.GetByLabel("Somebody who is not in the register").CheckAsync();
        await page.GetByLabel("Name of whom to ask").WaitForAsync();
        await desk.CheckAsync();
        await desk.GoAsync($"/evidence/cameras/{camera}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Ann Price" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Their cameras" }).WaitForAsync();
        await desk.CheckAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Change", Exact = true }).ClickAsync();
        await page.GetByText("It changes for all their cameras.").WaitForAsync();
        await page.GetByLabel("Name of their premises").FillAsync($"Harbour Stores {width}");
        await desk.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = $"Harbour Stores {width}" }).WaitForAsync();
        await desk.GoAsync("/evidence/cameras/owners?q=harbour");
        await desk.CheckAsync();
        desk.Complaints.ShouldBeEmpty();
    }

    /// <summary>A crime and a camera fifteen metres from it, in a street of their own, kilometres from those of other tests.</summary>
    private async Task<(Id<Crime> Crime, Id<Camera> Camera)> PlantAsync()
    {
        var serial = Interlocked.Increment(ref _serial);
        var northing = 200_000 + (5_000 * serial);
        var host = browser.Host;
        var police = Viewer.System(host.Get<ForceProfile>().Code);
        var yesterday = host.Get<TimeProvider>().GetUtcNow().AddDays(-1);
        var where = new PlaceDetails
        {
            Words = "12 Heol Fawr",
            Easting = 300_000,
            Northing = northing,
        };
        var facts = new CrimeFacts(new(yesterday), "Rear window forced.", Where: where);
        var crime = Id<Crime>.New();
        var record = new RecordCrime(crime, CrimeReference.Of(police.Force, 2026, 8_800 + serial), "28E", facts, yesterday, Source.Officer);
        (await host.Get<ILedger>().DecideAsync(crime, record, police, Ct)).OrThrow();
        var camera = Id<Camera>.New();
        var details = new CameraDetails("doorbell", "14 Heol Fawr", 299_985, northing, 90, 120, 40, 30, ClockNote: null);
        var consent = new CameraConsent(DateOnly.FromDateTime(yesterday.Date), "Ann Price", "At the door");
        var whose = new CameraWhose(Id<Owner>.New(), new("Ann Price", "01632 960001", Email: null, "cy", consent));
        (await host.Get<CameraDesk>().KeepAsync(camera, details, whose, police, Ct)).OrThrow();
        return (crime, camera);
    }
}
