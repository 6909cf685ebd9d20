using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Captions;

/// <summary>Keeps the texts of captions in the store, and reads them from there.</summary>
public sealed class CaptionKeeper(ContentStore store, Contents contents, ILedger ledger, Db db)
{
    /// <summary>Puts the text into the store, then says so on the exhibit. What is refused leaves nothing.</summary>
    /// <param name="language">Nothing when what was typed is no language.</param>
    /// <param name="after">The version that they were made from; 0 for none.</param>
    /// <param name="file">The hash of the file that they were taken from.</param>
    public async Task<Result<Appended>> WriteAsync(
        Id<Exhibit> exhibit,
        string? language,
        int after,
        IReadOnlyList<Cue> cues,
        ContentHash? file,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var text = Encoding.UTF8.GetBytes(CaptionText.Write(cues));
        var hash = ContentHash.Of(SHA256.HashData(text));
        using (var room = new Room(store))
        {
            var path = Path.Combine(room.Path, "captions");
            await File.WriteAllBytesAsync(path, text, ct);
            store.Keep(path, hash);
        }

        var write = new WriteCaptions(exhibit, language, after, cues.Count, hash, text.Length, file);
        var decided = await ledger.DecideAsync(new Id<Captioned>(exhibit.Value), write, viewer, ct);
        if (decided.Refused(out _, out _))
            await db.KeepAsync(
                $"insert into evidence.orphan (sha256) values (decode({hash.ToString()}, 'hex')) on conflict do nothing",
                ct
            );
        return decided;
    }

    /// <summary>The text of a version, which the viewer found in their list.</summary>
    public async Task<Result<string>> TextAsync(CaptionLine line, Viewer viewer, CancellationToken ct)
    {
        if ((await OpenAsync(line, viewer, ct)).Refused(out var refusal, out var stream))
            return refusal;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(ct);
    }

    /// <inheritdoc cref="TextAsync"/>
    public Task<Result<Stream>> OpenAsync(CaptionLine line, Viewer viewer, CancellationToken ct) =>
        contents.UseAsync(ContentHash.Parse(line.Sha256, CultureInfo.InvariantCulture), "these captions", ct);
}
