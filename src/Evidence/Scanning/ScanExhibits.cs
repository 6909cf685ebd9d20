using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Scanning;

/// <summary>Has every file that comes in looked through, where a scanner is set up. While it does not answer, the file waits for it, in view of the operator.</summary>
internal sealed class ScanExhibits(ILedger ledger, Clamd clamd, Contents contents) : IReaction
{
    public string Name => "evidence.scan-exhibits";

    public IReadOnlyCollection<Type> To => [typeof(ExhibitReceived)];

    public async Task ReactAsync(Entry entry, CancellationToken ct)
    {
        if (entry.Event is not ExhibitReceived { Content: { } content, Origin.Kind: not OriginKind.Made } received || !clamd.IsOpen)
            return;
        var viewer = Viewer.System(entry.Force, "scanner");
        var stream = new Id<Scan>(received.Exhibit.Value);
        if (
            await ledger.ReadAsync(stream, viewer, ct) is { Scanned: true } or { Gone: true }
            || !await contents.HasAsync(content.Sha256, ct)
        )
            return;
        await using var bytes = await contents.OpenAsync(content.Sha256, ct);
        var verdict = await clamd.ScanAsync(bytes, ct);
        var scanned = new ExhibitScanned(received.Exhibit, content.Sha256, verdict.Scanner, verdict.Finding, verdict.Unable);
        (await ledger.DecideAsync(stream, new SayScanned(scanned), viewer, ct)).OrThrow();
    }
}
