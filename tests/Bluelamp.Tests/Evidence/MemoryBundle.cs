using System.Security.Cryptography;
using System.Text;
using Bluelamp.Evidence.Bundles;
using Bluelamp.Kernel.Running;

namespace Bluelamp.Tests.Evidence;

/// <summary>A bundle in memory, to be changed and checked many times.</summary>
internal sealed class MemoryBundle : IBundleTarget, IBundleSource
{
    public Dictionary<string, byte[]> Contents { get; init; } = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Files => [.. Contents.Keys];

    public Stream Open(string path) => new MemoryStream(Contents[path], writable: false);

    public async Task AddAsync(string path, Func<Stream, Task> write, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await write(bytes);
        Contents.Add(path, bytes.ToArray());
    }

    public string Text(string path) => Encoding.UTF8.GetString(Contents[path]);

    /// <summary>The same bundle with one change; with <paramref name="sums"/>, the sums are those of a forger who wrote them anew.</summary>
    public MemoryBundle With(Action<Dictionary<string, byte[]>> change, bool sums = false)
    {
        var changed = new Dictionary<string, byte[]>(Contents, StringComparer.Ordinal);
        change(changed);
        if (sums)
        {
            changed.Remove("SHA256SUMS");
            var lines = changed
                .Where(static f => f.Key is not "SHA256SUMS.note") // which only the force can write
                .Select(static f => $"{Convert.ToHexStringLower(SHA256.HashData(f.Value))}  {f.Key}\n");
            changed["SHA256SUMS"] = Encoding.UTF8.GetBytes(string.Concat(lines));
        }
        return new() { Contents = changed };
    }

    public MemoryBundle Flipped(string file, int bit, bool sums = false) =>
        With(
            files =>
            {
                files[file] = [.. files[file]];
                files[file][bit / 8] ^= (byte)(1 << (bit % 8));
            },
            sums
        );

    public IReadOnlyList<string> Wrong() => BundleVerifier.Run(this, expected: null, SilentProgress.Instance, CancellationToken.None).Wrong;

    public void Save(string folder)
    {
        foreach (var (path, bytes) in Contents)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            File.WriteAllBytes(Path.Combine(folder, path), bytes);
        }
    }
}
