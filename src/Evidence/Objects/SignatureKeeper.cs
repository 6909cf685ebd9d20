using System.Globalization;
using System.Security.Cryptography;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Objects;

/// <summary>A signature that was drawn for an object.</summary>
public sealed record SignatureLine(string Sha256, long Bytes);

/// <summary>Keeps drawn signatures in the store, and reads them from there.</summary>
public sealed class SignatureKeeper(ContentStore store, Contents contents, Db db)
{
    /// <summary>Puts a signature into the store. Until an entry names it, nothing needs it.</summary>
    public async Task<Signing> KeepAsync(Drawing drawing, Viewer viewer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var svg = drawing.ToSvg();
        var hash = ContentHash.Of(SHA256.HashData(svg));
        using var room = new Room(store);
        var path = Path.Combine(room.Path, "signature");
        await File.WriteAllBytesAsync(path, svg, ct);
        store.Keep(path, hash);
        return new(SigningWay.Drawn, hash, svg.Length);
    }

    /// <summary>Lets go of a signature whose hand-over was refused.</summary>
    public async Task DropAsync(Signing? signing, Viewer viewer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (signing?.Drawn is { } hash)
            await db.KeepAsync(
                $"insert into evidence.orphan (sha256) values (decode({hash.ToString()}, 'hex')) on conflict do nothing",
                ct
            );
    }

    /// <summary>A signature of an exhibit that the viewer may see; nothing when there is none.</summary>
    public async Task<Result<Stream>> OpenAsync(Id<Exhibit> exhibit, ContentHash drawn, Viewer viewer, CancellationToken ct)
    {
        var found = await db.FirstAsync<SignatureLine>(
            $"""
            select encode(s.sha256, 'hex') as sha256, s.bytes
              from evidence.exhibit e
              join evidence.signature s on s.force = e.force and s.exhibit = e.exhibit
             where {ExhibitList.Sees(viewer)} and e.exhibit = {exhibit} and s.sha256 = decode({drawn.ToString()}, 'hex')
             limit 1
            """,
            ct
        );
        return found is null
            ? new NoSuchRecord()
            : await contents.UseAsync(ContentHash.Parse(found.Sha256, CultureInfo.InvariantCulture), "this signature", ct);
    }
}
