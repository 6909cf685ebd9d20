using System.IO.Compression;
using System.Security.Cryptography;
using Bluelamp.Linkage;

namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>
/// The text of a file, plain or gzip, and meanwhile its hash: the same bytes under another name or compression are the same content. Whatever keeps it from
/// being read to its end is an <see cref="UnreadableFileException"/>, with the line and the reason.
/// </summary>
internal sealed class FileContent(string path) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Stream? _text;
    private long _length;
    private long _line = 1;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    /// <summary>As many bytes as there is room for; fewer only at the end.</summary>
    public override int Read(Span<byte> buffer)
    {
        var total = 0;
        while (total < buffer.Length && ReadSome(buffer[total..]) is > 0 and var read)
        {
            _line += buffer.Slice(total, read).Count((byte)'\n');
            total += read;
        }

        var bytes = buffer[..total];
        if (_length == 0 && Unfit(bytes) is { } reason)
            throw new UnreadableFileException(reason);
        _hash.AppendData(bytes);
        _length += total;
        return total;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>SHA-256 of all that was read, at the end.</summary>
    /// <exception cref="UnreadableFileException">A gzip file ended before it should.</exception>
    public byte[] Hash() => _text is FileStream || GzipEnd.IsWhole(path, _length) ? _hash.GetHashAndReset() : throw BrokenGzip(inner: null);

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            _text?.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadSome(Span<byte> buffer)
    {
        try
        {
            return (_text ??= Open()).Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw BrokenGzip(e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableFileException($"the file cannot be read: {e.Message}", e) { Line = _line };
        }
    }

    private Stream Open()
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private UnreadableFileException BrokenGzip(Exception? inner) =>
        new("the gzip data is broken or ends too early; nothing of this file was loaded", inner) { Line = _line };

    /// <summary>What the first bytes of a file say against it.</summary>
    private static string? Unfit(ReadOnlySpan<byte> bytes) =>
        bytes switch
        {
            [] => "the file is empty: it has not even a header",
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, ..] or [_, 0, ..] => "the file is UTF-16: save it as UTF-8",
            _ when bytes.Contains((byte)'\r') && !bytes.Contains((byte)'\n') =>
                "the lines end with CR alone: save the file with LF or CR LF",
            _ => null,
        };
}

/// <summary>A file that cannot be taken at all. The message is for the list of rejected rows.</summary>
internal sealed class UnreadableFileException : Exception
{
    public UnreadableFileException() { }

    public UnreadableFileException(string message)
        : base(message) { }

    public UnreadableFileException(string message, Exception? inner)
        : base(message, inner) { }

    /// <summary>Where reading had to stop.</summary>
    public long Line { get; init; } = 1;
}
