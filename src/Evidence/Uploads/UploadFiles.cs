using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bluelamp.Evidence.Storing;
using Microsoft.Win32.SafeHandles;

namespace Bluelamp.Evidence.Uploads;

/// <summary>How a stretch of bytes ended.</summary>
internal enum Ending
{
    /// <summary>The sender finished.</summary>
    Complete,

    /// <summary>The line broke; what came is kept.</summary>
    Broken,

    /// <summary>More came than there is room for.</summary>
    TooMuch,
}

/// <summary>
/// The bytes of files that are arriving, each in a file of <see cref="ContentStore.Incoming"/> whose length says how many have come. While a stretch has
/// still to be checked, a mark beside the file holds the length before it: a process that is killed in between falls back to the mark.
/// SHA-256 is made while bytes arrive; after a restart it is made anew from what lies on disk.
/// </summary>
internal sealed class UploadFiles(ContentStore store, Contents contents, DiskRoom room)
{
    private const int Chunk = 256 * 1024;

    /// <summary>The disk is asked to write while more comes, so that a large file is on it soon after its last byte.</summary>
    private const long FlushEach = 64 << 20;

    /// <summary>Room on the disk is asked for each so many bytes.</summary>
    private const long AskEach = 8 << 20;

    /// <summary>Half-made hashes that are kept between stretches; the oldest files are read again instead.</summary>
    private const int MostHashes = 1000;

    private readonly ConcurrentDictionary<Guid, Running> _hashes = new();
    private readonly ConcurrentDictionary<Guid, bool> _busy = new();

    private sealed record Running(IncrementalHash Hash, long Bytes);

    /// <summary>True when nobody else is at work on the file; then it must be ended with <see cref="End"/>.</summary>
    public bool TryBegin(Guid upload) => _busy.TryAdd(upload, value: true);

    public void End(Guid upload) => _busy.TryRemove(upload, out _);

    public string PathOf(Guid upload) => Path.Combine(store.Incoming, $"{upload:N}.upload");

    /// <summary>Makes the empty file.</summary>
    /// <param name="bytes">How many are going to come, as far as somebody said.</param>
    /// <exception cref="IOException">There is no room for them.</exception>
    public void Create(Guid upload, long bytes = 0)
    {
        room.Ask(bytes);
        using (File.OpenHandle(PathOf(upload), FileMode.CreateNew, FileAccess.Write)) { }
        Disk.FlushFolder(store.Incoming);
    }

    public bool Exists(Guid upload) => File.Exists(PathOf(upload));

