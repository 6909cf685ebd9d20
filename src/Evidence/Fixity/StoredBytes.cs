using System.Buffers;
using System.Diagnostics;
using System.Security.Cryptography;
using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Fixity;

/// <summary>What lies in the store where a content should lie.</summary>
/// <param name="Damage">Nothing when it is what was received.</param>
internal sealed record StoredBytes(Damage? Damage, ContentHash? Found, long? Bytes)
{
    private const int Step = 1 << 20;
    private static readonly StoredBytes Missing = new(Fixity.Damage.Missing, Found: null, Bytes: null);
    private static readonly StoredBytes Unreadable = new(Fixity.Damage.Unreadable, Found: null, Bytes: null);

    /// <summary>Reads a content whole, from the disk itself. What looks changed is read a second time: memory and cables err, too.</summary>
    /// <exception cref="PlaceAwayException">The place where it lies does not answer.</exception>
    /// <param name="read">Told how many bytes were read since it was told last.</param>
    public static async Task<StoredBytes> ReadAsync(Contents contents, ContentHash hash, Pace pace, Action<long> read, CancellationToken ct)
    {
        try
        {
            return await FirstAsync(contents, hash, pace, read, ct) is { Damage: null } found
                ? found
                : await OnceAsync(contents, hash, pace, static _ => { }, ct);
        }
        catch (FileNotFoundException)
        {
            return Missing;
        }
        catch (Exception e) when (e is (IOException and not PlaceAwayException) or UnauthorizedAccessException)
        {
            return Unreadable;
        }
    }

    /// <summary>Nothing when it was moved while it was read: then it is elsewhere the second time.</summary>
    private static async Task<StoredBytes?> FirstAsync(
        Contents contents,
        ContentHash hash,
        Pace pace,
        Action<long> read,
        CancellationToken ct
    )
    {
        try
        {
            return await OnceAsync(contents, hash, pace, read, ct);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static async Task<StoredBytes> OnceAsync(
        Contents contents,
        ContentHash hash,
        Pace pace,
        Action<long> told,
        CancellationToken ct
    )
    {
        await using var file = await contents.OpenAsync(hash, ct);
        var disk = (file as FileStream)?.SafeFileHandle;
        if (disk is not null)
            Disk.ForgetCached(disk);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Step);
        try
        {
            var bytes = 0L;
            while (true)
            {
                var began = Stopwatch.GetTimestamp();
                var read = await file.ReadAsync(buffer.AsMemory(0, Step), ct);
                if (read == 0)
                    break;
                sha.AppendData(buffer, 0, read);
                bytes += read;
                told(read);
                await pace.RestAsync(began, ct);
            }

            var found = ContentHash.Of(sha.GetHashAndReset());
            return found == hash ? new(Damage: null, found, bytes) : new(Fixity.Damage.Changed, found, bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            if (disk is not null)
                Disk.ForgetCached(disk);
        }
    }
}
