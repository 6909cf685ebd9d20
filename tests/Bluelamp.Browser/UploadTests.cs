using System.Security.Cryptography;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Bluelamp.Browser;

/// <summary>Evidence added in a browser, by the official client of tus.</summary>
public sealed class UploadTests(BrowserFixture browser)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_is_interrupted_goes_on_and_arrives_whole()
    {
        var bytes = RandomNumberGenerator.GetBytes(6_000_000);
        await using var visit = await browser.AtDeskAsync("officer", width: 390);
        await visit.GoAsync("/evidence/add");
        await visit.CheckAsync();
        await visit
            .Page.Locator("#files")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "yard.bin",
                    MimeType = "video/mp4",
                    Buffer = bytes,
                }
            );
        await visit.Page.GetByLabel("What do the files show?").FillAsync("The yard at night");

        // The first stretch ends in the middle, as if the line broke there; the next goes on from what came.
        var stretches = 0;
        await visit.Page.RouteAsync(
            "**/evidence/uploads/*",
            async route =>
            {
                if (route.Request.Method is not "PATCH" || Interlocked.Increment(ref stretches) > 1)
                {
                    await route.ContinueAsync();
                    return;
                }

                await route.FetchAsync(new() { PostData = bytes[..2_500_000] });
                await route.AbortAsync("connectionreset");
            }
        );
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Add evidence" }).ClickAsync();
        await visit.ArriveAsync("/evidence$");
        stretches.ShouldBe(2);
        var line = await SentAsync("yard.bin");
        line.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        line.Description.ShouldBe("The yard at night");
    }

    [Fact]
    public async Task Without_script_the_form_takes_files_as_it_stands()
    {
        await using var first = await browser.AtDeskAsync("officer");
        await using var visit = await browser.VisitAsync(width: 390, script: false);
        await visit.Page.Context.AddCookiesAsync(
            (await first.Page.Context.CookiesAsync()).Select(c => new Cookie
            {
                Name = c.Name,
                Value = c.Value,
                Url = browser.Host.Address.AbsoluteUri,
            })
        );
        await visit.GoAsync("/evidence/add");
        await visit.CheckAsync();
        await visit
            .Page.Locator("#files")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "plain.txt",
                    MimeType = "text/plain",
                    Buffer = "plain"u8.ToArray(),
                }
            );
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Add evidence" }).ClickAsync();
        await visit.ArriveAsync("/evidence$");
        (await SentAsync("plain.txt")).Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData("plain"u8)));
    }

    private async Task<ExhibitLine> SentAsync(string name)
    {
        var viewer = Viewer.System(browser.Host.Get<ForceProfile>().Code);
        return (await browser.Host.Get<ExhibitList>().NewestAsync(new(), after: null, viewer, Ct)).Single(l =>
            string.Equals(l.Name, name, StringComparison.Ordinal)
        );
    }
}
