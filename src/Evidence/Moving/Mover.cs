using Bluelamp.Evidence.Fixity;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel.Running;

namespace Bluelamp.Evidence.Moving;

/// <summary>What a move came to.</summary>
/// <param name="Moved">Copied, read back, and said in the chain of custody of each exhibit.</param>
/// <param name="Already">There, and read back, before.</param>
/// <param name="Removed">Copies that were taken away where they lay before.</param>
/// <param name="Damaged">What lies where it was to be moved from has other bytes: it stays there.</param>
/// <param name="Away">Why places of before did not answer, a line each; what lies there was not moved.</param>
public sealed record MoveReport(
    bool Ok,
    long Moved,
    long Bytes,
    long Already,
    long Removed,
    IReadOnlyList<ContentHash> Damaged,
    IReadOnlyList<string> Away
);

/// <summary>
/// Moves contents between places while everything goes on. Each is copied, read back and compared with its hash, then said to be moved, and only then taken
/// away where it lay: whoever is killed half-way and begins again goes on, and a content is always somewhere.
/// </summary>
public sealed class Mover
{
    private const string Step = "Moving the stored bytes";

    /// <summary>A batch is said at once; a run that breaks off reads back again what it had not said yet.</summary>
    private const long BatchBytes = 1L << 30;

    private readonly StorePlaces _places;
    private readonly PlaceRows _rows;
    private readonly FixityRows _holders;
    private readonly ILedger _ledger;

    internal Mover(StorePlaces places, PlaceRows rows, FixityRows holders, ILedger ledger) =>
        (_places, _rows, _holders, _ledger) = (places, rows, holders, ledger);

    /// <summary>Keeps everything at an address from now on, and moves there what lies in the places of before.</summary>
    /// <param name="address">A folder, <c>local</c>, or <c>s3://bucket/prefix</c>.</param>
    /// <param name="deleteSource">What was moved is taken away where it lay.</param>
    /// <exception cref="CannotRunException">The place gives back other bytes than it was given.</exception>
    /// <exception cref="PlaceAwayException">The place does not answer. Run it again when it does.</exception>
    public async Task<MoveReport> ToAsync(string address, bool deleteSource, IWorkProgress progress, CancellationToken ct)
    {
        var layout = await _places.MoveToAsync(address, keeps: !deleteSource, ct);
        var sources = layout.Sources.Select(static s => s.At).Append(layout.Local.At).Where(s => s != layout.Hot.At).Distinct().ToList();
        var (total, away) = (0L, new List<string>());
        foreach (var source in sources.ToList())
        {
            try
            {
                await foreach (var (_, bytes) in source.ListAsync(ct))
                    total += bytes;
            }
            catch (PlaceAwayException e)
            {
                away.Add(e.Message);
                sources.Remove(source);
            }
        }

        var run = new Run(this, layout.Hot, deleteSource, progress, total);
        foreach (var source in sources)
            await run.AllAsync(source, ct);
        return run.Report with { Ok = run.Report.Ok && away.Count == 0, Away = away };
    }

    /// <summary>Forgets a place of before that is no more, so that nothing waits for it.</summary>
    /// <exception cref="CannotRunException">It is in use, or something lies only there.</exception>
    public Task ForgetAsync(string address, CancellationToken ct) => _places.ForgetAsync(address, ct);

    /// <summary>Takes what arrived in the data folder to where things are kept, when that is elsewhere.</summary>
    internal async Task PlaceAsync(IEnumerable<ContentHash> arrived, CancellationToken ct)
    {
        var layout = await _places.NowAsync(ct);
        if (layout.Hot.At != layout.Local.At)
            await TheseAsync(arrived, [layout.Local.At], layout.Hot, layout.Local.Row is not { Keeps: true }, ct);
    }

    /// <summary>Moves these contents from wherever they lie; those that lie nowhere are left out.</summary>
    internal async Task<MoveReport> TheseAsync(
        IEnumerable<ContentHash> hashes,
        IEnumerable<IPlace> sources,
        Placed to,
        bool remove,
        CancellationToken ct
    )
    {
        var run = new Run(this, to, remove, SilentProgress.Instance, total: 0);
        foreach (var source in sources.Where(s => s != to.At))
        {
            var there = new List<ContentHash>();
            foreach (var hash in hashes)
            {
                if (await source.HasAsync(hash, ct))
                    there.Add(hash);
            }

            await run.SomeAsync(source, there, ct);
        }

        return run.Report;
    }

    /// <summary>Moves all that lies in a place.</summary>
    internal async Task<MoveReport> AllAsync(IPlace from, Placed to, bool remove, CancellationToken ct)
    {
        var run = new Run(this, to, remove, SilentProgress.Instance, total: 0);
        await run.AllAsync(from, ct);
        return run.Report;
    }

