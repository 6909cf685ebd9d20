using System.Globalization;
using Bluelamp.Evidence.Captions;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Moments;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Evidence;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Bluelamp.Browser;

/// <summary>An officer watches closely: notes on moments, captions, and a second camera beside the first.</summary>
public sealed class WatchTests(BrowserFixture browser)
{
    private const string Ready =
        "m => m.readyState > 0 || new Promise(r => { m.addEventListener('loadedmetadata', r); m.preload = 'metadata'; })";
    private const string Passes =
        "(m, at) => new Promise(r => { const look = () => (m.currentTime > at ? r() : setTimeout(look, 50)); look(); })";
    private const string HasCues =
        "m => new Promise(r => { const look = () => (m.textTracks[0].cues?.length ? r() : setTimeout(look, 50)); look(); })";
    private const string Seek = "(m, at) => new Promise(r => { m.addEventListener('seeked', r, { once: true }); m.currentTime = at; })";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Viewer Police => Viewer.System(browser.Host.Get<ForceProfile>().Code);

    [Fact]
    public async Task Notes_are_written_marked_and_reached_by_keys_alone()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var exhibit = await browser.Host.FilmAsync("yard.avi");
        await NoteAsync(exhibit, 0.5, "A van turns in");
        await using var visit = await browser.AtDeskAsync("officer");
        await visit.StillAsync();
        await visit.GoAsync($"/records/exhibits/{exhibit}");
        var film = visit.Page.Locator("video");
        await film.EvaluateAsync(Ready);
        await film.EvaluateAsync(Seek, 1.2);
        await visit.Page.Keyboard.PressAsync("m");
        (await visit.Page.Locator("#From").InputValueAsync()).ShouldBe("0:01.2");
        await visit.Page.Keyboard.TypeAsync("The door opens, not by m or n");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator(".bl-moments__note").Nth(1).WaitForAsync();
        (await visit.Page.Locator(".bl-moments__when").AllInnerTextsAsync()).ShouldBe(["0:00.5", "0:01.2"]);
        await film.EvaluateAsync(Ready);
        await Assertions.Expect(visit.Page.Locator(".bl-moments__mark")).ToHaveCountAsync(2);
        (await AtAsync(film)).ShouldBe(1.2, 0.05);
        await visit.Page.Locator("h1").ClickAsync();
        await visit.Page.Keyboard.PressAsync("p");
        (await AtAsync(film)).ShouldBe(0.5, 0.05);
        await visit.Page.Keyboard.PressAsync("n");
        (await AtAsync(film)).ShouldBe(1.2, 0.05);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "0:00.5", Exact = true }).ClickAsync();
        (await AtAsync(film)).ShouldBe(0.5, 0.05);
        await visit.Page.Locator(".bl-moments__mark").Nth(1).ClickAsync();
        (await AtAsync(film)).ShouldBe(1.2, 0.05);
        await visit.CheckAsync();
        await visit.GoAsync($"/records/exhibits/{exhibit}");
        await visit.ShouldBeWalkableAsync();
        await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await visit.ShouldHaveContrastAsync();
        await visit.Page.SetViewportSizeAsync(320, 640);
        await visit.ShouldFitAsync();
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Opening_an_exhibit_is_not_playing_it_and_a_step_in_it_is()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var exhibit = await browser.Host.FilmAsync("lane.avi");
        await using var visit = await browser.AtDeskAsync("officer");
        await visit.StillAsync();
        await visit.GoAsync($"/records/exhibits/{exhibit}");
        await visit.Page.Locator(".bl-player__bar").WaitForAsync();
        var film = visit.Page.Locator("video");
        (await film.EvaluateAsync<int>("m => m.readyState")).ShouldBe(0, "nothing of it was asked for");
        (await PlayedAsync(exhibit)).ShouldBe(0);
        await visit.Page.Keyboard.PressAsync(".");
        await film.EvaluateAsync(Passes, 0);
        (await PlayedAsync(exhibit)).ShouldBe(1);
        visit.Complaints.ShouldBeEmpty();
    }

    private async Task<int> PlayedAsync(Id<Exhibit> exhibit) =>
        (await browser.Host.Get<ILedger>().StreamAsync(exhibit.Value, Police, Ct)).Count(static e => e.Event is ExhibitPlayed);

    [Fact]
    public async Task A_note_that_was_wrong_is_struck_out_and_stays_to_be_read()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var exhibit = await browser.Host.FilmAsync("gate.avi");
        await NoteAsync(exhibit, 0.5, "A van turns in");
        await using var visit = await browser.AtDeskAsync("officer");
        await visit.GoAsync($"/records/exhibits/{exhibit}");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Strike out the note at 0:00.5" }).ClickAsync();
        await visit.Page.GetByLabel("Why is it struck out?").FillAsync("It is a lorry");
        await visit.CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Strike it out" }).ClickAsync();
        await visit.Page.GetByText("It is a lorry").WaitForAsync();
        (await visit.Page.Locator(".bl-moments__note s").InnerTextAsync()).ShouldBe("A van turns in");
        await visit.CheckAsync();
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Notes_are_written_and_reached_without_script()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var exhibit = await browser.Host.FilmAsync("plain.avi");
        await using var signed = await browser.AtDeskAsync("officer");
        await using var visit = await browser.VisitAsync(width: 390, script: false);
        await visit.Page.Context.AddCookiesAsync((await signed.Page.Context.CookiesAsync()).Select(Same));
        await visit.GoAsync($"/records/exhibits/{exhibit}");
        await visit.Page.GetByLabel("At", new() { Exact = true }).FillAsync("0:01");
        await visit.Page.GetByLabel("Note", new() { Exact = true }).FillAsync("A gate");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Keep this note" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "0:01", Exact = true }).ClickAsync();
        (await visit.Page.Locator("video").GetAttributeAsync("src"))!.ShouldEndWith("#t=1");
        await visit.CheckAsync();
    }

    [Fact]
    public async Task Captions_are_written_beside_the_film_and_shown_on_it()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var exhibit = await browser.Host.FilmAsync("call.avi");
        await using var visit = await browser.AtDeskAsync("officer", width: 390);
        await visit.StillAsync();
        await visit.GoAsync($"/records/exhibits/{exhibit}/captions");
        await visit.CheckAsync();
        var film = visit.Page.Locator("video");
        await film.EvaluateAsync(Ready);
        await visit.Page.GetByLabel("Welsh").CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Caption from now" }).ClickAsync();
        await visit.Page.Keyboard.TypeAsync("<v Mair>Pwy sydd yna?");
        await film.EvaluateAsync(Seek, 1.5);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Until now" }).ClickAsync();
        (await visit.Page.Locator("#Text").InputValueAsync()).ShouldBe("0:00 --> 0:01.5\n<v Mair>Pwy sydd yna?");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Keep these captions" }).ClickAsync();
        await visit.Page.GetByText("C shows captions").WaitForAsync();
        await film.EvaluateAsync(Ready);
        await visit.Page.Keyboard.PressAsync("c");
        await film.EvaluateAsync(HasCues);
        var said = await film.EvaluateAsync<string[]>(
            "v => [v.textTracks[0].language, v.textTracks[0].mode, v.textTracks[0].cues[0].text]"
        );
        said.ShouldBe(["cy", "showing", "<v Mair>Pwy sydd yna?"]);
        await visit.CheckAsync();
        await visit.GoAsync($"/records/exhibits/{exhibit}/captions?of=cy");
        await visit.CheckAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Withdraw" }).First.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Withdraw the captions in Welsh" }).WaitForAsync();
        await visit.CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Withdraw them" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Choose why they are withdrawn." }).ClickAsync();
        await visit.CheckAsync();
        await visit.Page.GetByLabel("They are of another recording").CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Withdraw them" }).ClickAsync();
        await visit.Page.GetByText("they are of another recording").WaitForAsync();
        await visit.CheckAsync();
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Captions_of_a_sound_are_written_below_its_player()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var exhibit = await browser.Host.SoundAsync("call.wav");
        (
            await browser
                .Host.Get<CaptionKeeper>()
                .WriteAsync(exhibit, "en", 0, [new(0, 1, "<v Mair>Who is there?")], file: null, Police, Ct)
        ).OrThrow();
        await using var visit = await browser.AtDeskAsync("officer");
        await visit.StillAsync();
        await visit.GoAsync($"/records/exhibits/{exhibit}");
        await visit.Page.Locator("audio").EvaluateAsync(Ready);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Captions" }).ClickAsync();
        await visit.Page.Locator("audio").EvaluateAsync("a => { a.muted = true; return a.play(); }");
        await Assertions.Expect(visit.Page.Locator(".bl-player__caption")).ToHaveTextAsync("Mair: Who is there?");
        await visit.CheckAsync();
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_cameras_play_together_are_moved_by_hand_and_stay_in_step()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var record = Id<Nominal>.New();
        await browser.Host.TellAsync(record.Value, new NominalCreated(record));
        var (front, back) = (
            await browser.Host.FilmAsync("front.avi", RecordRef.Of(record), seconds: 6),
            await browser.Host.FilmAsync("back.avi", RecordRef.Of(record), seconds: 6)
        );
        await using var visit = await browser.AtDeskAsync("officer");
        await visit.StillAsync();
        await visit.GoAsync($"/records/exhibits/{front}/beside");
        await visit.CheckAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "back.avi" }).ClickAsync();
        var films = (First: visit.Page.Locator("video").First, Second: visit.Page.Locator("video").Last);
        await films.First.EvaluateAsync(Ready);
        await films.Second.EvaluateAsync(Ready);
        await visit.CheckAsync();
        await visit.ShouldBeWalkableAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "The second one second on" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".bl-beside__offset")).ToHaveTextAsync("The second began 1 s before the first.");
        visit.Page.Url.ShouldEndWith("&offset=1");
        (await AtAsync(films.Second) - await AtAsync(films.First)).ShouldBe(1, 0.05);

        await visit.Page.Locator("h1").ClickAsync();
        await visit.Page.Keyboard.PressAsync("k");
        await films.First.EvaluateAsync(Passes, 1);
        await films.Second.EvaluateAsync("v => { v.currentTime = 0; }"); // falls out of step
        await films.First.EvaluateAsync(Passes, 3);
        await visit.Page.Keyboard.PressAsync("k");
        (await AtAsync(films.Second) - await AtAsync(films.First)).ShouldBe(1, 0.1);
        (await films.First.EvaluateAsync<bool>("v => v.paused")).ShouldBeTrue();

        await visit.Page.Keyboard.PressAsync("k");
        await Assertions.Expect(visit.Page.Locator(".bl-beside__state").Nth(1)).ToHaveTextAsync("Is over.");
        await films.First.EvaluateAsync(Passes, 5.8);
        (await AtAsync(films.Second)).ShouldBe(6, 0.2);
        await visit.Page.SetViewportSizeAsync(390, 844);
        var (above, below) = (await films.First.BoundingBoxAsync(), await films.Second.BoundingBoxAsync());
        below!.Y.ShouldBeGreaterThan(above!.Y + above.Height, "stacked on a phone");
        await visit.CheckAsync();
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.Locator(".bl-beside__offset")).ToHaveTextAsync("The second began 1 s before the first.");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_neither_of_two_cameras_recorded_nobody_waits()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var (morning, noon) = (
            await browser.Host.FilmAsync("morning.avi", seconds: 6),
            await browser.Host.FilmAsync("noon.avi", seconds: 6)
        );
        await using var visit = await browser.AtDeskAsync("officer");
        await visit.StillAsync();
        await visit.GoAsync($"/records/exhibits/{morning}/beside?other={noon}&offset=-7200");
        var films = (First: visit.Page.Locator("video").First, Second: visit.Page.Locator("video").Last);
        await films.First.EvaluateAsync(Ready);
        await films.Second.EvaluateAsync(Ready);
        await Assertions.Expect(visit.Page.Locator(".bl-beside__offset")).ToHaveTextAsync("The second began 2 h after the first.");
        var states = visit.Page.Locator(".bl-beside__state");
        await Assertions.Expect(states.Nth(1)).ToHaveTextAsync("Has not begun.");
        double.Parse((await visit.Page.Locator(".bl-beside__seek").GetAttributeAsync("max"))!, CultureInfo.InvariantCulture)
            .ShouldBe(12, 0.5, "the line leaves out two hours of nothing");
        await visit.Page.Locator("h1").ClickAsync();
        await visit.Page.Keyboard.PressAsync("l");
        await Assertions.Expect(states.First).ToHaveTextAsync("Is over.");
        await Assertions.Expect(states.Nth(1)).ToBeHiddenAsync();
        (await AtAsync(films.Second)).ShouldBe(0, 0.05);
        await visit.Page.Keyboard.PressAsync("j");
        await Assertions.Expect(states.First).ToBeHiddenAsync();
        (await AtAsync(films.First)).ShouldBe(6, 0.1);
        visit.Complaints.ShouldBeEmpty();
    }

    private static Task<double> AtAsync(ILocator medium) => medium.EvaluateAsync<double>("m => m.currentTime");

    private static Cookie Same(BrowserContextCookiesResult c) =>
        new()
        {
            Name = c.Name,
            Value = c.Value,
            Domain = c.Domain,
            Path = c.Path,
            HttpOnly = c.HttpOnly,
            SameSite = c.SameSite,
        };

    private async Task NoteAsync(Id<Exhibit> exhibit, double at, string words) =>
        (await browser.Host.Get<MomentNotes>().WriteAsync(exhibit, Id<MomentNote>.New(), at, until: null, words, Police, Ct)).OrThrow();
}
