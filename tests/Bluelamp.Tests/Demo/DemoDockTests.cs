using Bluelamp.Demo.Evidence;
using Bluelamp.Evidence.Worn;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Evidence;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Demo;

/// <summary>The demo's officers come back from patrol with body-worn video.</summary>
public sealed class DemoDockTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    [Fact]
    public async Task The_dock_delivers_once_what_two_cameras_recorded()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var dock = Host.Get<DemoDock>();
        await dock.DeliverAsync(1, Ct);
        await dock.DeliverAsync(1, Ct);
        var police = Viewer.System(Host.Get<ForceProfile>().Code);
        var waiting = await Host.Get<BodyWornList>().WaitingAsync(new(), after: null, police, Ct);
        waiting.Select(static w => w.Device).Order().ShouldBe(["BW-0388", "BW-0388", "BW-0412", "BW-0412", "BW-0412"]);
        waiting.ShouldAllBe(static w => w.WornBy != null);
    }
}
