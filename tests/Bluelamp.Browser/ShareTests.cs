using Bluelamp.Tests.Evidence;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Bluelamp.Browser;

/// <summary>Evidence shared with somebody outside: the officer at the desk, and the prosecutor on a phone.</summary>
public sealed class ShareTests(BrowserFixture browser)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_prosecutor_plays_on_a_phone_what_an_investigator_shared_and_the_investigator_sees_it()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var exhibit = await browser.Host.TakeInAsync(await MediaWorks.FilmAsync(Ct), "yard.avi");
        await using var desk = await browser.AtDeskAsync("investigator");
        await desk.GoAsync($"/evidence/share?exhibit={exhibit}");
        await desk.CheckAsync();
        await desk.Page.GetByLabel("Who is it for?").FillAsync("Nia Rees");
        await desk.Page.GetByLabel("Organisation").FillAsync("Crown Prosecution Service");
        await desk.Page.GetByLabel("Prosecutor").CheckAsync();
        await desk.Page.GetByLabel("Why may it be shared with them?").FillAsync("Charging decision");
        await desk.Page.GetByLabel("Look only").CheckAsync();
        await desk.Page.GetByLabel("I have looked at what goes out, and it may go to this person").CheckAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Heading, new() { Name = "The link for Nia Rees" }).WaitForAsync();
        await desk.CheckAsync();
        var link = await desk.Page.Locator("p.bl-words").InnerTextAsync();

        await using var phone = await browser.VisitAsync(width: 390);
        await phone.GoAsync(new Uri(link).AbsolutePath.Replace("/shared/", "/cy/shared/", StringComparison.Ordinal));
        await phone.CheckAsync();
        await phone.GoAsync(link);
        await phone.CheckAsync();
        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "yard.avi" }).ClickAsync();
        await phone.Page.GetByText("look at only").WaitForAsync();
        for (var looks = 0; await phone.Page.Locator("video").CountAsync() == 0 && looks < 60; looks++)
        {
            await phone.Page.WaitForTimeoutAsync(500);
            await phone.Page.ReloadAsync();
        }
        await phone.CheckAsync();
        (await phone.Page.Locator("video").EvaluateAsync<double>(Play)).ShouldBe(2, 0.3);
        phone.Complaints.ShouldBeEmpty();

        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Done: see who opens it" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Cell, new() { Name = "Played" }).First.WaitForAsync();
        await desk.CheckAsync();
        desk.Complaints.ShouldBeEmpty();
        await phone.GoAsync("/shared/23456789abcdefghjkmnpqrstuv");
        await phone.CheckAsync();
    }

    /// <summary>Plays it, and says for how long it would.</summary>
    private const string Play = """
        async (film) => {
          film.muted = true;
          await film.play();
          film.pause();
          return film.duration;
        }
        """;
}
