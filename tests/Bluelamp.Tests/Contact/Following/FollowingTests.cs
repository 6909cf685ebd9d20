using System.Net;
using Bluelamp.Tests.Contact.Pages;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Following;

public sealed class FollowingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "Waiting to be read", "We received your report")]
    [InlineData("/cy", "Yn aros i gael ei ddarllen", "Cawsom eich adroddiad")]
    public async Task A_report_is_followed_by_the_link_of_its_confirmation_and_more_can_be_told(string language, string status, string step)
    {
        await using var host = await TestHost.StartAsync();
        using var reporter = new Browsing(host);
        await ReportingTests.ReportTheftAsync(reporter, language);
        var link = reporter.Page.QuerySelector("main a[href*='follow?']")!.GetAttribute("href")!;

        using var laptop = new Browsing(host);
        await laptop.GoAsync($"{language}/{link}", Ct);
        await laptop.SendAsync(Ct);
        laptop.Address.ShouldBe($"{language}/follow/report");
        laptop.Heading.ShouldContain(status);
        laptop.Main.ShouldContain(step);
        laptop.Page.QuerySelector("bl-refresh h1").ShouldNotBeNull("how it stands is as fresh as what comes next");

        await laptop.SendAsync("form:has(textarea)", Ct, ("words", "It had a green bell."));
        laptop.Main.ShouldContain("It had a green bell.");

        await laptop.SendAsync("main form:last-of-type", Ct);
        await laptop.GoAsync($"{language}/follow/report", Ct);
        laptop.Address.ShouldBe($"{language}/follow");
    }

    [Fact]
    public async Task A_wrong_code_and_a_reference_that_is_not_there_read_the_same()
    {
        await using var host = await TestHost.StartAsync();
        using var reporter = new Browsing(host);
        await ReportingTests.ReportTheftAsync(reporter, "");
        var reference = reporter.Page.QuerySelector(".bl-reference")!.TextContent;

        using var guesser = new Browsing(host);
        await guesser.GoAsync("/follow", Ct);
        await guesser.SendAsync(Ct, ("reference", reference), ("code", "AAAA-AAAA-AAAA"));
        guesser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var wrongCode = guesser.Main.Replace(reference, "", StringComparison.Ordinal);
        await guesser.GoAsync("/follow", Ct);
        var nobody = Bluelamp.Contact.Reports.ReportReference.New().ToString();
        await guesser.SendAsync(Ct, ("reference", nobody), ("code", "AAAA-AAAA-AAAA"));
        guesser.Main.Replace(nobody, "", StringComparison.Ordinal).ShouldBe(wrongCode);
    }

    [Theory]
    [InlineData("", "We closed your report on this device")]
    [InlineData("/cy", "Rydym wedi cau eich adroddiad ar y ddyfais hon")]
    public async Task Words_that_are_sent_when_the_hour_is_over_are_kept_until_the_code_is_given_again(string language, string said)
    {
        await using var host = await TestHost.StartAsync();
        using var reporter = new Browsing(host);
        await ReportingTests.ReportTheftAsync(reporter, language);
        var link = reporter.Page.QuerySelector("main a[href*='follow?']")!.GetAttribute("href")!;
        var given = reporter.Page.QuerySelectorAll(".bl-reference").Select(static r => r.TextContent).ToList();
        (string, string)[] key = [("reference", given[0]), ("code", given[1])];
        using var laptop = new Browsing(host);
        await laptop.GoAsync($"{language}/{link}", Ct);
        await laptop.SendAsync(Ct);
        using var open = laptop.Window();
        using var files = laptop.Window();
        await open.GoAsync($"{language}/follow/report", Ct);
        await files.GoAsync($"{language}/follow/report", Ct);
        await laptop.SendAsync("main form:last-of-type", Ct);

        await files.SendAsync("form:has([name=door])", Ct);
        files.Address.ShouldBe($"{language}/follow");
        await open.SendAsync("form:has(textarea)", Ct, [("words", "It had a green bell."), .. key]);
        open.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "guesses are counted at the door, so none opens here");
        open.Main.ShouldContain(said);
        open.Page.QuerySelector("textarea[name=words]")!.TextContent.ShouldBe("It had a green bell.");

        await open.SendAsync(Ct, key[0], ("code", "AAAA-AAAA-AAAA"));
        open.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        open.Page.QuerySelector("textarea[name=words]")!.TextContent.ShouldBe("It had a green bell.");
        await open.SendAsync(Ct, key);
        open.Address.ShouldBe($"{language}/follow/report?added=yes");
        open.Page.QuerySelectorAll(".bl-words").Select(static w => w.TextContent).ShouldBe(["It had a green bell."]);
    }

    [Fact]
    public async Task What_is_sent_begins_the_hour_anew_and_what_is_only_read_does_not()
    {
        await using var host = await TestHost.StartAsync();
        using var reporter = new Browsing(host);
        await ReportingTests.ReportTheftAsync(reporter, "");
        await reporter.GoAsync("/" + reporter.Page.QuerySelector("main a[href*='follow?']")!.GetAttribute("href"), Ct);
        await reporter.SendAsync(Ct);
        await reporter.GoAsync("/follow/report", Ct);
        reporter.Given.ShouldNotContain(static c => c.StartsWith("bl-follow="));
        await reporter.SendAsync("form:has(textarea)", Ct, ("words", "It had a green bell."));
        reporter.Given.ShouldContain(static c => c.StartsWith("bl-follow="));
    }

    [Theory]
    [InlineData("/follow", "Enter your reference", "Enter your code")]
    [InlineData("/cy/follow", "Rhowch eich cyfeirnod", "Rhowch eich cod")]
    [InlineData("/follow/code", "Enter your reference", null)]
    [InlineData("/cy/follow/code", "Rhowch eich cyfeirnod", null)]
    public async Task What_was_left_blank_is_asked_for(string address, string reference, string? code)
    {
        await using var host = await TestHost.StartAsync();
        using var reader = new Browsing(host);
        await reader.GoAsync(address, Ct);
        await reader.SendAsync(Ct);
        reader.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        reader
            .Page.QuerySelectorAll(".govuk-error-summary a")
            .Select(static a => a.TextContent.Trim())
            .ShouldBe(code is null ? [reference] : [reference, code]);
    }

    [Fact]
    public async Task Without_a_session_there_is_nothing_to_read()
    {
        await using var host = await TestHost.StartAsync();
        using var stranger = new Browsing(host);
        await stranger.GoAsync("/follow/report", Ct);
        stranger.Address.ShouldBe("/follow");
    }
}
