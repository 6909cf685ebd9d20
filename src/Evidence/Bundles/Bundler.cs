using System.Globalization;
using System.Text;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Evidence.Bundles;

/// <summary>Exhibits that may leave: the export stands in the chain of custody of each already.</summary>
public sealed record BundleContents(Guid Bundle, string Reason, IReadOnlyList<ExhibitLine> Exhibits);

/// <summary>
/// Makes bundles: exhibits with their bytes, their chains of custody and what proves them, for a court or the defence, who check them with ordinary tools
/// and without us. It holds the chains of custody in memory, never the bytes.
/// </summary>
public sealed class Bundler(
    ILedger ledger,
    Sealer sealer,
    StreamProofs proofs,
    Contents stored,
    CustodyPage page,
    ExhibitList list,
    TimeProvider time
)
{
    private const int Step = 1 << 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Exhibits of one bundle at most.</summary>
    public const int Most = 2_000;

    /// <summary>Writes the export to the chain of custody of each exhibit, all or none; only then may bytes leave.</summary>
    public async Task<Result<BundleContents>> BeginAsync(
        IReadOnlyCollection<Id<Exhibit>> exhibits,
        Guid bundle,
        string reason,
        Viewer viewer,
        CancellationToken ct
    )
    {
        List<Id<Exhibit>> asked = [.. exhibits.Distinct()];
        if (asked.Count is 0 or > Most)
            return new NothingToExport();
        var open = (await list.OfAsync(asked, viewer, ct)).ToDictionary(static line => line.Exhibit);
        if (open.Count < asked.Count)
            return new NoSuchRecord();
        List<ExhibitLine> lines = [.. asked.Select(exhibit => open[exhibit])];
        if (await LostAsync(lines, ct) is { } lost)
            return lost;
        List<Step> steps = [.. lines.Select(l => Kernel.Step.For(l.Exhibit, new ExportExhibit(l.Exhibit, bundle, reason)))];
        return (await ledger.DecideAsync(steps, viewer, ct)).Refused(out var refusal, out _)
            ? refusal
            : new BundleContents(bundle, reason.Trim(), lines);
    }

    /// <summary>Writes the bundle. Answers its manifest.</summary>
    /// <exception cref="CannotRunException">The bytes of an exhibit are not those that were received, or its chain is in part closed to the viewer.</exception>
    public async Task<Manifest> WriteAsync(
        BundleContents contents,
        IBundleTarget target,
        Viewer viewer,
        IWorkProgress progress,
        CancellationToken ct
    )
    {
        var chains = await ChainsAsync(contents, viewer, ct);
        var head = await SealedAsync(chains, viewer, ct);
        var items = contents.Exhibits.Select(Item).ToList();
        var manifest = new Manifest(contents.Bundle, head.Log.Origin, items);
        var files = new SummedTarget(target);
        await WriteBytesAsync(items, files, progress, ct);
        foreach (var (item, chain) in items.Zip(chains))
        {
            var proven =
                await proofs.OfAsync(item.Exhibit, chain.Count, head, viewer, ct)
                ?? throw new CannotRunException($"A part of the chain of custody of {item.Custody} is closed to {viewer.Name}.");
            var custody = new CustodyFile(item.Exhibit, [.. proven.Select(CustodyEntry.Of)]);
            await files.AddAsync(item.Custody, BundleJson.Write(custody), ct);
        }
        await files.AddAsync(BundleNames.Manifest, BundleJson.Write(manifest), ct);
        await files.AddAsync(BundleNames.Checkpoint, Encoding.UTF8.GetBytes(head.Note), ct);
        await files.AddAsync(BundleNames.Key, Encoding.UTF8.GetBytes($"{head.Key}\n"), ct);
        await files.AddAsync(BundleNames.Page, stream => page.WriteAsync(contents, manifest, chains, viewer, stream, ct), ct);
        foreach (var file in new[] { BundleNames.Recipe, BundleNames.Script })
            await files.AddAsync(file, stream => Ours(file).CopyToAsync(stream, ct), ct);
        await files.FinishAsync(ct);
        return manifest;
    }

    /// <summary>A file that every bundle carries as it is.</summary>
    internal static Stream Ours(string file) => typeof(Bundler).Assembly.GetManifestResourceStream($"Bundles.{file}")!; // embedded in this assembly

    private async Task<Refusal?> LostAsync(List<ExhibitLine> lines, CancellationToken ct)
    {
        try
        {
            foreach (var line in lines)
            {
                if (line.Sha256 is { } sha256 && !await stored.HasAsync(ContentHash.Parse(sha256, CultureInfo.InvariantCulture), ct))
                    return new BytesMissing(line.Title);
            }

            return null;
        }
        catch (PlaceAwayException)
        {
            return new StoreAway();
        }
    }

    private static ManifestItem Item(ExhibitLine line, int place) =>
        new(
            place + 1,
            line.Exhibit.Value,
            line.Reference,
            line.Name,
            line.Type,
            line.Bytes,
            line.Sha256 is { } sha256 ? ContentHash.Parse(sha256, CultureInfo.InvariantCulture) : null,
            line.Sha256 is null ? null : BundleNames.Item(place + 1, line.Name ?? ""),
            BundleNames.Custody(place + 1)
        );

    /// <summary>The entries of each exhibit up to its export: what follows belongs to the next bundle.</summary>
    private async Task<List<IReadOnlyList<Entry>>> ChainsAsync(BundleContents contents, Viewer viewer, CancellationToken ct)
    {
        var entries = await ledger.StreamsAsync([.. contents.Exhibits.Select(static line => line.Exhibit.Value)], viewer, ct);
        var streams = entries.ToLookup(static e => e.Stream);
        return
        [
            .. contents.Exhibits.Select(line => Chain([.. streams[line.Exhibit.Value].OrderBy(static e => e.Version)], contents.Bundle)),
        ];
    }

    private static IReadOnlyList<Entry> Chain(List<Entry> entries, Guid bundle) =>
        [.. entries.Take(entries.FindIndex(e => e.Event is ExhibitExported x && x.Bundle == bundle) + 1)];

    /// <summary>A checkpoint over all chains. What is not sealed yet is sealed now; an entry that an older transaction holds up takes a moment longer.</summary>
    private async Task<SealedHead> SealedAsync(List<IReadOnlyList<Entry>> chains, Viewer viewer, CancellationToken ct)
    {
        for (var tries = 0; tries < 120; tries++)
        {
            await sealer.SealAllAsync(ct);
            var (stream, version) = (chains[^1][^1].Stream, chains[^1][^1].Version);
            if (
                await proofs.HeadAsync(viewer, ct) is { } head
                && await proofs.OfAsync(stream, version, head, Viewer.System(viewer.Force), ct) is not null
            )
                return head;
            await Task.Delay(Pause, time, ct);
        }
        throw new CannotRunException(
            "The export is in the chain of custody, but the ledger was not sealed within 30 s, so nothing could be proven. Try again when sealing goes on."
        );
    }

    private async Task WriteBytesAsync(List<ManifestItem> items, SummedTarget files, IWorkProgress progress, CancellationToken ct)
    {
        var (done, total) = (0L, items.Sum(static i => i.Bytes ?? 0));
        foreach (var item in items)
        {
            if (item is not { Path: { } path, Sha256: { } sha256 })
                continue;
            await using var bytes = await stored.OpenAsync(sha256, ct);
            var copied = await files.AddAsync(
                path,
                to => CopyAsync(bytes, to, read => progress.Report("Copying", done += read, total), ct),
                ct
            );
            if (copied != sha256)
                throw new CannotRunException(
                    $"The bytes of {item.Reference ?? item.Name} in the store are not those that were received. Nothing of this bundle can be used."
                );
        }
    }

    private static async Task CopyAsync(Stream from, Stream to, Action<int> copied, CancellationToken ct)
    {
        var buffer = new byte[Step];
        for (int read; (read = await from.ReadAsync(buffer, ct)) > 0; copied(read))
            await to.WriteAsync(buffer.AsMemory(0, read), ct);
    }
}

public sealed record NothingToExport()
    : Refusal.Invalid("nothing-to-export", $"Choose at least one exhibit and at most {Bundler.Most}.", "exhibit");
