namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// Checks one log from its first entry to its last: each entry against its leaf, the leaves against the tiles, the tiles against the signed
/// checkpoints; and what a tree cannot tell: the order of times and versions, and that what was erased was disposed of lawfully.
/// </summary>
internal sealed class LogVerifier(ILogSource source, DateTimeOffset now, IReadOnlyCollection<string> keptCheckpoints)
{
    /// <summary>An entry of this age with no checkpoint at all in its log was kept out of one.</summary>
    private static readonly TimeSpan SealedWithin = TimeSpan.FromMinutes(10);

    private readonly SealedLog _log = source.Log;
    private readonly TileEdge _edge = new();
    private readonly Dictionary<Guid, int> _versions = [];
    private readonly Disposals _disposals = new(source.Log);
    private DateTimeOffset _latest = DateTimeOffset.MinValue;
    private long _unsealed;

    public List<Wrong> Wrong { get; } = [];

    /// <summary>Checks everything. Entries that came with their event and proved to be right are given to <paramref name="found"/>.</summary>
    public async Task<LogReport> RunAsync(Action<CheckedEntry, long?>? found, Action<long>? progress, CancellationToken ct)
    {
        var chain = new CheckpointChain(_log, await source.KeysAsync(ct), Wrong);
        foreach (var note in await source.CheckpointsAsync(ct))
            chain.Add(note);
        foreach (var note in keptCheckpoints)
            chain.Hold(note);
        chain.Compare(0, _edge.Root());
        await foreach (var chunk in source.SealedAsync(ct))
        {
            await CheckAsync(chunk, chain, found, ct);
            progress?.Invoke(_edge.Size);
        }
        await CompareAsync([.. _edge.Partial().Where(static t => t.Id.Level > 0)], ct);
        chain.Finish(_edge.Size);
        if (chain.Size < _edge.Size)
            Wrong.Add(new(_log.Origin, $"{_edge.Size - chain.Size} sealed entries are under no checkpoint", Index: chain.Size));
        await foreach (var entry in source.UnsealedAsync(ct))
            CheckUnsealed(entry, found);
        _disposals.Finish(Wrong);
        return new(_log.Origin, _edge.Size + _unsealed, _unsealed, _disposals.Count, chain.Newest);
    }

    private async Task CheckAsync(EntryChunk chunk, CheckpointChain chain, Action<CheckedEntry, long?>? found, CancellationToken ct)
    {
        Wrong.AddRange(chunk.Wrong);
        if (chunk.FirstIndex != _edge.Size)
            Wrong.Add(new(_log.Origin, $"a batch begins at entry {chunk.FirstIndex}, where {_edge.Size} should come", Index: _edge.Size));
        var (first, last) = (_edge.Size / TileId.Width, (_edge.Size + chunk.Entries.Count - 1) / TileId.Width);
        var ids = new List<TileId>();
        for (var number = first; number <= last; number++)
            ids.Add(new(0, number));
        var leaves = await source.TilesAsync(ids, ct);
        var full = new List<Tile>();
        foreach (var entry in chunk.Entries)
        {
            var index = _edge.Size;
            var leaf = Leaf(leaves, index) ?? Without(entry, index);
            Check(entry, leaf, index, found);
            _edge.Append(leaf, full);
            if (chain.IsMilestone(_edge.Size))
                chain.Compare(_edge.Size, _edge.Root());
        }
        await CompareAsync([.. full.Where(static t => t.Id.Level > 0)], ct);
    }

    private static Hash? Leaf(Dictionary<TileId, Tile> tiles, long index) =>
        tiles.TryGetValue(new(0, index / TileId.Width), out var tile) && index % TileId.Width is var at && at < tile.Hashes.Length
            ? tile.Hashes.Span[(int)at]
            : null;

    private Hash Without(CheckedEntry entry, long index)
    {
        Wrong.Add(new(_log.Origin, "its place in the tile is missing", index));
        return entry.Computed ?? entry.Stored ?? default;
    }

    private void Check(CheckedEntry entry, Hash leaf, long index, Action<CheckedEntry, long?>? found)
    {
        var problem = entry.Problem;
        if (problem is null && (entry.Computed ?? leaf) != leaf)
            problem =
                entry.Stored == leaf ? "its content was changed" : "it is not the entry that was sealed here, or its tile was changed";
        else if (problem is null && (entry.Stored ?? leaf) != leaf)
            problem = "its leaf was changed";
        if (problem is not null)
            Wrong.Add(entry.Wrong(_log, problem, index));
        if (entry.Problem is null)
            CheckOrder(entry, index);
        if (problem is null)
            Right(entry, index, found);
    }

    private void CheckUnsealed(CheckedEntry entry, Action<CheckedEntry, long?>? found)
    {
        _unsealed++;
        var problem = entry.Problem;
        if (problem is null && entry.Computed is { } computed && computed != entry.Stored)
            problem = "its content was changed";
        else if (_edge.Size == 0 && now - entry.At > SealedWithin && _unsealed == 1)
            problem = "nothing in this log was ever sealed, though it is old enough";
        if (problem is not null)
            Wrong.Add(entry.Wrong(_log, problem, index: null));
        if (entry.Problem is null)
            CheckOrder(entry, index: null);
        if (problem is null)
            Right(entry, index: null, found);
    }

    private void Right(CheckedEntry entry, long? index, Action<CheckedEntry, long?>? found)
    {
        _disposals.See(entry, index);
        if (!entry.Data.IsEmpty)
            found?.Invoke(entry, index);
    }

    private void CheckOrder(CheckedEntry entry, long? index)
    {
        if (_latest - entry.At > LedgerClock.Tolerance)
            Wrong.Add(entry.Wrong(_log, $"it is back-dated: it says {entry.At:u}, and what stands before it {_latest:u}", index));
        else if (entry.At - now > LedgerClock.Tolerance)
            Wrong.Add(entry.Wrong(_log, $"it lies in the future: {entry.At:u}", index));
        else if (entry.At > _latest)
            _latest = entry.At;
        if (!_log.IsLedger)
            return;
        var last = _versions.GetValueOrDefault(entry.Stream);
        if (entry.Version != last + 1)
            Wrong.Add(entry.Wrong(_log, $"version {last + 1} of its stream should come first", index));
        _versions[entry.Stream] = Math.Max(last, entry.Version);
    }

    private async Task CompareAsync(IReadOnlyList<Tile> worked, CancellationToken ct)
    {
        if (worked.Count == 0)
            return;
        var stored = await source.TilesAsync([.. worked.Select(static t => t.Id)], ct);
        foreach (var tile in worked)
        {
            if (!stored.TryGetValue(tile.Id, out var found) || !found.Hashes.Span.SequenceEqual(tile.Hashes.Span))
                Wrong.Add(new(_log.Origin, $"{tile.Id.Path(tile.Hashes.Length)} does not agree with the entries below it"));
        }
    }
}
