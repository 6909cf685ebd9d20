using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Bluelamp.Kernel.Sealing;

/// <summary>A log in an exported folder. What cannot be read there is a finding, never a crash.</summary>
internal sealed class ExportedLog(SealedLog log, string folder) : ILogSource
{
    private const int Bundles = 32;

    public SealedLog Log => log;

    public Task<IReadOnlyList<LogKey>> KeysAsync(CancellationToken ct)
    {
        var keys = new List<LogKey>();
        foreach (var line in File.Exists(ExportFolder.Keys(folder)) ? File.ReadLines(ExportFolder.Keys(folder)) : [])
        {
            if (Json<ExportedKey>(line) is { } exported && NoteKey.TryParse(exported.Key, out var key) && IsSpelt(exported, line))
                keys.Add(new(exported.FromSize, key, exported.Endorsement));
        }
        return Task.FromResult<IReadOnlyList<LogKey>>(keys);
    }

    public async Task<IReadOnlyList<string>> CheckpointsAsync(CancellationToken ct) =>
        File.Exists(ExportFolder.Checkpoint(folder)) ? [await File.ReadAllTextAsync(ExportFolder.Checkpoint(folder), ct)] : [""];

    public async Task<Dictionary<TileId, Tile>> TilesAsync(IReadOnlyCollection<TileId> ids, CancellationToken ct)
    {
        var size = Size();
        var tiles = new Dictionary<TileId, Tile>();
        foreach (var id in ids)
        {
            var path = Path.Combine(folder, id.Path(Math.Max(1, id.WidthAt(size))));
            if (!File.Exists(path))
                continue;
            var bytes = await File.ReadAllBytesAsync(path, ct);
            if (bytes.Length == id.WidthAt(size) * Hash.Size)
                tiles[id] = new(id, MemoryMarshal.Cast<byte, Hash>(bytes).ToArray());
        }
        return tiles;
    }

    public async IAsyncEnumerable<EntryChunk> SealedAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var size = Size();
        using var aside = Aside().GetEnumerator();
        var more = aside.MoveNext();
        var reading = new Queue<Task<EntryChunk>>();
        for (var from = 0L; from < size; from += Bundles * TileId.Width)
        {
            var to = Math.Min(size, from + (Bundles * TileId.Width));
            var here = new Dictionary<long, AsideEntry>();
            for (; more && aside.Current.Index < to; more = aside.MoveNext())
                here[aside.Current.Index] = aside.Current;
            if (!File.Exists(BundlePath(from, size)))
                break; // the checkpoint vouches for more than there is, and that is said
            var start = from;
            reading.Enqueue(Task.Run(() => Stretch(start, to, size, here), ct));
            if (reading.Count > Environment.ProcessorCount)
                yield return await reading.Dequeue();
        }
        while (reading.TryDequeue(out var next))
            yield return await next;
    }

    public async IAsyncEnumerable<CheckedEntry> UnsealedAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        yield break;
    }

    private long Size() =>
        File.Exists(ExportFolder.Checkpoint(folder))
        && SignedNote.TryParse(File.ReadAllText(ExportFolder.Checkpoint(folder)), out var note)
        && Checkpoint.TryParse(note.Text, out var checkpoint)
            ? checkpoint.Size
            : 0;

    private IEnumerable<AsideEntry> Aside()
    {
        foreach (var line in File.Exists(ExportFolder.Aside(folder)) ? File.ReadLines(ExportFolder.Aside(folder)) : [])
        {
            if (Json<AsideEntry>(line) is { } aside)
                yield return aside;
        }
    }

    private string BundlePath(long index, long size)
    {
        var number = index / TileId.Width;
        return Path.Combine(folder, TileId.EntriesPath(number, Math.Max(1, new TileId(0, number).WidthAt(size))));
    }

    private EntryChunk Stretch(long from, long to, long size, Dictionary<long, AsideEntry> aside)
    {
        var entries = new List<CheckedEntry>();
        for (var index = from; index < to; index += TileId.Width)
            ReadBundle(index, Math.Min(to, index + TileId.Width), size, aside, entries);
        return new(from, entries, []);
    }

    private void ReadBundle(long index, long to, long size, Dictionary<long, AsideEntry> aside, List<CheckedEntry> entries)
    {
        var path = BundlePath(index, size);
        ReadOnlySpan<byte> bundle = File.Exists(path) ? File.ReadAllBytes(path) : [];
        for (; index < to; index++)
        {
            if (bundle.Length < 2 || BinaryPrimitives.ReadUInt16BigEndian(bundle) is var length && bundle.Length < 2 + length)
            {
                entries.Add(CheckedEntry.Gone());
                bundle = [];
                continue;
            }
            entries.Add(length > 0 ? Check(bundle.Slice(2, length)) : Check(aside.GetValueOrDefault(index)));
            bundle = bundle[(2 + length)..];
        }
        if (!bundle.IsEmpty)
            entries[^1] = entries[^1] with { Problem = "there is more behind it than was sealed" };
    }

    private static CheckedEntry Check(AsideEntry? aside)
    {
        if (aside is { Entry: { } entry })
        {
            var bytes = new byte[entry.Length];
            return Convert.TryFromBase64String(entry, bytes, out var length) ? Check(bytes.AsSpan(0, length)) : Unreadable;
        }
        if (aside is not { Remains: { } remains })
            return CheckedEntry.Gone();
        try
        {
            var canonical = new ArrayBufferWriter<byte>();
            CanonicalJson.WriteExact(Encoding.UTF8.GetBytes(remains.GetRawText()), canonical);
            return Parse(canonical.WrittenSpan) with { Computed = null, Remains = Hash.Read(SHA256.HashData(canonical.WrittenSpan)) };
        }
        catch (JsonException)
        {
            return Unreadable;
        }
    }

    private static CheckedEntry Check(ReadOnlySpan<byte> entry) =>
        entry.Length > Leaf.SaltSize ? Parse(entry[Leaf.SaltSize..]) with { Computed = Merkle.Leaf(entry) } : Unreadable;

    private static CheckedEntry Unreadable => new() { Problem = "it cannot be read any more" };

    private static CheckedEntry Parse(ReadOnlySpan<byte> canonical)
    {
        try
        {
            if (JsonSerializer.Deserialize<Header>(canonical, LedgerJson.Options) is not { Type: not null } entry)
                return Unreadable;
            var isDisposal = string.Equals(entry.Type, EntriesDisposed.Name, StringComparison.Ordinal);
            return new()
            {
                Stream = entry.Stream,
                Version = entry.Version,
                Type = entry.Type,
                At = entry.At,
                Data =
                    isDisposal && entry.Data.ValueKind != JsonValueKind.Undefined
                        ? Encoding.UTF8.GetBytes(entry.Data.GetRawText())
                        : default(ReadOnlyMemory<byte>),
            };
        }
        catch (JsonException)
        {
            return Unreadable;
        }
    }

    /// <summary>Whether the line is exactly what we write, so that no bit of it can flip unseen.</summary>
    private static bool IsSpelt(ExportedKey key, string line) =>
        string.Equals(JsonSerializer.Serialize(key, LedgerJson.Options), line, StringComparison.Ordinal);

    private static T? Json<T>(string line)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, LedgerJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Header(Guid Stream, int Version, string Type, DateTimeOffset At, JsonElement Data);
}
