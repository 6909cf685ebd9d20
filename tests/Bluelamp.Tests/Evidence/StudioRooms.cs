using Bluelamp.Evidence.Storing;
using Bluelamp.Tests.Harness;

namespace Bluelamp.Tests.Evidence;

/// <summary>The folders in which the studio works.</summary>
internal static class StudioRooms
{
    /// <summary>Waits until every run has cleared its room: what it made is said before.</summary>
    public static Task RoomsAreGoneAsync(this TestHost host) =>
        Eventually.TrueAsync(() => Task.FromResult(Directory.GetDirectories(host.Get<ContentStore>().Incoming).Length == 0));
}