    /// <summary>How many bytes count: up to the mark when a stretch was never found to be right. Changes nothing.</summary>
    public long Offset(Guid upload)
    {
        using var file = File.OpenHandle(PathOf(upload), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var length = RandomAccess.GetLength(file);
        return Mark(upload) is { } mark ? Math.Min(mark, length) : length;
    }

    /// <summary>Adds the bytes of a stream behind those that are there. Answers how that ended, and the new offset.</summary>
    /// <param name="most">No more than this is added; when more comes, nothing is.</param>
    /// <param name="check">The bytes are added to it too, and count only after <see cref="Unmark"/>.</param>
    /// <exception cref="IOException">The disk is full, or broken. What was written before counts.</exception>
    public async Task<(Ending Ending, long Offset)> AppendAsync(
        Guid upload,
        Stream body,
        long most,
        IncrementalHash? check,
        CancellationToken ct
    )
    {
        room.Ask();
        using var file = File.OpenHandle(PathOf(upload), FileMode.Open, FileAccess.ReadWrite, FileShare.Read, FileOptions.Asynchronous);
        var start = Settle(upload, file);
        if (check is not null)
            MarkAt(upload, start);
        var hash = await HashAsync(upload, start, ct);
        var (one, two) = (ArrayPool<byte>.Shared.Rent(Chunk), ArrayPool<byte>.Shared.Rent(Chunk));
        var (flushing, flushed, asked) = (Task.CompletedTask, start, start);
        try
        {
            var offset = start;
            var (filled, ending) = await FillAsync(body, one, ct);
            while (filled > 0)
            {
                if (filled > most - (offset - start))
                {
                    Shorten(file, start);
                    return (Ending.TooMuch, start);
                }

                // The bytes are written by another thread while this one makes their hash and takes the next in.
                var write = RandomAccess.WriteAsync(file, one.AsMemory(0, filled), offset, CancellationToken.None).AsTask();
                hash.AppendData(one, 0, filled);
                check?.AppendData(one, 0, filled);
                var next = ending is null ? await FillAsync(body, two, ct) : (0, ending);
                await write;
                offset += filled;
                if (offset - asked >= AskEach)
                {
                    room.Ask();
                    asked = offset;
                }

                if (offset - flushed >= FlushEach && flushing.IsCompleted)
                {
                    await flushing;
                    (flushing, flushed) = (Task.Run(() => RandomAccess.FlushToDisk(file), CancellationToken.None), offset);
                }

                (filled, ending) = next;
                (one, two) = (two, one);
            }

            await flushing;
            RandomAccess.FlushToDisk(file);
            Keep(upload, new(hash, offset));
            return (ending ?? Ending.Complete, offset);
        }
        finally
        {
            await flushing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // the file must stay open until then
            ArrayPool<byte>.Shared.Return(one);
            ArrayPool<byte>.Shared.Return(two);
        }
    }

    /// <summary>The bytes behind the mark are right: they count from now on.</summary>
    public void Unmark(Guid upload)
    {
        File.Delete(MarkOf(upload));
        Disk.FlushFolder(store.Incoming);
    }

    /// <summary>The bytes behind the mark are wrong: they go.</summary>
    public void FallBack(Guid upload)
    {
        using var file = File.OpenHandle(PathOf(upload), FileMode.Open, FileAccess.ReadWrite);
        Settle(upload, file);
    }

    /// <summary>The SHA-256 of the whole file.</summary>
    public async Task<ContentHash> Sha256Async(Guid upload, CancellationToken ct)
    {
        using var hash = await HashAsync(upload, new FileInfo(PathOf(upload)).Length, ct);
        return ContentHash.Of(hash.GetHashAndReset());
    }

    /// <summary>The bytes of a file, for putting it together with others.</summary>
    public FileStream Read(Guid upload) =>
        new(
            PathOf(upload),
            new FileStreamOptions
            {
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                BufferSize = 0,
                Share = FileShare.ReadWrite,
            }
        );

    /// <summary>Brings the bytes back that a crash left in the store, between keeping them and saying so.</summary>
    public async Task BringBackAsync(Guid upload, ContentHash sha256, CancellationToken ct)
    {
        if (Exists(upload) || !await contents.HasAsync(sha256, ct))
            return;
        await contents.FetchAsync(sha256, PathOf(upload) + "~", ct);
        File.Move(PathOf(upload) + "~", PathOf(upload));
    }

    public void Drop(Guid upload)
    {
        if (_hashes.TryRemove(upload, out var running))
            running.Hash.Dispose();
        File.Delete(PathOf(upload));
        File.Delete(PathOf(upload) + "~");
        File.Delete(MarkOf(upload));
        File.Delete(MarkOf(upload) + "~");
    }

    /// <summary>Files of uploads that nobody wrote to since a moment.</summary>
    public IEnumerable<Guid> UntouchedSince(DateTime utc) =>
        Directory
            .EnumerateFiles(store.Incoming, "*.upload*")
            .Where(path => File.GetLastWriteTimeUtc(path) < utc)
            .Select(static path => Guid.TryParseExact(Path.GetFileName(path).Split('.')[0], "N", out var id) ? id : Guid.Empty)
            .Where(static id => id != Guid.Empty)
            .Distinct();

    private string MarkOf(Guid upload) => PathOf(upload) + ".mark";

    /// <summary>From here on bytes count only once they are found to be right.</summary>
    private void MarkAt(Guid upload, long offset)
    {
        var path = MarkOf(upload);
        using (var mark = File.OpenHandle(path + "~", FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(mark, Encoding.ASCII.GetBytes(offset.ToString(CultureInfo.InvariantCulture)), 0);
            RandomAccess.FlushToDisk(mark);
        }

        File.Move(path + "~", path, overwrite: true);
        Disk.FlushFolder(store.Incoming);
    }

    private long? Mark(Guid upload) =>
        File.Exists(MarkOf(upload)) ? long.Parse(File.ReadAllText(MarkOf(upload)), NumberStyles.None, CultureInfo.InvariantCulture) : null;

    /// <summary>Lets go of bytes behind a mark that an earlier process left, and answers the length.</summary>
    private long Settle(Guid upload, SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        if (Mark(upload) is not { } mark)
            return length;
        if (length > mark)
        {
            Forget(upload);
            Shorten(file, mark);
        }

        Unmark(upload);
        return Math.Min(length, mark);
    }

    private static void Shorten(SafeFileHandle file, long length)
    {
        RandomAccess.SetLength(file, length);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Reads until the buffer is full or the sender ends; what came before the line broke is in the buffer.</summary>
    private static async Task<(int Filled, Ending? Ending)> FillAsync(Stream body, byte[] buffer, CancellationToken ct)
    {
        var filled = 0;
        try
        {
            while (filled < buffer.Length)
            {
                var read = await body.ReadAsync(buffer.AsMemory(filled), ct);
                if (read == 0)
                    return (filled, Ending.Complete);
                filled += read;
            }

            return (filled, null);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return (filled, Ending.Broken);
        }
    }

    /// <summary>The hash of the first <paramref name="bytes"/>, ready for more. It is the caller's until <see cref="Keep"/>.</summary>
    private async Task<IncrementalHash> HashAsync(Guid upload, long bytes, CancellationToken ct)
    {
        if (_hashes.TryRemove(upload, out var running))
        {
            if (running.Bytes == bytes)
                return running.Hash;
            running.Hash.Dispose();
        }

        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (bytes == 0)
            return hash;
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            await using var file = Read(upload);
            for (var left = bytes; left > 0; )
            {
                var read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), ct);
                if (read == 0)
                    throw new EndOfStreamException($"The file of upload {upload} became shorter.");
                hash.AppendData(buffer, 0, read);
                left -= read;
            }

            return hash;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Keep(Guid upload, Running running)
    {
        if (_hashes.Count >= MostHashes && _hashes.Keys.Min() is var oldest)
            Forget(oldest);
        _hashes[upload] = running;
    }

    private void Forget(Guid upload)
    {
        if (_hashes.TryRemove(upload, out var running))
            running.Hash.Dispose();
    }
}
