using System.Net;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Reading;
using Bluelamp.Evidence.Shares;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>A document that was shared to look at is read by its recipient, and names them wherever it is looked at.</summary>
public sealed class SharedDocumentTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private TestHost Host => shared.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Viewer System => Viewer.System(Host.Get<ForceProfile>().Code);

    [Fact]
    public async Task A_text_names_its_recipient_above_and_between_and_is_nothing_but_words()
    {
        var lines = string.Join('\n', Enumerable.Range(1, 30).Select(static n => $"<b>Line {n}</b>"));
        var exhibit = await Host.TakeInAsync(global::System.Text.Encoding.UTF8.GetBytes(lines), "statement.txt");
        using var outsider = Host.NewClient();
        var code = await ShareAsync(exhibit, ShareMode.View, "Nia Rees");
        var main = await MainAsync(outsider, $"/shared/{code}/exhibits/{exhibit}");
        main.QuerySelectorAll(".bl-shared__mark").Length.ShouldBe(3);
        main.QuerySelector(".bl-shared__mark")!.TextContent.ShouldContain("Nia Rees");
        string.Join('\n', main.QuerySelectorAll("pre").Select(static p => p.TextContent)).ShouldBe(lines);
        main.QuerySelectorAll("pre b").ShouldBeEmpty();
        (await MainAsync(outsider, $"/cy/shared/{code}/exhibits/{exhibit}"))
            .QuerySelector(".bl-shared__mark")!
            .TextContent.ShouldContain("I'w weld yn unig.");
        (await ActsAsync(exhibit)).ShouldBe([ShareAct.Viewed, ShareAct.Viewed]);

        var taking = await ShareAsync(exhibit, ShareMode.Download, "Nia Rees");
        main = await MainAsync(outsider, $"/shared/{taking}/exhibits/{exhibit}");
        main.QuerySelectorAll(".bl-shared__mark").ShouldBeEmpty();
        main.QuerySelectorAll("pre").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Each_page_of_a_document_names_its_recipient_and_no_page_goes_without()
    {
        Assert.SkipUnless(DocumentReader.IsOpen && !MediaWorks.IsAbsent, "poppler-utils or ffmpeg is not on this machine");
        var exhibit = await Host.TakeInAsync(DocumentMade.Pdf(["The mill is green"], ["On the second page"]), "letter.pdf");
        using var outsider = Host.NewClient();
        var (nia, bethan) = (
            await ShareAsync(exhibit, ShareMode.View, "Nia Rees"),
            await ShareAsync(exhibit, ShareMode.View, "Bethan Lloyd")
        );
        var pages = (await MainAsync(outsider, $"/shared/{nia}/exhibits/{exhibit}")).QuerySelectorAll("img");
        pages.Select(static p => p.GetAttribute("alt")).ShouldBe(["Page 1 of 2", "Page 2 of 2"]);
        (await MainAsync(outsider, $"/cy/shared/{nia}/exhibits/{exhibit}"))
            .QuerySelector("img")!
            .GetAttribute("alt")
            .ShouldBe("Tudalen 1 o 2");

        var first = await PageAsync(outsider, nia, exhibit, 1, "image/jpeg");
        (await PageAsync(outsider, nia, exhibit, 1, "image/jpeg")).ShouldBe(first);
        (await PageAsync(outsider, bethan, exhibit, 1, "image/jpeg")).ShouldNotBe(first, "each names another recipient");
        (await PageAsync(outsider, nia, exhibit, 2, "image/jpeg")).ShouldNotBe(first);
        foreach (var no in (string[])["page-0", "page-3", "page-", "page-one", "original", "shown"])
            (await outsider.GetAsync($"/shared/{nia}/exhibits/{exhibit}/{no}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound, no);
        (await ActsAsync(exhibit)).ShouldAllBe(static a => a == ShareAct.Viewed);
        (await ActsAsync(exhibit)).Count.ShouldBe(3, "two openings of Nia's, and Bethan's page, which was asked for by its address");

        var taking = await ShareAsync(exhibit, ShareMode.Download, "Nia Rees");
        await PageAsync(outsider, taking, exhibit, 1, "image/png");
        (await outsider.GetAsync($"/shared/{taking}2/exhibits/{exhibit}/page-1", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_archive_still_cannot_be_shown_and_the_officer_is_told_before()
    {
        var archive = await Host.TakeInAsync([.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], "disc.7z");
        var text = await Host.TakeInAsync("words"u8.ToArray(), "words.txt");
        var desk = await Host.SignInAsync("investigator");
        (await desk.OpenAsync($"/evidence/share?exhibit={archive}")).Body!.TextContent.ShouldContain("of a kind that cannot be shown here");
        (await desk.OpenAsync($"/evidence/share?exhibit={text}")).Body!.TextContent.ShouldNotContain("of a kind that cannot be shown here");
    }

    private async Task<string> ShareAsync(Id<Exhibit> exhibit, ShareMode mode, string name)
    {
        var officer = (await Host.Get<StaffViewers>().FindAsync((await Host.EnrolAsync("investigator")).Client.Username, Ct))!;
        var code = ShareCode.New();
        var order = new ShareOrder(
            new(name, "Crown Prosecution Service", RecipientKind.Prosecutor),
            "Charging decision",
            mode,
            TimeProvider.System.GetUtcNow().AddDays(14)
        );
        (await Host.Get<Sharing>().ShareAsync(Id<Share>.New(), code, order, [exhibit], of: null, officer, Ct)).OrThrow();
        return code;
    }

    private static async Task<AngleSharp.Dom.IElement> MainAsync(HttpClient outsider, string path)
    {
        using var answer = await outsider.GetAsync(path, Ct);
        return (await Documents.ReadAsync(answer)).QuerySelector("main")!;
    }

    private static async Task<byte[]> PageAsync(HttpClient outsider, string code, Id<Exhibit> exhibit, int page, string type)
    {
        using var answer = await outsider.GetAsync($"/shared/{code}/exhibits/{exhibit}/page-{page}", Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        return await answer.Content.ReadAsByteArrayAsync(Ct);
    }

    private async Task<IReadOnlyList<ShareAct>> ActsAsync(Id<Exhibit> exhibit) =>
        [
            .. (await Host.Get<ILedger>().StreamAsync(exhibit.Value, System, Ct))
                .Select(static e => e.Event)
                .OfType<SharedExhibitUsed>()
                .Select(static u => u.Act),
        ];
}
