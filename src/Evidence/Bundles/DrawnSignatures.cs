using Bluelamp.Evidence.Objects;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel.Running;

namespace Bluelamp.Evidence.Bundles;

/// <summary>The pictures of the signatures that people drew when they took an object (decision 0205): they leave with its chain of custody.</summary>
internal static class DrawnSignatures
{
    /// <summary>Writes the pictures of one exhibit. Answers what the manifest says of them; nothing when nobody drew one.</summary>
    /// <exception cref="CannotRunException">The store has another picture than the one that was drawn.</exception>
    public static async Task<IReadOnlyList<ManifestSignature>?> WriteAsync(
        ManifestItem item,
        IReadOnlyList<Entry> chain,
        Contents stored,
        SummedTarget files,
        CancellationToken ct
    )
    {
        var written = new List<ManifestSignature>();
        foreach (var entry in chain)
        {
            if (entry.Event is not ObjectPassedOn { Signing.Drawn: { } drawn })
                continue;
            var path = BundleNames.Signature(item.Number, entry.Version);
            var held = await stored.HasAsync(drawn, ct);
            if (held)
                await WriteAsync(path, drawn, stored, files, ct);
            written.Add(new(entry.Version, drawn, held ? path : null));
        }

        return written.Count == 0 ? null : written;
    }

    private static async Task WriteAsync(string path, ContentHash drawn, Contents stored, SummedTarget files, CancellationToken ct)
    {
        await using var picture = await stored.OpenAsync(drawn, ct);
        if (await files.AddAsync(path, to => picture.CopyToAsync(to, ct), ct) != drawn)
            throw new CannotRunException(
                $"The signature {drawn} in the store is not the one that was drawn. Nothing of this bundle can be used."
            );
    }
}
