using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel.Running;
using Microsoft.Extensions.Logging;

namespace Bluelamp.Evidence.Fixity;

/// <summary>Bytes that are not those that were received.</summary>
/// <param name="Found">The hash of what lies there; none when nothing could be read.</param>
/// <param name="Exhibits">Those that have these bytes; none when they were made of an original.</param>
public sealed record DamagedContent(
    ContentHash Sha256,
    Damage Damage,
    ContentHash? Found,
    long? FoundBytes,
    IReadOnlyList<Holder> Exhibits
);

/// <summary>What a check found.</summary>
/// <param name="Mended">Contents that were damaged and are right again.</param>
public sealed record CheckReport(bool Ok, long Contents, long Bytes, long Mended, IReadOnlyList<DamagedContent> Damaged);

/// <summary>
/// Reads stored bytes and compares them with their hashes. What is damaged, and what is right again, is said in the chain of custody of every exhibit that
/// has the bytes. Made again, a derivative that was damaged takes its old place; nothing is said of it but here.
/// </summary>
public sealed class StoreCheck(
    FixityRows rows,
    ContentStore store,
    Contents contents,
    ILedger ledger,
    FixityOptions options,
    TimeProvider time,
    ILogger<StoreCheck> logger
)
{
    /// <summary>Reads what was not read for as long as the options allow.</summary>
    /// <exception cref="CannotRunException">The store holds nothing at all.</exception>
    public async Task<CheckReport> DueAsync(Pace pace, IWorkProgress progress, CancellationToken ct)
    {
        await rows.RenewAsync(ct);
        var began = time.GetUtcNow();
        var (before, again) = (began - options.Within, began - options.AgainAfter);
        var run = new Run(this, pace, progress, await rows.BytesAsync(before, ct));
        for (List<ToRead> round; (round = await rows.DueAsync(before, again, ct)).Count > 0; )
            await run.ReadAsync(round, ct);
        return run.Report;
    }

    /// <summary>Reads everything.</summary>
    /// <exception cref="CannotRunException">The store holds nothing at all.</exception>
    public async Task<CheckReport> AllAsync(Pace pace, IWorkProgress progress, CancellationToken ct)
    {
        await rows.RenewAsync(ct);
        var run = new Run(this, pace, progress, await rows.BytesAsync(before: null, ct));
        ContentHash? last = null;
        for (List<ToRead> round; (round = await rows.AfterAsync(last, ct)).Count > 0; last = round[^1].Sha256)
            await run.ReadAsync(round, ct);
        return run.Report;
    }

    /// <summary>Reads these contents.</summary>
    /// <exception cref="CannotRunException">The store holds nothing at all.</exception>
    public async Task<CheckReport> TheseAsync(
        IReadOnlyCollection<ContentHash> contents,
        Pace pace,
        IWorkProgress progress,
        CancellationToken ct
    )
    {
        await rows.RenewAsync(ct);
        var these = await rows.TheseAsync(contents, ct);
        var run = new Run(this, pace, progress, these.Sum(static c => c.Bytes));
        await run.ReadAsync(these, ct);
        return run.Report;
    }

    private async Task<DamagedContent?> ReadAsync(ToRead content, Pace pace, Action<long> read, CancellationToken ct) =>
        await SayAsync(content, await StoredBytes.ReadAsync(contents, content.Sha256, pace, read, ct), ct);

    /// <summary>Keeps what was found. Damage is kept before it is said and mending after, so that neither is lost when the process is.</summary>
    private async Task<DamagedContent?> SayAsync(ToRead content, StoredBytes found, CancellationToken ct)
    {
        var hash = content.Sha256;
        if (found.Damage is not { } damage)
        {
            if (content.WasDamaged)
                await TellAsync(hash, static exhibit => new SaySound(exhibit), ct);
            store.Trust(hash);
            await rows.KeepAsync(hash, found, time.GetUtcNow(), ct);
            return null;
        }

        if (damage is Damage.Missing && await contents.IsBareAsync(hash, ct))
            throw new CannotRunException("A store of evidence holds nothing at all. Is its disk there? Nothing was said of any exhibit.");
        if (!await rows.KeepAsync(hash, found, time.GetUtcNow(), ct))
            return null; // it was disposed of meanwhile
        store.Doubt(hash);
        if (!content.WasDamaged)
            logger.ContentDamaged(hash.ToString(), damage);
        var holders = await TellAsync(hash, exhibit => new SayDamaged(new(exhibit, damage, hash, found.Found, found.Bytes)), ct);
        return new(hash, damage, found.Found, found.Bytes, holders);
    }

    private async Task<List<Holder>> TellAsync(ContentHash hash, Func<Id<Exhibit>, ICommand<Soundness>> say, CancellationToken ct)
    {
        var all = new List<Holder>();
        for (List<Holder> some; (some = await rows.HoldersAsync(hash, all.LastOrDefault(), ct)).Count > 0; all.AddRange(some))
        {
            foreach (var (force, exhibit, _) in some)
                (await ledger.DecideAsync(new Id<Soundness>(exhibit), say(new(exhibit)), Viewer.System(force, "fixity"), ct)).OrThrow();
        }

        return all;
    }

    /// <summary>One check, as far as it has come.</summary>
    private sealed class Run(StoreCheck check, Pace pace, IWorkProgress progress, long total)
    {
        private const string Step = "Reading the stored bytes";
        private readonly List<DamagedContent> _damaged = [];
        private long _contents;
        private long _bytes;
        private long _mended;

        public CheckReport Report => new(_damaged.Count == 0, _contents, _bytes, _mended, _damaged);

        public async Task ReadAsync(IEnumerable<ToRead> contents, CancellationToken ct)
        {
            foreach (var content in contents)
            {
                progress.Report(Step, _bytes, Math.Max(total, _bytes));
                if (await check.ReadAsync(content, pace, Read, ct) is { } damaged)
                    _damaged.Add(damaged);
                else if (content.WasDamaged)
                    _mended++;
                _contents++;
            }

            progress.Report(Step, _bytes, Math.Max(total, _bytes));
        }

        private void Read(long bytes) => progress.Report(Step, _bytes += bytes, Math.Max(total, _bytes));
    }
}
