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

    [Fact]
    public async Task Without_a_session_there_is_nothing_to_read()
    {
        await using var host = await TestHost.StartAsync();
        using var stranger = new Browsing(host);
        await stranger.GoAsync("/follow/report", Ct);
        stranger.Address.ShouldBe("/follow");
    }
}
