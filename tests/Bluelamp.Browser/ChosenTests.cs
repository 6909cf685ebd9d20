using System.Security.Cryptography;
using Bluelamp.Evidence.Doors;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Evidence;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Bluelamp.Browser;

/// <summary>Several exhibits chosen from the answers to an appeal, with script and without.</summary>
public sealed class ChosenTests(BrowserFixture browser)
{
    private const string Said = ".bl-choose__said";

    /// <summary>Where each card of the list is, from the top of the page.</summary>
    private const string Places = """
        () => [...document.querySelectorAll(".bl-exhibits__card")].map((card) => Math.round(card.getBoundingClientRect().top + scrollY))
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_three_answers_to_an_appeal_that_are_chosen_on_a_phone_two_are_shared()
    {
        var door = await AppealAsync(5);
        await using var visit = await browser.AtDeskAsync("investigator", width: 390);
        await visit.GoAsync($"/evidence/doors/{door}?order=Time");
        await visit.CheckAsync();
        await Assertions.Expect(visit.Page.Locator(Said)).ToHaveTextAsync("None chosen");
        var before = await visit.Page.EvaluateAsync<int[]>(Places);
        foreach (var name in new[] { Name(1), Name(2), Name(4) })
        {
            await visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = $"Choose {name}" }).FocusAsync();
            await visit.Page.Keyboard.PressAsync("Space");
        }
        await Assertions.Expect(visit.Page.Locator(Said)).ToHaveTextAsync("3 chosen");
        (await visit.Page.EvaluateAsync<int[]>(Places)).ShouldBe(before, "nothing moves under the reader");
        await Assertions.Expect(visit.Page.Locator(".bl-choose__bar")).ToBeInViewportAsync();
        await visit.CheckAsync();
        await visit.Page.GetByLabel("Do with those ticked").SelectOptionAsync("Share outside");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();

        await visit.ArriveAsync("/evidence/share");
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Share evidence" }).WaitForAsync();
        await visit.CheckAsync();
        (await visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Share clip" }).CountAsync()).ShouldBe(3);
        await visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = $"Share {Name(2)}" }).UncheckAsync();
        await visit.Page.GetByLabel("Who is it for?").FillAsync("Nia Rees");
        await visit.Page.GetByLabel("Prosecutor").CheckAsync();
        await visit.Page.GetByLabel("Why may it be shared with them?").FillAsync("Charging decision");
        await visit.Page.GetByLabel("Look only").CheckAsync();
        await visit.Page.GetByLabel("I have looked at what goes out, and it may go to this person").CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "The link for Nia Rees" }).WaitForAsync();
        var link = await visit.Page.Locator("p.bl-words").InnerTextAsync();
        visit.Complaints.ShouldBeEmpty();

        await using var outsider = await browser.VisitAsync(width: 390);
        await outsider.GoAsync(link);
        (await outsider.Page.Locator("tbody th").AllInnerTextsAsync()).Order().ShouldBe([Name(1), Name(4)]);
    }

    [Fact]
    public async Task All_that_are_shown_are_chosen_at_once_a_hundred_at_most_and_are_still_when_one_comes_back()
    {
        var door = await AppealAsync(130);
        await using var visit = await browser.AtDeskAsync("investigator");
        await visit.GoAsync($"/evidence/doors/{door}");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(Said)).ToHaveTextAsync("Tick the exhibits first.");
        for (var tries = 0; await visit.Page.Locator(".bl-exhibits__card").CountAsync() < 130 && tries < 100; tries++)
        {
            await visit.Page.Mouse.WheelAsync(0, 2_000);
            await visit.Page.WaitForTimeoutAsync(50);
        }

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Choose all shown" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(Said)).ToHaveTextAsync("100 chosen. That is the most at a time.");
        var last = visit.Page.Locator(".bl-exhibits__box").Last;
        await last.CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(Said)).ToHaveTextAsync("101 chosen. At most 100 at a time: untick some.");
        await last.UncheckAsync();
        await visit.Page.GetByLabel("Do with those ticked").SelectOptionAsync("Print labels");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Labels of 100 exhibits" }).WaitForAsync();
        (await visit.Page.Locator(".bl-label").CountAsync()).ShouldBe(100);
        await visit.Page.GoBackAsync();
        await Assertions.Expect(visit.Page.Locator(Said)).ToHaveTextAsync("100 chosen. That is the most at a time.");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Choose none" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(Said)).ToHaveTextAsync("None chosen");
        visit.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Bundle", "Export a bundle")]
    [InlineData("Link", "Link 2 exhibits to a record")]
    [InlineData("Hold", "Hold back 2 exhibits")]
    [InlineData("Labels", "Labels of 2 exhibits")]
    public async Task Without_script_a_choice_leads_to_what_is_done_with_it(string action, string title)
    {
        var door = await AppealAsync(3);
        await using var desk = await browser.AtDeskAsync("investigator", width: 320);
        await using var visit = await browser.VisitAsync(width: 320, script: false);
        await visit.Page.Context.AddCookiesAsync(
            (await desk.Page.Context.CookiesAsync()).Select(static c => new Cookie
            {
                Name = c.Name,
                Value = c.Value,
                Domain = c.Domain,
                Path = c.Path,
            })
        );
        await visit.GoAsync($"/evidence/doors/{door}");
        await visit.CheckAsync();
        await visit.Page.GetByLabel($"Choose {Name(0)}").CheckAsync();
        await visit.Page.GetByLabel($"Choose {Name(2)}").CheckAsync();
        await visit.Page.GetByLabel("Do with those ticked").SelectOptionAsync(action);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = title, Level = 1 }).WaitForAsync();
        await visit.CheckAsync();
        await desk.GoAsync(visit.Page.Url);
        await desk.CheckAsync();
        await desk.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await desk.ShouldHaveContrastAsync();
        desk.Complaints.ShouldBeEmpty();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Back", Exact = true }).ClickAsync();
        await visit.ArriveAsync($"/evidence/doors/{door}");
    }

    private static string Name(int number) => $"clip {number:000}.bin";

    /// <summary>An appeal, and so many answers to it, each a minute after the other.</summary>
    private async Task<Id<Door>> AppealAsync(int answers)
    {
        var door = await browser.Host.OpenDoorAsync(DoorKind.Appeal);
        var police = Viewer.System(browser.Host.Get<ForceProfile>().Code);
        var from = new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);
        var steps = Enumerable
            .Range(0, answers)
            .Select(i =>
            {
                var exhibit = Id<Exhibit>.New();
                var hash = ContentHash.Of(SHA256.HashData(exhibit.Value.ToByteArray()));
                var content = new FileContent(hash, 1_000_000, Name(i), "application/octet-stream");
                var said = new Circumstances { From = from.AddMinutes(i) };
                return Step.For(exhibit, new ReceiveExhibit(exhibit, content, new(OriginKind.Public, Door: door.Door.Value), said));
            });
        (await browser.Host.Get<ILedger>().DecideAsync([.. steps], police, Ct)).OrThrow();
        return door.Door;
    }
}
