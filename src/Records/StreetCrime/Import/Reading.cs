using System.Threading.Channels;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>How a file came out, in rows.</summary>
internal sealed record Loaded(int Rows, int Added, int Updated, int Unchanged, int Rejected);

/// <summary>
/// A file as it is being read by <see cref="ReadAhead"/> and loaded by <see cref="FileLoad"/>, a few chunks apart: so the processor reads one file while the
/// database still takes the one before. What stands below <see cref="ChunksAsync"/> is complete when they have ended.
/// </summary>
internal sealed class Reading(SourceFile file)
{
    private const int Ahead = 8;
    private readonly Channel<Chunk> _chunks = Channel.CreateBounded<Chunk>(Ahead);

    public SourceFile File => file;

    /// <summary>What the rows call their batch.</summary>
    public int Batch { get; init; }

    public Layout Layout { get; init; } = Layout.Street;

    /// <summary>A month of the file may be known: its rows go by way of <see cref="Staging"/>, each with its leaf.</summary>
    public bool Careful { get; init; }

    /// <summary>A file whose content is in already brings no rows.</summary>
    public bool IsKnown { get; init; }

    /// <summary>Throws <see cref="UnreadableFileException"/> where the file could not be read on.</summary>
    public IAsyncEnumerable<Chunk> ChunksAsync(CancellationToken ct) => _chunks.Reader.ReadAllAsync(ct);

    /// <summary>SHA-256 of the uncompressed bytes.</summary>
    public byte[] Content { get; set; } = [];

    public int Rows { get; set; }

    public List<Reject> Rejects { get; } = [];

    public HashSet<(DateOnly Month, short Reporter)> Groups { get; } = [];

    /// <summary>Over the rows in the order of their lines, unless the reading is careful.</summary>
    public CompactRange Root { get; } = new();

    /// <summary>The file, or a month of it, turned out to be known only after rows were handed over: nothing of this holds, it is read again.</summary>
    public bool IsAbandoned { get; private set; }

    public ValueTask AddAsync(Chunk chunk, CancellationToken ct) => _chunks.Writer.WriteAsync(chunk, ct);

    public void End(Exception? error = null) => _chunks.Writer.TryComplete(error);

    public void Abandon()
    {
        IsAbandoned = true;
        End();
    }
}
