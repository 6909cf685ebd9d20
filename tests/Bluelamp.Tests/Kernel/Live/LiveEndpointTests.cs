using System.Net;
using System.Net.ServerSentEvents;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Live;

public sealed class LiveEndpointTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_line_says_at_once_up_to_where_the_page_knows_and_when_to_come_back()
    {
        var handler = await shared.Host.SignInAsync("contact-handler");
        var waits = new HashSet<TimeSpan>();
        for (var page = 0; page < 8; page++)
        {
            using var answer = await handler.Http.GetAsync("/live?topic=inbox", HttpCompletionOption.ResponseHeadersRead, Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            await using var body = await answer.Content.ReadAsStreamAsync(Ct);
            var lines = SseParser.Create(body);
            await foreach (var first in lines.EnumerateAsync(Ct))
            {
                first.EventType.ShouldBe("still");
                first.EventId.ShouldNotBeNullOrEmpty();
                break;
            }

            lines.ReconnectionInterval.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6));
            waits.Add(lines.ReconnectionInterval);
        }

        waits.Count.ShouldBeGreaterThan(1, "pages that all come back at once ask for everything at once");
    }

    [Theory]
    [InlineData("/live", HttpStatusCode.BadRequest)]
    [InlineData("/live?topic=another", HttpStatusCode.NotFound)]
    [InlineData("/live?topic=record-0198c5a0-0000-7000-8000-000000000000&topic=inbox", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_or_not_theirs_cannot_be_followed(string address, HttpStatusCode status)
    {
        using var answer = await shared.Host.Client.GetAsync(address, Ct);
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }
}
