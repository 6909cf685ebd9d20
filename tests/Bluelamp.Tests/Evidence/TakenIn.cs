using System.Security.Cryptography;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Intake;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Evidence that was taken in, for tests of what comes after.</summary>
internal static class TakenIn
{
    /// <summary>Takes a file in as staff do.</summary>
    public static async Task<Id<Exhibit>> TakeInAsync(
        this TestHost host,
        byte[] bytes,
        string name,
        RecordRef? of = null,
        Circumstances? said = null
    )
    {
        var ct = TestContext.Current.CancellationToken;
        var path = Path.Combine(host.Get<ContentStore>().Incoming, Guid.CreateVersion7().ToString());
        await File.WriteAllBytesAsync(path, bytes, ct);
        var exhibit = Id<Exhibit>.New();
        var file = new ArrivedFile(path, ContentHash.Of(SHA256.HashData(bytes)), bytes.Length, name, ClaimedType: null);
        var police = Viewer.System(host.Get<ForceProfile>().Code);
        (await host.Get<EvidenceIntake>().TakeAsync(exhibit, file, new(OriginKind.Staff), said ?? new(), of, police, ct)).OrThrow();
        return exhibit;
    }
}
