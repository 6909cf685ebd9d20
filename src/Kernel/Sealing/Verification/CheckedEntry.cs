namespace Bluelamp.Kernel.Sealing;

/// <summary>An entry as it was found, with its leaf worked out again from what it says.</summary>
internal sealed record CheckedEntry
{
    public LedgerPlace Place { get; init; }

    public Guid Stream { get; init; }

    public int Version { get; init; }

    public string Type { get; init; } = "";

    public DateTimeOffset At { get; init; }

    /// <summary>The leaf of what the entry says now; nothing when its content was erased.</summary>
    public Hash? Computed { get; init; }

    /// <summary>The leaf that is stored beside it; nothing in an export, which has it in a tile.</summary>
    public Hash? Stored { get; init; }

    /// <summary>Of an erased entry: the hash of what is left, to be compared with what its disposal says.</summary>
    public Hash Remains { get; init; }

    /// <summary>The event, when somebody asked to keep it.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>Why it cannot be read at all.</summary>
    public string? Problem { get; init; }

    public bool IsDisposed => Computed is null && Problem is null;

    /// <summary>Stands where an entry was sealed and is no more.</summary>
    public static CheckedEntry Gone(long position = 0) =>
        new() { Place = new(Xid: 0, position), Problem = "the entry that was sealed here is gone" };

    public Wrong Wrong(SealedLog log, string problem, long? index)
    {
        var where = new Wrong(log.Origin, problem, index, Place.Position == 0 ? null : Place.Position);
        return Type.Length == 0 ? where : where with { Stream = Stream, Version = Version, Type = Type };
    }
}

/// <summary>Entries of a log that follow each other.</summary>
/// <param name="Wrong">What is wrong around them, such as an entry that was put between them.</param>
internal sealed record EntryChunk(long FirstIndex, IReadOnlyList<CheckedEntry> Entries, IReadOnlyList<Wrong> Wrong);

/// <summary>A log to verify: the living one in the database, or an exported one in a folder.</summary>
internal interface ILogSource
{
    SealedLog Log { get; }

    Task<IReadOnlyList<LogKey>> KeysAsync(CancellationToken ct);

    /// <summary>The signed notes that are kept, by size.</summary>
    Task<IReadOnlyList<string>> CheckpointsAsync(CancellationToken ct);

    /// <summary>Those of the tiles that there are.</summary>
    Task<Dictionary<TileId, Tile>> TilesAsync(IReadOnlyCollection<TileId> ids, CancellationToken ct);

    /// <summary>The sealed entries, in the order of the tree.</summary>
    IAsyncEnumerable<EntryChunk> SealedAsync(CancellationToken ct);

    /// <summary>The entries that are not sealed yet, in order.</summary>
    IAsyncEnumerable<CheckedEntry> UnsealedAsync(CancellationToken ct);
}