    /// <summary>
    /// Each exhibit has its own entry, for its chain of custody is its own stream: a bundle or a disposal of one must not speak of others. The entries of a
    /// batch are appended together.
    /// </summary>
    private async Task SayAsync(IReadOnlyCollection<ContentHash> moved, IPlace from, IPlace to, CancellationToken ct)
    {
        var steps = new Dictionary<short, List<Step>>();
        foreach (var hash in moved)
        {
            Holder? after = null;
            for (List<Holder> some; (some = await _holders.HoldersAsync(hash, after, ct)).Count > 0; after = some[^1])
            {
                foreach (var (force, exhibit, _) in some)
                {
                    if (!steps.TryGetValue(force, out var its))
                        steps[force] = its = [];
                    its.Add(Kernel.Step.For(new Id<Lying>(exhibit), new SayMoved(new(new(exhibit), hash, from.Address, to.Address))));
                }
            }
        }

        foreach (var (force, its) in steps)
        {
            foreach (var some in its.Chunk(FixityRows.Round))
                (await _ledger.DecideAsync([.. some], Viewer.System(force, "storage"), ct)).OrThrow();
        }
    }

    /// <summary>One move, as far as it has come.</summary>
    private sealed class Run(Mover mover, Placed to, bool remove, IWorkProgress progress, long total)
    {
        private readonly List<ContentHash> _damaged = [];
        private readonly short _place = to.Row?.Place ?? 0;
        private long _done;
        private long _moved;
        private long _bytes;
        private long _already;
        private long _removed;

        public MoveReport Report => new(_damaged.Count == 0, _moved, _bytes, _already, _removed, _damaged, []);

        public async Task AllAsync(IPlace from, CancellationToken ct)
        {
            progress.Report(Step, _done, Math.Max(total, _done));
            var (batch, bytes) = (new List<ContentHash>(), 0L);
            await foreach (var (hash, length) in from.ListAsync(ct))
            {
                batch.Add(hash);
                bytes += length;
                if (batch.Count < PlaceRows.Batch && bytes < BatchBytes)
                    continue;
                await SomeAsync(from, batch, ct);
                (batch, bytes) = ([], 0);
            }

            await SomeAsync(from, batch, ct);
            progress.Report(Step, total, total);
        }

        public async Task SomeAsync(IPlace from, List<ContentHash> batch, CancellationToken ct)
        {
            if (batch.Count == 0)
                return;
            var known = await mover._rows.OfAsync(batch, ct);
            var (moved, there) = (new List<ContentHash>(), new List<ContentHash>());
            foreach (var content in batch.Select(hash => known[hash]).Where(static c => c.IsNeeded))
            {
                if (content.Place == _place && !content.IsDamaged && await to.At.HasAsync(content.Sha256, ct))
                    there.Add(content.Sha256);
                else if (await TryMoveAsync(content, from, ct))
                    moved.Add(content.Sha256);
            }

            await mover.SayAsync(moved, from, to.At, ct);
            await mover._rows.LieAsync(moved, _place, ct);
            _moved += moved.Count;
            _already += there.Count;
            if (!remove)
                return;
            foreach (var hash in moved.Concat(there))
            {
                await from.RemoveAsync(hash, ct);
                _removed++;
            }
        }

        /// <summary>False when its bytes are others, or went elsewhere meanwhile.</summary>
        private async Task<bool> TryMoveAsync(Movable content, IPlace from, CancellationToken ct)
        {
            var hash = content.Sha256;
            // One that is there was copied by a run that broke off, or arrived twice.
            if (!content.IsDamaged && await to.At.HasAsync(hash, ct) && await ReadBackAsync(hash, ct) == hash)
                return true;
            var file = Path.Combine(to.At.Incoming, $"{Guid.CreateVersion7():N}.upload"); // what a killed process leaves goes with the uploads that nobody ended
            try
            {
                if (await CopyAsync(hash, from, file, ct) != hash)
                {
                    _damaged.Add(hash);
                    return false;
                }

                await to.At.KeepAsync(file, hash, ct);
            }
            catch (FileNotFoundException)
            {
                return false;
            }
            finally
            {
                File.Delete(file);
            }

            return await ReadBackAsync(hash, ct) == hash
                ? true
                : throw new CannotRunException(
                    $"{to.At.Address} gives back other bytes than it was given as {hash}. Nothing was taken away from {from.Address}. Check that store, then run it again."
                );
        }

        private async Task<ContentHash> CopyAsync(ContentHash hash, IPlace from, string file, CancellationToken ct)
        {
            await using var source = await from.OpenAsync(hash, ct);
            await using var copy = new FileStream(
                file,
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.None,
                bufferSize: 0,
                useAsync: true
            );
            var copied = await Bytes.CopyAsync(source, copy, Read, ct);
            _bytes += source.Length;
            return copied;
        }

        private async Task<ContentHash> ReadBackAsync(ContentHash hash, CancellationToken ct)
        {
            await using var there = await to.At.OpenAsync(hash, ct);
            return await Bytes.HashAsync(there, static _ => { }, ct);
        }

        private void Read(long bytes) => progress.Report(Step, _done += bytes, Math.Max(total, _done));
    }
}
