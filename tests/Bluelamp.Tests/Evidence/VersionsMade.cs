using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Versions;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Waits for a version that was asked for.</summary>
internal static class VersionsMade
{
    /// <summary>How the only version of an exhibit was made.</summary>
    public static async Task<MadeFrom> VersionAsync(this TestHost host, Id<Exhibit> exhibit)
    {
        IReadOnlyList<IEvent> events = [];
        await Eventually.TrueAsync(async () =>
            (events = await host.EventsAsync(exhibit)).Any(static e => e is VersionMade or VersionFailed)
        );
        var made = events.OfType<VersionMade>().ShouldHaveSingleItem(events.OfType<VersionFailed>().FirstOrDefault()?.Reason);
        return (await host.EventsAsync(made.Version)).OfType<MadeFrom>().ShouldHaveSingleItem();
    }

    private static async Task<IReadOnlyList<IEvent>> EventsAsync(this TestHost host, Id<Exhibit> exhibit)
    {
        var police = Viewer.System(host.Get<ForceProfile>().Code);
        return
        [
            .. (await host.Get<ILedger>().StreamAsync(exhibit.Value, police, TestContext.Current.CancellationToken)).Select(static e =>
                e.Event
            ),
        ];
    }
}
