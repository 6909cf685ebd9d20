using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Remaking;
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

/// <summary>Bytes that were made of an original, were damaged, and were made again.</summary>
/// <param name="Now">The hash of what is there now: the same, or that of what took its place.</param>
public sealed record RemadeContent(ContentHash Sha256, Damage Damage, ContentHash Now);

/// <summary>What a check found.</summary>
/// <param name="Mended">Contents that were damaged and are right again.</param>
/// <param name="Remade">What of them the check made again itself.</param>
public sealed record CheckReport(
    bool Ok,
    long Contents,
    long Bytes,
    long Mended,
    IReadOnlyList<DamagedContent> Damaged,
    IReadOnlyList<RemadeContent> Remade
);

/// <summary>
/// Reads stored bytes and compares them with their hashes. What is damaged, and what is right again, is said in the chain of custody of every exhibit that
/// has the bytes. What was made of an original is made again at once.
/// </summary>
public sealed class StoreCheck(
    FixityRows rows,
    ContentStore store,
    Contents contents,
    ILedger ledger,
    Mending mending,
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

    private async Task<Checked> ReadAsync(ToRead content, Pace pace, Action<long> read, CancellationToken ct)
    {
        var found = await StoredBytes.ReadAsync(contents, content.Sha256, pace, read, ct);
        if (found.Damage is null)
            return await SaySoundAsync(content, found, ct);
        if (await SayDamagedAsync(content, found, found.Damage.Value, ct) is not { } damaged)
            return new();
        var mended = await MendAsync(damaged, pace, ct);
        if (mended.Damaged is not null && !content.WasDamaged)
            logger.ContentDamaged(damaged.Sha256.ToString(), damaged.Damage);
        return mended;
    }

    /// <summary>Mending is said before it is kept, so that it is not lost when the process is.</summary>
    private async Task<Checked> SaySoundAsync(ToRead content, StoredBytes found, CancellationToken ct)
    {
        if (content.WasDamaged)
            await TellAsync(content.Sha256, static exhibit => new SaySound(exhibit), ct);
        store.Trust(content.Sha256);
        await rows.KeepAsync(content.Sha256, found, time.GetUtcNow(), ct);
        return new() { IsMended = content.WasDamaged };
    }

    /// <summary>Damage is kept before it is said. Nothing when the content was disposed of meanwhile.</summary>
    private async Task<DamagedContent?> SayDamagedAsync(ToRead content, StoredBytes found, Damage damage, CancellationToken ct)
    {
        var hash = content.Sha256;
        if (damage is Damage.Missing && await contents.IsBareAsync(hash, ct))
            throw new CannotRunException("A store of evidence holds nothing at all. Is its disk there? Nothing was said of any exhibit.");
        if (!await rows.KeepAsync(hash, found, time.GetUtcNow(), ct))
            return null;
        store.Doubt(hash);
        var holders = await TellAsync(hash, exhibit => new SayDamaged(new(exhibit, damage, hash, found.Found, found.Bytes)), ct);
        return new(hash, damage, found.Found, found.Bytes, holders);
    }

    /// <summary>Makes again what was made here. It is right again when it can be read from the store, or when nothing needs it any more.</summary>
    private async Task<Checked> MendAsync(DamagedContent damaged, Pace pace, CancellationToken ct)
    {
        var hash = damaged.Sha256;
        if (await mending.TryAsync(hash, damaged.Damage, ct) is not { } now)
            return new() { Damaged = damaged };
        if (now == hash)
        {
            var found = await StoredBytes.ReadAsync(contents, hash, pace, static _ => { }, ct);
            if (found.Damage is not null)
                return new() { Damaged = damaged };
            await SaySoundAsync(new(hash, found.Bytes ?? 0, WasDamaged: true), found, ct);
        }
        else if (!await rows.LetGoAsync(hash, ct))
        {
            return new() { Damaged = damaged };
        }

        logger.ContentRemade(hash.ToString(), now.ToString());
        return new() { IsMended = true, Remade = new(hash, damaged.Damage, now) };
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

    /// <summary>What reading one content came to: nothing of it when it is sound.</summary>
    private sealed record Checked
    {
        public DamagedContent? Damaged { get; init; }

        public RemadeContent? Remade { get; init; }

        public bool IsMended { get; init; }
    }

    /// <summary>One check, as far as it has come.</summary>
    private sealed class Run(StoreCheck check, Pace pace, IWorkProgress progress, long total)
    {
        private const string Step = "Reading the stored bytes";
        private readonly List<DamagedContent> _damaged = [];
        private readonly List<RemadeContent> _remade = [];
        private long _contents;
        private long _bytes;
        private long _mended;

        public CheckReport Report => new(_damaged.Count == 0, _contents, _bytes, _mended, _damaged, _remade);

        public async Task ReadAsync(IEnumerable<ToRead> contents, CancellationToken ct)
        {
            foreach (var content in contents)
            {
                progress.Report(Step, _bytes, Math.Max(total, _bytes));
                var found = await check.ReadAsync(content, pace, Read, ct);
                if (found.Damaged is { } damaged)
                    _damaged.Add(damaged);
                if (found.Remade is { } remade)
                    _remade.Add(remade);
                _mended += found.IsMended ? 1 : 0;
                _contents++;
            }

            progress.Report(Step, _bytes, Math.Max(total, _bytes));
        }

        private void Read(long bytes) => progress.Report(Step, _bytes += bytes, Math.Max(total, _bytes));
    }
}
