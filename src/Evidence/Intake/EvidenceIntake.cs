using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Intake;

/// <summary>A file that arrived whole and lies in <see cref="ContentStore.Incoming"/>.</summary>
/// <param name="Sha256">Made while it arrived.</param>
/// <param name="Name">As its sender calls it; only its last part is kept.</param>
public sealed record ArrivedFile(string Path, ContentHash Sha256, long Bytes, string Name, string? ClaimedType);

/// <summary>Takes evidence in: the bytes first, then the entry, so that no entry speaks of bytes that are not there.</summary>
public sealed class EvidenceIntake(ContentStore store, ILedger ledger)
{
    private const int LongestName = 200;

    /// <summary>Keeps a file and says so on the ledger; with <paramref name="of"/> it is evidence of that record at once, or not taken in at all.</summary>
    /// <param name="exhibit">The id that it will have. Said twice, the second time changes nothing.</param>
    public Task<Result<Appended>> TakeAsync(
        Id<Exhibit> exhibit,
        ArrivedFile file,
        Origin origin,
        Circumstances said,
        RecordRef? of,
        Viewer viewer,
        CancellationToken ct
    )
    {
        return TakeAsync(file, Steps, viewer, ct);

        IReadOnlyList<Step> Steps(FileContent content)
        {
            var received = Step.For(exhibit, new ReceiveExhibit(exhibit, content, origin, said));
            return of is null ? [received] : [received, Step.For(of.Id, AsEvidence(exhibit, of, origin))];
        }
    }

    /// <summary>Keeps a file, and says so by these steps.</summary>
    internal async Task<Result<Appended>> TakeAsync(
        ArrivedFile file,
        Func<FileContent, IReadOnlyList<Step>> steps,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var type = await TypeAsync(file.Path, ct);
        store.Keep(file.Path, file.Sha256);
        var claimed = file.ClaimedType is { Length: > 0 and <= 100 } c && !c.Equals(type, StringComparison.OrdinalIgnoreCase) ? c : null;
        return await ledger.DecideAsync(steps(new(file.Sha256, file.Bytes, Bare(file.Name), type, claimed)), viewer, ct);
    }

    /// <summary>The link that makes an exhibit evidence of a record. Said twice, the second time changes nothing.</summary>
    public static ICommand<AnyRecord> AsEvidence(Id<Exhibit> exhibit, RecordRef of, Origin origin) =>
        new LinkOnce(
            new(
                new(exhibit.Value),
                of,
                new(RecordKind.Exhibit, new(exhibit.Value)),
                LinkRole.Evidence,
                Confidence.Confirmed,
                new(origin.Kind is OriginKind.Public ? SourceKind.Person : SourceKind.Officer, origin.From ?? "police")
            )
        );

    /// <summary>
    /// An upload is taken in again when its process died before it could say that it was, and a form can be sent twice: neither is told that something is wrong.
    /// </summary>
    private sealed record LinkOnce(LinkRecords Link) : ICommand<AnyRecord>
    {
        public Decision Decide(AnyRecord state, By by) => state.Has(Link.To, Link.Role) ? [] : Link.Decide(state, by);
    }

    /// <summary>The last part of a name, without what could lead elsewhere or hide.</summary>
    public static string Bare(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var visible = string.Concat(last.EnumerateRunes().Where(static r => !System.Text.Rune.IsControl(r) && !IsHidden(r)))
            .Trim()
            .Trim('.');
        return visible.Length == 0 ? "unnamed" : visible[..Math.Min(visible.Length, LongestName)];
    }

    /// <summary>Signs that turn the direction of writing make <c>gpj.exe</c> read as <c>exe.jpg</c>.</summary>
    private static bool IsHidden(System.Text.Rune rune) =>
        System.Text.Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format;

    private static async Task<string> TypeAsync(string path, CancellationToken ct)
    {
        var head = new byte[FileTypes.Head];
        await using var file = new FileStream(path, new FileStreamOptions { Options = FileOptions.Asynchronous, BufferSize = 0 });
        return FileTypes.Of(head.AsSpan(0, await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct)));
    }
}
