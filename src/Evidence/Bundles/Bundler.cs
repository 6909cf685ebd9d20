using System.Globalization;
using System.Text;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;
using Bluelamp.Evidence.Versions;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Evidence.Bundles;

/// <summary>Exhibits that may leave: the export stands in the chain of custody of each already.</summary>
public sealed record BundleContents(Guid Bundle, string Reason, IReadOnlyList<ExhibitLine> Exhibits)
{
    private readonly HashSet<Guid> _held = [.. Exhibits.Select(static l => l.Exhibit.Value)];

    /// <summary>Whether an exhibit is in the bundle.</summary>
    internal bool Holds(Guid exhibit) => _held.Contains(exhibit);

    /// <summary>
    /// Whether an entry goes closed: one that says the SHA-256 of an original that is not in the bundle. Whoever has the redacted copy could put words into its
    /// gaps until the hash is right.
    /// </summary>
    internal bool Closes(Entry entry) => entry.Event is MadeFrom { Kind: VersionKind.Redacted } made && !Holds(made.Original.Value);
}

/// <summary>
/// Makes bundles: exhibits with their bytes, their chains of custody and what proves them, for a court or the defence, who check them with ordinary tools
/// and without us. It holds some chains of custody in memory at a time, never the bytes.
/// </summary>
public sealed class Bundler(
    ILedger ledger,
    Sealer sealer,
    StreamProofs proofs,
    Inclusion inclusion,
    SumsDesk sums,
    Contents stored,
    ContentStore store,
    CustodyPage page,
    ExhibitList list,
    TimeProvider time
)
{
    private const int Step = 1 << 20;
    private const int EntriesAtOnce = 2_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Exhibits of one bundle at most.</summary>
    public const int Most = 2_000;

    /// <summary>Writes the export to the chain of custody of each exhibit, all or none; only then may bytes leave.</summary>
    public Task<Result<BundleContents>> BeginAsync(
        IReadOnlyCollection<Id<Exhibit>> exhibits,
        Guid bundle,
        string reason,
        Viewer viewer,
        CancellationToken ct
    ) => BeginAsync(exhibits, bundle, reason, static export => export, viewer, ct);

    /// <summary>The same, with more to say of each export.</summary>
    /// <param name="said">What is decided on each exhibit; the export is the last of it.</param>
    public async Task<Result<BundleContents>> BeginAsync(
        IReadOnlyCollection<Id<Exhibit>> exhibits,
        Guid bundle,
        string reason,
        Func<ExportExhibit, ICommand<Exhibit>> said,
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
        List<Step> steps = [.. lines.Select(l => Kernel.Step.For(l.Exhibit, said(new(l.Exhibit, bundle, reason))))];
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
        var items = contents.Exhibits.Select(Item).ToList();
        var (head, signer) = await SealedAsync(contents, viewer, ct);
        var manifest = new Manifest(contents.Bundle, head.Log.Origin, items);
        var files = new SummedTarget(target);
        await WriteBytesAsync(items, files, progress, ct);
        await using var read = Spool();
        await WriteChainsAsync(contents, items, head, files, read, viewer, ct);
        await files.AddAsync(BundleNames.Manifest, BundleJson.Write(manifest), ct);
        await files.AddAsync(BundleNames.Checkpoint, Encoding.UTF8.GetBytes(head.Note), ct);
        await files.AddAsync(BundleNames.Key, Encoding.UTF8.GetBytes($"{head.Key}\n"), ct);
        await files.AddAsync(BundleNames.Page, stream => read.CopyToAsync(stream, ct), ct);
        foreach (var file in new[] { BundleNames.Recipe, BundleNames.Script })
            await files.AddAsync(file, stream => Ours(file).CopyToAsync(stream, ct), ct);
        await files.FinishAsync(list => signer.Sign(new(contents.Bundle, list)), ct);
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

    /// <summary>
    /// A checkpoint over the export, and who signs with the same key. What is not sealed yet is sealed now; an entry that an older transaction holds up takes a
    /// moment longer.
    /// </summary>
    private async Task<(SealedHead Head, SumsSigner Signer)> SealedAsync(BundleContents contents, Viewer viewer, CancellationToken ct)
    {
        var last = contents.Exhibits[^1].Exhibit.Value; // its export was written last: with it all are sealed
        var system = Viewer.System(viewer.Force);
        var version = Chain(await ledger.StreamAsync(last, system, ct), contents.Bundle).Count;
        try
        {
            for (var tries = 0; tries < 120; tries++)
            {
                await sealer.SealAllAsync(ct);
                if (await inclusion.OfAsync(last, version, system, ct) is not null && await proofs.HeadAsync(viewer, ct) is { } head)
                {
                    var signer = await sums.SignerAsync(viewer, ct);
                    if (signer.Key.Equals(head.Key))
                        return (head, signer); // else the key was replaced this moment: the next checkpoint has the new one
                }

                await Task.Delay(Pause, time, ct);
            }
        }
        catch (WrongSealKeyException e)
        {
            throw new CannotRunException($"The export is in the chain of custody, but nothing can be signed: {e.Message}", e);
        }

        throw new CannotRunException(
            "The export is in the chain of custody, but the ledger was not sealed within 30 s, so nothing could be proven. Try again when sealing goes on."
        );
    }

    /// <summary>
    /// Writes the chains of custody with the signatures that were drawn, some at a time, and what a person reads of them to <paramref name="read"/>.
    /// <paramref name="items"/> say afterwards which signatures those are.
    /// </summary>
    /// <returns>Nothing; <paramref name="read"/> stands at its beginning.</returns>
    private async Task WriteChainsAsync(
        BundleContents contents,
        List<ManifestItem> items,
        SealedHead head,
        SummedTarget files,
        Stream read,
        Viewer viewer,
        CancellationToken ct
    )
    {
        await using (var text = CustodyPage.Open(read))
        {
            foreach (var some in await BatchesAsync(items, viewer, ct))
            {
                var chains = await ChainsAsync(some, contents.Bundle, viewer, ct);
                var parts = some.Zip(chains, static (item, chain) => new StreamPart(item.Exhibit, chain.Count)).ToList();
                var proven = await proofs.OfAsync(parts, head, viewer, ct);
                for (var i = 0; i < some.Count; i++)
                {
                    await files.AddAsync(some[i].Custody, BundleJson.Write(Custody(some[i], chains[i], proven, contents, viewer)), ct);
                    var signatures = await DrawnSignatures.WriteAsync(some[i], chains[i], stored, files, ct);
                    items[some[i].Number - 1] = some[i] = some[i] with { Signatures = signatures };
                }

                if (some[0].Number == 1)
                    await CustodyPage.BeginAsync(contents, chains[0][^1].At, viewer, text);
                await page.WriteAsync([.. some.Zip(chains)], contents, viewer, text, ct);
            }

            await CustodyPage.EndAsync(text);
        }

        read.Position = 0;
    }

    private static CustodyFile Custody(
        ManifestItem item,
        IReadOnlyList<Entry> chain,
        IReadOnlyDictionary<Guid, IReadOnlyList<ProvenEntry>> proven,
        BundleContents contents,
        Viewer viewer
    ) =>
        proven.TryGetValue(item.Exhibit, out var entries)
            ? new(
                item.Exhibit,
                [.. entries.Zip(chain, (e, said) => contents.Closes(said) ? CustodyEntry.Of(e).Closed() : CustodyEntry.Of(e))]
            )
            : throw new CannotRunException($"A part of the chain of custody of {item.Custody} is closed to {viewer.Name}.");

    /// <summary>Items whose chains are in memory together: few entries, or one long chain.</summary>
    private async Task<List<List<ManifestItem>>> BatchesAsync(List<ManifestItem> items, Viewer viewer, CancellationToken ct)
    {
        var lengths = await proofs.LengthsAsync([.. items.Select(static i => i.Exhibit)], viewer, ct);
        var (batches, entries) = (new List<List<ManifestItem>>(), 0);
        foreach (var item in items)
        {
            entries += lengths.GetValueOrDefault(item.Exhibit);
            if (batches is [] || entries > EntriesAtOnce)
            {
                batches.Add([]);
                entries = lengths.GetValueOrDefault(item.Exhibit);
            }

            batches[^1].Add(item);
        }

        return batches;
    }

    /// <summary>The entries of each exhibit up to its export: what follows belongs to the next bundle.</summary>
    private async Task<List<IReadOnlyList<Entry>>> ChainsAsync(List<ManifestItem> items, Guid bundle, Viewer viewer, CancellationToken ct)
    {
        var entries = await ledger.StreamsAsync([.. items.Select(static i => i.Exhibit)], viewer, ct);
        var streams = entries.ToLookup(static e => e.Stream);
        return [.. items.Select(item => Chain(streams[item.Exhibit].OrderBy(static e => e.Version), bundle))];
    }

    private static IReadOnlyList<Entry> Chain(IEnumerable<Entry> entries, Guid bundle)
    {
        var all = entries.ToList();
        return [.. all.Take(all.FindIndex(e => e.Event is ExhibitExported x && x.Bundle == bundle) + 1)];
    }

    /// <summary>A file that goes when it is closed; what a killed process leaves goes with the uploads that nobody ended.</summary>
    private FileStream Spool() =>
        new(
            Path.Combine(store.Incoming, $"{Guid.CreateVersion7():N}.upload"),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            }
        );

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
