using System.Buffers;
using System.Security.Cryptography;

namespace Bluelamp.Evidence.Storing;

/// <summary>Reads bytes to their end and says what they are known by.</summary>
internal static class Bytes
{
    private const int Step = 1 << 20;

    /// <summary>Copies a stream. While a stretch is written its hash is made.</summary>
    /// <param name="read">Told how many bytes were read since it was told last.</param>
    public static async Task<ContentHash> CopyAsync(Stream from, Stream to, Action<long> read, CancellationToken ct)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Step);
        try
        {
            for (int filled; (filled = await from.ReadAsync(buffer.AsMemory(0, Step), ct)) > 0; read(filled))
            {
                var written = to.WriteAsync(buffer.AsMemory(0, filled), ct);
                sha256.AppendData(buffer, 0, filled);
                await written;
            }

            return ContentHash.Of(sha256.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The hash of a stream: of a file what its disk has, not what memory holds of it.</summary>
    public static async Task<ContentHash> HashAsync(Stream from, Action<long> read, CancellationToken ct)
    {
        if (from is FileStream file)
            Disk.ForgetCached(file.SafeFileHandle);
        return await CopyAsync(from, Stream.Null, read, ct);
    }
}
