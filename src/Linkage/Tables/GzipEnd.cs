using System.Buffers.Binary;

namespace Bluelamp.Linkage;

/// <summary>
/// Whether a gzip file is all there. The framework's reader takes a file that ends too early for a whole one, so we look at the last four bytes
/// ourselves: they hold the length of the text (RFC 1952 §2.3.1), of the last part where several were joined.
/// </summary>
public static class GzipEnd
{
    private const int Trailer = 8;

    /// <summary>Compares what came out of a file with what its end says.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">How many bytes came out of it.</param>
    public static bool IsWhole(string path, long length)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (file.Length < Trailer)
            return false;
        Span<byte> end = stackalloc byte[4];
        file.Seek(-end.Length, SeekOrigin.End);
        file.ReadExactly(end);
        return BinaryPrimitives.ReadUInt32LittleEndian(end) == (uint)length || HasParts(file);
    }

    private static bool HasParts(FileStream file)
    {
        var buffer = new byte[64 * 1024];
        file.Seek(1, SeekOrigin.Begin);
        for (int read; (read = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) >= 10; )
        {
            for (var at = 0; at + 10 <= read; at++)
            {
                if (IsHead(buffer.AsSpan(at, 10)))
                    return true;
            }

            if (read < buffer.Length)
                return false;
            file.Seek(-9, SeekOrigin.Current);
        }

        return false;
    }

    /// <summary>The fixed head of a part: magic number, deflate, no reserved flag, a known level and a known system.</summary>
    private static bool IsHead(ReadOnlySpan<byte> head) => head is [0x1F, 0x8B, 0x08, < 0x20, _, _, _, _, 0 or 2 or 4, <= 13 or 255];
}
