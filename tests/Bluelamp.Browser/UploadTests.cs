using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Bluelamp.Browser;

/// <summary>Evidence added in a browser, by the official client of tus.</summary>
public sealed class UploadTests(BrowserFixture browser)
{
    private const int Breaks = 6;

    private const string Listen = """
        () => new MutationObserver(() => window.heard(document.querySelector('.bl-upload__state')?.textContent ?? ''))
          .observe(document.querySelector('bl-upload'), { childList: true, subtree: true, characterData: true })
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Viewer Police => Viewer.System(browser.Host.Get<ForceProfile>().Code);

    [Fact]
    public async Task A_file_that_is_interrupted_at_random_goes_on_and_arrives_whole()
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

        // Each of the first stretches ends somewhere, as if the line broke there: before its first byte, in the middle, or when only the answer is lost.
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var (random, broken) = (new Random(seed), new List<(int From, int Until)>());
        await visit.Page.RouteAsync(
            "**/evidence/uploads/*",
            async route =>
            {
                if (route.Request.Method is not "PATCH" || broken.Count == Breaks)
                {
                    await route.ContinueAsync();
                    return;
                }

                var from = int.Parse(route.Request.Headers["upload-offset"], CultureInfo.InvariantCulture);
                var until = Math.Min(bytes.Length, from + random.Next(bytes.Length / Breaks));
                broken.Add((from, until));
                if (until > from)
                    await route.FetchAsync(new() { PostData = bytes[from..until] });
                await route.AbortAsync("connectionreset");
            }
        );
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Add evidence" }).ClickAsync();
        await visit.ArriveAsync("/evidence$");
        broken.Count.ShouldBe(Breaks, $"seed {seed}");
        broken
            .Zip(broken.Skip(1))
            .ShouldAllBe(static two => two.First.Until == two.Second.From, $"seed {seed}: it goes on where it broke off");
        var line = await SentAsync("yard.bin");
        line.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)), $"seed {seed}");
        line.Description.ShouldBe("The yard at night");
    }

    [Fact]
    public async Task The_hash_of_a_file_is_made_on_the_device_a_piece_at_a_time_without_its_own_cryptography()
    {
        var bytes = RandomNumberGenerator.GetBytes(40_000_000);
        await using var visit = await browser.AtDeskAsync("officer");
        await visit.Page.AddInitScriptAsync("Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })"); // it wants the whole file in memory
        var said = new ConcurrentBag<string>();
        await visit.Page.ExposeFunctionAsync("heard", (string text) => said.Add(text));
        await visit.GoAsync("/evidence/add");
        await visit.Page.EvaluateAsync(Listen);
        await visit
            .Page.Locator("#files")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "device.bin",
                    MimeType = "video/mp4",
                    Buffer = bytes,
                }
            );
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Add evidence" }).ClickAsync();
        await visit.ArriveAsync("/evidence$");
        said.ShouldContain(static s => s.StartsWith("Making its SHA-256 8.", StringComparison.Ordinal), "it says how far it is");
        visit.Complaints.ShouldBeEmpty();
        var line = await SentAsync("device.bin");
        var received = (await browser.Host.Get<ILedger>().StreamAsync(line.Exhibit.Value, Police, Ct))[0]
            .Event.ShouldBeOfType<ExhibitReceived>();
        received.Origin.ClaimedSha256.ShouldBe(ContentHash.Of(SHA256.HashData(bytes)));
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
        return (await browser.Host.Get<ExhibitList>().NewestAsync(new(), after: null, Police, Ct)).Single(l =>
            string.Equals(l.Name, name, StringComparison.Ordinal)
        );
    }
}
