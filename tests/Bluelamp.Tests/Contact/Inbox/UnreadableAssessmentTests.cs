using System.Net;
using Bluelamp.Tests.Contact.Telling;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Inbox;

/// <summary>An assessment that was kept in a shape that this version does not know.</summary>
public sealed class UnreadableAssessmentTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"grade\":\"P\",\"reasons\":[\"old\"]}")]
    public async Task The_report_is_shown_and_a_person_is_asked_to_assess_it(string kept)
    {
        var sent = await SentReport.SendAsync(shared.Host);
        await Eventually.TrueAsync(() => ChangesAsync(sent, kept));
        var handler = await shared.Host.SignInAsync("contact-handler");
        (await handler.StatusAsync($"/inbox/{sent.Report}")).ShouldBe(HttpStatusCode.OK);
        var page = (await handler.OpenAsync($"/inbox/{sent.Report}")).Body!.TextContent;
        page.ShouldContain(sent.Reference);
        page.ShouldContain("The reasons of this assessment cannot be read");
        page.ShouldContain("decide the grade yourself");
        (await handler.StatusAsync("/inbox")).ShouldBe(HttpStatusCode.OK);
    }

    private async Task<bool> ChangesAsync(SentReport sent, string kept)
    {
        await using var change = shared.Host.Database.Source.CreateCommand(
            $$"""
            update kernel.ledger set data = jsonb_set(data, '{result}', '{{kept}}')
             where stream = '{{sent.Report}}' and type = 'contact.report-assessed.v1'
            """
        );
        return await change.ExecuteNonQueryAsync(Ct) == 1;
    }
}
