using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Evidence.Bundles;

/// <summary>Where a bundle is written to, file by file.</summary>
public interface IBundleTarget
{
    Task AddAsync(string path, Func<Stream, Task> write, CancellationToken ct);
}

/// <summary>A folder, which must be empty or not there.</summary>
public sealed class FolderTarget(string folder) : IBundleTarget
{
    public async Task AddAsync(string path, Func<Stream, Task> write, CancellationToken ct)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
        await write(stream);
    }
}

/// <summary>A zip, written as it goes, also to a stream that cannot go back. Evidence hardly shrinks, so it is stored as it is.</summary>
public sealed class ZipTarget(ZipArchive zip) : IBundleTarget
{
    public async Task AddAsync(string path, Func<Stream, Task> write, CancellationToken ct)
    {
        await using var stream = await zip.CreateEntry(path, CompressionLevel.NoCompression).OpenAsync(ct);
        await write(stream);
    }
}

/// <summary>Keeps the SHA-256 of whatever goes through, and writes the list of them last.</summary>
internal sealed class SummedTarget(IBundleTarget target)
{
    private readonly StringBuilder _sums = new();

    /// <summary>Writes a file. Answers its hash.</summary>
    public async Task<ContentHash> AddAsync(string path, Func<Stream, Task> write, CancellationToken ct)
    {
        using var sha = SHA256.Create();
        await target.AddAsync(
            path,
            async stream =>
            {
                await using var summed = new CryptoStream(stream, sha, CryptoStreamMode.Write, leaveOpen: true);
                await write(summed);
                await summed.FlushFinalBlockAsync(ct);
            },
            ct
        );
        var hash = ContentHash.Of(sha.Hash);
        _sums.Append(hash).Append("  ").Append(path).Append('\n');
        return hash;
    }

    public Task<ContentHash> AddAsync(string path, byte[] bytes, CancellationToken ct) =>
        AddAsync(path, stream => stream.WriteAsync(bytes, ct).AsTask(), ct);

    /// <summary>Writes the list of sums, and the note by which it is signed.</summary>
    /// <param name="sign">Of the list's SHA-256.</param>
    public async Task FinishAsync(Func<string, SignedNote> sign, CancellationToken ct)
    {
        var list = Encoding.UTF8.GetBytes(_sums.ToString());
        var note = Encoding.UTF8.GetBytes(sign(Convert.ToHexStringLower(SHA256.HashData(list))).ToString());
        await target.AddAsync(BundleNames.Sums, stream => stream.WriteAsync(list, ct).AsTask(), ct);
        await target.AddAsync(BundleNames.SignedSums, stream => stream.WriteAsync(note, ct).AsTask(), ct);
    }
}
