using System.Net;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel;
using Bluelamp.Tests.Contact.Telling;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Inbox;

/// <summary>How an assessment came about: made again before the reader's eyes, with all that it was made from.</summary>
public sealed class AssessmentPageTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    [Fact]
    public async Task It_is_made_again_and_says_what_it_was_given_and_what_was_weighed()
    {
        var sent = await AssessedAsync();
        var handler = await Host.SignInAsync("contact-handler");
        var link = (await handler.OpenAsync($"/inbox/{sent.Report}")).QuerySelector("section[aria-labelledby=assessment] a");
        link!.GetAttribute("href").ShouldBe($"inbox/{sent.Report}/assessment");
        var page = (await handler.OpenAsync($"/inbox/{sent.Report}/assessment")).Body!.TextContent;
        page.ShouldContain("the same to the letter");
        page.ShouldContain("Facts that it was given");
        page.ShouldContain("When it counts");
        var welsh = await handler.OpenAsync($"/cy/inbox/{sent.Report}/assessment");
        welsh.QuerySelector("[lang=cy] .govuk-inset-text")!.TextContent.ShouldContain("yr un fath i'r llythyren");
        welsh.DocumentElement.GetAttribute("lang").ShouldBe("en", "what stands round it is not in Welsh");
        (await handler.OpenAsync("/cy/")).DocumentElement.GetAttribute("lang").ShouldBe("cy");
    }

    [Theory]
    [InlineData("{result,score}", "99", "it comes out otherwise")]
    [InlineData("{result,facts}", "{}", "it comes out otherwise")]
    [InlineData("{result,model,hash}", "\"00\"", "is no longer the one that was used")]
    [InlineData("{result,model,version}", "999", "is not among the definitions")]
    public async Task One_that_was_altered_or_cannot_be_made_again_says_so(string path, string value, string told)
    {
        var sent = await AssessedAsync();
        await using var change = Host.Database.Source.CreateCommand(
            $$"""
            update kernel.ledger set data = jsonb_set(data, '{{path}}', '{{value}}')
             where stream = '{{sent.Report}}' and type = 'contact.report-assessed.v1'
            """
        );
        (await change.ExecuteNonQueryAsync(Ct)).ShouldBe(1);
        var handler = await Host.SignInAsync("contact-handler");
        (await handler.OpenAsync($"/inbox/{sent.Report}/assessment")).Body!.TextContent.ShouldContain(told);
    }

    [Fact]
    public async Task There_is_none_for_a_report_that_does_not_exist_and_none_without_the_right_to_it()
    {
        var handler = await Host.SignInAsync("contact-handler");
        (await handler.StatusAsync($"/inbox/{Guid.CreateVersion7()}/assessment")).ShouldBe(HttpStatusCode.NotFound);
        var administrator = await Host.SignInAsync("administrator");
        (await administrator.StatusAsync($"/inbox/{(await AssessedAsync()).Report}/assessment")).ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task<SentReport> AssessedAsync()
    {
        var sent = await SentReport.SendAsync(Host);
        await Eventually.TrueAsync(async () =>
            (await Host.Get<ILedger>().StreamAsync(sent.Report.Value, Host.Administrator, Ct)).Any(static e => e.Event is ReportAssessed)
        );
        return sent;
    }
}
