using Bluelamp.Contact.Inbox;
using Bluelamp.Demo.World;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Demo;

public sealed class DemoWorldTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_seed_tells_a_force_with_crimes_and_open_reports_once()
    {
        await using var host = await TestHost.StartAsync();
        var force = host.Get<ForceProfile>().Code;
        var handler = new Viewer(
            Guid.CreateVersion7(),
            "Demo Handler",
            force,
            [],
            Marking.OfficialSensitive,
            new("contact-handling", Reference: null),
            []
        );
        var world = ActivatorUtilities.CreateInstance<DemoWorld>(host.Get<IServiceProvider>());

        (await world.TellAsync(handler, seed: 7, SilentProgress.Instance, Ct)).ShouldBeGreaterThan(5_000);
        (await host.Get<InboxList>().OpenAsync(handler, new(), Ct)).Count.ShouldBe(InboxList.PageSize + 1);
        (await world.TellAsync(handler, seed: 7, SilentProgress.Instance, Ct)).ShouldBe(0, "what began is left as it is");
    }
}
