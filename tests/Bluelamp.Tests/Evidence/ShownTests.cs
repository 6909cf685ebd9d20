using System.Net;
using System.Text;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Reading;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Every exhibit of bytes says what can be done with it: it plays, it is read, or it is taken as it is.</summary>
public sealed class ShownTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private TestHost Host => shared.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Viewer System => Viewer.System(Host.Get<ForceProfile>().Code);

    [Theory]
    [InlineData("front.dav", "DHAV\u0001\u0002\u0003\0")]
    [InlineData("disc.7z", "7z\u00BC\u00AF\u0027\u001C\0\u0004")]
    public async Task What_cannot_be_shown_says_so_and_can_be_downloaded_by_those_who_may(string name, string bytes)
    {
        var exhibit = await Host.TakeInAsync(Encoding.Latin1.GetBytes(bytes), name);
        var content = await ContentAsync(await Host.SignInAsync("officer"), exhibit);
        content.TextContent.ShouldContain("This file cannot be shown here. The original can be downloaded.");
        content.QuerySelector($"a[href$='{exhibit}/original']").ShouldNotBeNull();
        var analyst = await ContentAsync(await Host.SignInAsync("analyst"), exhibit);
        analyst.TextContent.ShouldContain("by those who may take copies");
        analyst.QuerySelector("a").ShouldBeNull();
    }

    [Fact]
    public async Task A_text_is_read_on_its_page_and_nothing_of_it_is_anything_but_words()
    {
        var exhibit = await Host.TakeInAsync("Mair said:\n<script>alert('Tŷ')</script>\n"u8.ToArray(), "note.txt");
        var analyst = await Host.SignInAsync("analyst");
        var text = (await ContentAsync(analyst, exhibit)).QuerySelector("pre")!;
        text.TextContent.ShouldBe("Mair said:\n<script>alert('Tŷ')</script>");
        text.Children.ShouldBeEmpty();
        (await LooksAsync(exhibit)).ShouldBe([analyst.Staff.Value]);
    }

    [Fact]
    public void Of_a_long_text_the_beginning_is_shown_and_a_sign_that_is_cut_in_two_does_no_harm()
    {
        var many = Encoding.UTF8.GetBytes(string.Join("\r\n", Enumerable.Range(1, 1001)));
        DocumentReader
            .Beginning(many, isWhole: true)
            .ShouldSatisfyAllConditions(
                static t => t.IsWhole.ShouldBeFalse(),
                static t => t.Lines.Count.ShouldBe(DocumentReader.MostLines),
                static t => t.Lines[^1].ShouldBe("1000")
            );
        DocumentReader.Beginning("\uFEFFTŷ"u8.ToArray().AsSpan(0, 5), isWhole: false).Lines.ShouldBe(["T"]);
        DocumentReader.Beginning([(byte)'T', 0xFF], isWhole: true).Lines.ShouldBe(["T\u00FF"]);
        DocumentReader
            .Beginning([], isWhole: true)
            .ShouldSatisfyAllConditions(static t => t.Lines.ShouldBe([""]), static t => t.IsWhole.ShouldBeTrue());
    }

    [Fact]
    public async Task A_document_is_read_page_by_page_by_whoever_may_see_it_and_that_is_one_look()
    {
        Assert.SkipUnless(DocumentReader.IsOpen, "poppler-utils is not on this machine");
        var exhibit = await Host.TakeInAsync(DocumentMade.Pdf(["The mill is green"], ["On the second page"]), "letter.pdf");
        var (analyst, officer) = (await Host.SignInAsync("analyst"), await Host.SignInAsync("officer"));
        var pages = (await ContentAsync(analyst, exhibit)).QuerySelectorAll("img");
        pages.Select(static p => p.GetAttribute("alt")).ShouldBe(["Page 1 of 2", "Page 2 of 2"]);
        pages.ShouldAllBe(static p => p.GetAttribute("loading") == "lazy");
        foreach (var page in pages)
        {
            using var picture = await analyst.Http.GetAsync($"/{page.GetAttribute("src")}", Ct);
            picture.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        }

        (await LooksAsync(exhibit)).ShouldBe([analyst.Staff.Value]);
        (await officer.StatusAsync($"/records/exhibits/{exhibit}/pages/2")).ShouldBe(HttpStatusCode.OK);
        (await officer.StatusAsync($"/records/exhibits/{exhibit}/pages/1")).ShouldBe(HttpStatusCode.OK);
        (await LooksAsync(exhibit)).ShouldBe(
            [analyst.Staff.Value, officer.Staff.Value],
            "a page that is asked for by its address is a look, too"
        );
        (await (await Host.SignInAsync("dispatcher")).StatusAsync($"/records/exhibits/{exhibit}/pages/1")).ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task A_document_that_is_damaged_says_so()
    {
        Assert.SkipUnless(DocumentReader.IsOpen, "poppler-utils is not on this machine");
        var exhibit = await Host.TakeInAsync("%PDF-1.7\nnothing of a document"u8.ToArray(), "broken.pdf");
        var content = await ContentAsync(await Host.SignInAsync("officer"), exhibit);
        content.TextContent.ShouldContain(
            "This document cannot be shown here. It is damaged, or locked by a password. The original can be downloaded."
        );
    }

    private static async Task<AngleSharp.Dom.IElement> ContentAsync(StaffClient desk, Id<Exhibit> exhibit) =>
        (await desk.OpenAsync($"/records/exhibits/{exhibit}")).QuerySelectorAll("section[aria-labelledby=content]").ShouldHaveSingleItem();

    private async Task<IEnumerable<Guid>> LooksAsync(Id<Exhibit> exhibit) =>
        (await Host.Get<ILedger>().StreamAsync(exhibit.Value, System, Ct))
            .Where(static e => e.Event is ExhibitViewed)
            .Select(static e => e.Actor);
}
