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

/// <summary>The evidence of an appeal, more of it than one page holds.</summary>
public sealed class ExhibitGalleryTests(BrowserFixture browser)
{
    private const int Count = 190;
    private const string Cards = ".bl-exhibits__card";

    /// <summary>Where the keyboard stops in a card: at its box and at its link.</summary>
    private const int Stops = 2;

    /// <summary>Whoever is at the last card that came waits for the next one.</summary>
    private const string HasMoreOrAll = """
        () => !document.querySelector("bl-gallery a[rel=next]")
          || [...document.querySelectorAll(".bl-exhibits__link")].at(-1) !== document.activeElement
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_rest_comes_as_one_scrolls_and_going_back_leads_to_where_one_was()
    {
        var door = await AppealAsync();
        await using var visit = await browser.AtDeskAsync("officer");
        await visit.GoAsync($"/evidence/doors/{door}?order=Time");
        await visit.CheckAsync();
        for (var tries = 0; await visit.Page.Locator(Cards).CountAsync() < Count && tries < 100; tries++)
        {
            await visit.Page.Mouse.WheelAsync(0, 2_000);
            await visit.Page.WaitForTimeoutAsync(50);
        }

        (await visit.Page.Locator(Cards).CountAsync()).ShouldBe(Count);
        (await visit.Page.Locator("bl-gallery a[rel=next]").CountAsync()).ShouldBe(0, "there is no more");
        var names = await visit.Page.Locator(".bl-exhibits__title").AllTextContentsAsync();
        names.ShouldBe(Enumerable.Range(0, Count).Select(Name), "each once, in order");
        (await visit.Page.Locator(".bl-exhibits__group").AllTextContentsAsync()).ShouldBeUnique("a group goes on where its page ends");
        await visit.CheckAsync();

        var link = visit.Page.Locator(Cards).GetByRole(AriaRole.Link, new() { Name = Name(150) }); // on its own page it has other links
        await link.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = Name(150), Level = 1 }).WaitForAsync();
        await visit.Page.GoBackAsync();
        await Assertions.Expect(link).ToBeInViewportAsync();
        await Assertions.Expect(link).ToBeFocusedAsync();
        (await visit.Page.Locator(Cards).CountAsync()).ShouldBe(Count);
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_keyboard_alone_comes_to_the_last_one()
    {
        var door = await AppealAsync();
        await using var visit = await browser.AtDeskAsync("officer", width: 390);
        await visit.GoAsync($"/evidence/doors/{door}?order=Place");
        await visit.CheckAsync();
        await visit.Page.Locator($"{Cards} a").First.FocusAsync();
        for (var tabs = 0; tabs < Stops * Count + 20 && !await IsAtLastAsync(visit.Page); tabs++)
        {
            await visit.Page.WaitForFunctionAsync(HasMoreOrAll);
            await visit.Page.Keyboard.PressAsync("Tab");
        }

        (await IsAtLastAsync(visit.Page)).ShouldBeTrue();
        (await visit.Page.Locator(Cards).CountAsync()).ShouldBe(Count);
    }

    [Fact]
    public async Task A_page_that_does_not_come_is_said_and_its_link_still_leads_there()
    {
        var door = await AppealAsync();
        await using var visit = await browser.AtDeskAsync("officer");
        await visit.Page.RouteAsync(
            "**/evidence/doors/*after=*",
            static route => route.Request.IsNavigationRequest ? route.ContinueAsync() : route.AbortAsync()
        );
        await visit.GoAsync($"/evidence/doors/{door}");
        await visit.Page.Locator("bl-gallery a[rel=next]").ScrollIntoViewIfNeededAsync();
        await visit.Page.GetByText("The rest could not be loaded.").WaitForAsync();
        await visit.Page.UnrouteAllAsync();
        await visit.Page.Locator("bl-gallery a[rel=next]").ClickAsync();
        await visit.ArriveAsync("after=");
        await visit.Page.Locator("bl-gallery a[rel=prev]").WaitForAsync();
    }

    /// <summary>Whether the focus is on the last card, with no more to come.</summary>
    private static Task<bool> IsAtLastAsync(IPage page) =>
        page.EvaluateAsync<bool>(
            """
            () => !document.querySelector("bl-gallery a[rel=next]")
              && [...document.querySelectorAll(".bl-exhibits__link")].at(-1) === document.activeElement
            """
        );

    private static string Name(int number) => $"clip {number:000}.bin";

    private async Task<Id<Door>> AppealAsync()
    {
        var door = await browser.Host.OpenDoorAsync(DoorKind.Appeal);
        var police = Viewer.System(browser.Host.Get<ForceProfile>().Code);
        var from = new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);
        var steps = Enumerable
            .Range(0, Count)
            .Select(i =>
            {
                var exhibit = Id<Exhibit>.New();
                var content = new FileContent(
                    ContentHash.Of(SHA256.HashData(exhibit.Value.ToByteArray())),
                    1_000_000,
                    Name(i),
                    "application/octet-stream"
                );
                var said = new Circumstances { From = from.AddMinutes(i), Place = i % 3 == 0 ? "Heol Fawr" : null };
                return Step.For(exhibit, new ReceiveExhibit(exhibit, content, new(OriginKind.Public, Door: door.Door.Value), said));
            });
        (await browser.Host.Get<ILedger>().DecideAsync([.. steps], police, Ct)).OrThrow();
        return door.Door;
    }
}
