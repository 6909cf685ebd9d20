using Bluelamp.Tests.Evidence;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Bluelamp.Browser;

/// <summary>Documents are read where they are: by an officer on the page of an exhibit, by a prosecutor on a phone, and everybody sees their label.</summary>
public sealed class DocumentTests(BrowserFixture browser)
{
    [Fact]
    public async Task What_an_officer_reads_on_its_page_a_prosecutor_reads_on_a_phone_with_their_name_beside_it()
    {
        var exhibit = await browser.Host.TakeInAsync("Mair saw a red van.\nIt stood by the mill."u8.ToArray(), "statement.txt");
        await using var desk = await browser.AtDeskAsync("investigator");
        await desk.GoAsync($"/records/exhibits/{exhibit}");
        await desk.Page.GetByRole(AriaRole.Region, new() { Name = "Text" }).GetByText("Mair saw a red van.").WaitForAsync();
        await desk.CheckAsync();
        await desk.GoAsync($"/records/exhibits/{exhibit}/label");
        await desk.CheckAsync();
        await desk.GoAsync("/evidence?q=statement&from=2026-10-03T23:30&until=2026-10-03T22:30&where=AtCourt");
        await desk.Page.GetByText("This is not after the beginning.").First.WaitForAsync();
        await desk.CheckAsync();
        desk.Complaints.ShouldBeEmpty();

        await using var phone = await browser.VisitAsync(width: 390);
        await phone.GoAsync($"/shared/{await LinkAsync(desk, exhibit.ToString())}/exhibits/{exhibit}");
        await phone.Page.GetByText("Nia Rees").First.WaitForAsync();
        await phone.CheckAsync();
        await phone.GoAsync($"/cy{new Uri(phone.Page.Url).AbsolutePath}");
        await phone.Page.GetByText("I'w weld yn unig.").First.WaitForAsync();
        await phone.CheckAsync();
        phone.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_are_drawn_when_they_come_into_sight()
    {
        Assert.SkipUnless(
            Bluelamp.Evidence.Reading.DocumentReader.IsOpen && !MediaWorks.IsAbsent,
            "poppler-utils or ffmpeg is not on this machine"
        );
        string[][] pages = [.. Enumerable.Range(1, 12).Select(static n => (string[])[$"Page {n}"])];
        var exhibit = await browser.Host.TakeInAsync(DocumentMade.Pdf(pages), "letter.pdf");
        await using var desk = await browser.AtDeskAsync("investigator");
        await desk.GoAsync($"/records/exhibits/{exhibit}");
        await desk.CheckAsync();
        var last = desk.Page.GetByAltText("Page 12 of 12");
        (await last.EvaluateAsync<int>("picture => picture.naturalWidth")).ShouldBe(0, "nobody scrolled to it");
        await last.ScrollIntoViewIfNeededAsync();
        await desk.Page.WaitForFunctionAsync("() => [...document.images].some(i => i.alt === 'Page 12 of 12' && i.naturalWidth > 0)");
        desk.Complaints.ShouldBeEmpty();

        await using var phone = await browser.VisitAsync(width: 390);
        await phone.GoAsync($"/shared/{await LinkAsync(desk, exhibit.ToString())}/exhibits/{exhibit}");
        await phone.Page.WaitForFunctionAsync("() => [...document.images].some(i => i.alt === 'Page 1 of 12' && i.naturalWidth > 0)");
        await phone.CheckAsync();
        phone.Complaints.ShouldBeEmpty();
    }

    /// <summary>Makes a link that only lets look, and tells its code.</summary>
    private static async Task<string> LinkAsync(Visit desk, string exhibit)
    {
        await desk.GoAsync($"/evidence/share?exhibit={exhibit}");
        await desk.Page.GetByLabel("Who is it for?").FillAsync("Nia Rees");
        await desk.Page.GetByLabel("Prosecutor").CheckAsync();
        await desk.Page.GetByLabel("Why may it be shared with them?").FillAsync("Charging decision");
        await desk.Page.GetByLabel("Look only").CheckAsync();
        await desk.Page.GetByLabel("I have looked at what goes out, and it may go to this person").CheckAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Heading, new() { Name = "The link for Nia Rees" }).WaitForAsync();
        return (await desk.Page.Locator("p.bl-words").InnerTextAsync()).Trim().Split('/')[^1];
    }
}
