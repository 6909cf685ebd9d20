using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Bluelamp.Browser;

/// <summary>One burglary, from the public's phone to the officer's desk and back: the way that everything else hangs on, as its users go it.</summary>
public sealed class FirstLightTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("en", true, 1280)]
    [InlineData("cy", true, 390)]
    [InlineData("en", false, 390)]
    public async Task A_report_stands_in_the_inbox_becomes_a_crime_and_is_followed_by_whoever_sent_it(
        string language,
        bool script,
        int width
    )
    {
        await using var inbox = await browser.AtDeskAsync("contact-handler", width: 1440);
        await inbox.GoAsync("/inbox");

        await using var reporter = await browser.VisitAsync(width, script: script);
        var (reference, code) = await new Reporter(reporter, language).ReportAsync();

        await inbox.Page.GetByRole(AriaRole.Link, new() { Name = reference }).ClickAsync(); // it came by itself
        var crime = await RecordAsync(inbox, reference);
        await LookAroundAsync(inbox);
        await FollowAsync(reporter, language, reference, code, crime);

        inbox.Complaints.ShouldBeEmpty();
        reporter.Complaints.ShouldBeEmpty();
    }

    private static async Task<string> RecordAsync(Visit desk, string reference)
    {
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(reference);
        await Assertions.Expect(desk.Page.GetByText("A burglary is always attended.").First).ToBeVisibleAsync();
        await desk.ShouldPassAxeAsync();
        await desk.Page.Locator("input[name=Person0]").Last.CheckAsync(); // somebody new; nobody is chosen for the handler
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Record the crime" }).ClickAsync();
        await desk.ArriveAsync("/records/crimes/");
        await desk.ShouldPassAxeAsync();
        return await desk.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync();
    }

    /// <summary>The investigator goes from the crime to the person and the place.</summary>
    private static async Task LookAroundAsync(Visit desk)
    {
        var crime = desk.Page.Url;
        foreach (var kind in new[] { "nominals", "places" })
        {
            await desk.GoAsync(crime);
            await desk.Page.Locator($"main .bl-record__main a[href*='records/{kind}/']").First.ClickAsync();
            await desk.ArriveAsync($"/records/{kind}/");
            await Assertions.Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Name = "Timeline" })).ToBeVisibleAsync();
            await desk.ShouldPassAxeAsync();
        }
    }

    private static async Task FollowAsync(Visit reporter, string language, string reference, string code, string crime)
    {
        await reporter.GoAsync(language is "cy" ? "/cy/follow" : "/follow");
        await reporter.Page.Locator("[name=reference]").FillAsync(reference);
        await reporter.Page.Locator("[name=code]").FillAsync(code);
        await reporter.Page.Locator("main form button").First.ClickAsync();
        await Assertions.Expect(reporter.Page.Locator("main")).ToContainTextAsync(crime);
        await reporter.CheckAsync();
    }
}

/// <summary>Somebody whose home was broken into, who answers page by page.</summary>
internal sealed class Reporter(Visit visit, string language)
{
    private const int MostPages = 40;

    private static readonly Dictionary<string, string> Chosen = new(StringComparer.Ordinal)
    {
        ["danger"] = "no",
        ["kind"] = "burglary",
        ["for_whom"] = "me",
        ["burglary_building"] = "home",
        ["burglary_inside"] = "no",
        ["hate"] = "none",
        ["when-precision"] = "unknown",
        ["know_suspect"] = "no",
        ["anonymous"] = "named",
    };

    private static readonly Dictionary<string, string> Typed = new(StringComparer.Ordinal)
    {
        ["what_happened"] = "Somebody forced the back door and took a silver laptop.",
        ["when-words"] = "Between Friday evening and Sunday noon",
        ["where-number"] = "12",
        ["where-street"] = "Heol Fawr",
        ["where-town"] = "Llanlamp",
        ["you-forenames"] = "Siân",
        ["you-surname"] = "Pritchard",
        ["you_contact-email"] = "sian@example.com",
    };

    /// <summary>Reports, and answers the reference and the code that were given.</summary>
    public async Task<(string Reference, string Code)> ReportAsync()
    {
        await visit.GoAsync($"{(language is "cy" ? "/cy" : "")}/report-crime");
        for (var page = 0; page < MostPages; page++)
        {
            await CheckAsync(page);
            if (visit.Page.Url.EndsWith("/done", StringComparison.Ordinal))
                return (await TextOfAsync(".govuk-panel strong"), await TextOfAsync("main .govuk-summary-list__value"));
            await AnswerAsync();
            await visit.FollowAsync(visit.Page.Locator("main .govuk-button:not(.govuk-button--secondary)").First);
            (await visit.Page.Locator(".govuk-error-summary").CountAsync()).ShouldBe(0, visit.Page.Url);
        }

        throw new InvalidOperationException($"The form does not end; it stands at {visit.Page.Url}.");
    }

    /// <summary>Each page fits in both languages; axe reads every second one in English and the others in Welsh, which is slow enough.</summary>
    private Task CheckAsync(int page) => page % 2 == (language is "cy" ? 1 : 0) ? visit.CheckAsync() : visit.ShouldFitAsync();

    private async Task AnswerAsync()
    {
        foreach (var (name, value) in Chosen.Append(new("language", language)))
        {
            var choice = visit.Page.Locator($"main [name='{name}'][value='{value}']");
            if (await choice.CountAsync() > 0)
                await choice.CheckAsync();
        }

        foreach (var yesOrNo in new[] { "anything_taken", "support" })
        {
            var no = visit.Page.Locator($"main [name='{yesOrNo}']").Last;
            if (await visit.Page.Locator($"main [name='{yesOrNo}']").CountAsync() > 0)
                await no.CheckAsync();
        }

        foreach (var (name, words) in Typed)
        {
            var field = visit.Page.Locator($"main [name='{name}']");
            if (await field.CountAsync() > 0 && await field.IsVisibleAsync())
                await field.FillAsync(words);
        }
    }

    private async Task<string> TextOfAsync(string selector) => (await visit.Page.Locator(selector).First.InnerTextAsync()).Trim();
}
