using System.Net;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host;

public sealed class HealthTests
{
    [Theory]
    [InlineData("/health/live", "live")]
    [InlineData("/health/ready", "ready")]
    public async Task A_running_Bluelamp_says_so_to_whoever_watches_it(string path, string word)
    {
        await using var host = await TestHost.StartAsync();
        using var answer = await host.Client.GetAsync(path, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(word);
    }
}
