using System.IO.Compression;
using System.Security.Cryptography;

namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>A file as it is read: plain or gzip. The same bytes under another name or compression are the same content.</summary>
internal sealed record FileContent(byte[] Hash)
{
    /// <summary>Opens the text of a file.</summary>
    public static Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>Reads a file once through, before anything of it is loaded: what it holds, and whether it can be read to its end.</summary>
    /// <exception cref="UnreadableFileException">It cannot; the exception says at which line and why.</exception>
    public static FileContent Of(string path, CancellationToken ct)
    {
        long line = 1;
        try
        {
            using var stream = Open(path);
            var content = Read(stream, ref line, out var length, ct);
            return stream is FileStream || GzipEnd.IsWhole(path, length) ? content : throw new InvalidDataException();
        }
        catch (InvalidDataException e)
        {
            throw new UnreadableFileException("the gzip data is broken or ends too early; nothing of this file was loaded", e)
            {
                Line = line,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableFileException($"the file cannot be read: {e.Message}", e) { Line = line };
        }
    }

    /// <summary>What the first bytes of a file say against it.</summary>
    private static string? Unfit(ReadOnlySpan<byte> bytes) =>
        bytes switch
        {
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, ..] or [_, 0, ..] => "the file is UTF-16: save it as UTF-8",
            _ when bytes.Contains((byte)'\r') && !bytes.Contains((byte)'\n') =>
                "the lines end with CR alone: save the file with LF or CR LF",
            _ => null,
        };

    private static FileContent Read(Stream stream, ref long line, out long length, CancellationToken ct)
    {
        length = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[256 * 1024];
        var first = true;
        for (int read; (read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0; first = false)
        {
            ct.ThrowIfCancellationRequested();
            var bytes = buffer.AsSpan(0, read);
            if (first && Unfit(bytes) is { } reason)
                throw new UnreadableFileException(reason);
            hash.AppendData(bytes);
            length += read;
            line += bytes.Count((byte)'\n');
        }

        return first ? throw new UnreadableFileException("the file is empty: it has not even a header") : new(hash.GetHashAndReset());
    }
}

/// <summary>A file that cannot be taken at all. The message is for the list of rejected rows.</summary>
internal sealed class UnreadableFileException : Exception
{
    public UnreadableFileException() { }

    public UnreadableFileException(string message)
        : base(message) { }

    public UnreadableFileException(string message, Exception inner)
        : base(message, inner) { }

    /// <summary>Where reading had to stop.</summary>
    public long Line { get; init; } = 1;
}
