using System.Runtime.CompilerServices;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;
using Bluelamp.Evidence.Versions;

namespace Bluelamp.Evidence.Remaking;

/// <summary>How what was made again compares with what was made first.</summary>
public enum Comparison
{
    /// <summary>The same bytes.</summary>
    Same,

    /// <summary>Other bytes.</summary>
    Other,

    /// <summary>It could not be made again.</summary>
    Cannot,
}

/// <summary>One thing that was made again.</summary>
/// <param name="Title">What to call the exhibit.</param>
/// <param name="Version">The version of the tool that made it first.</param>
/// <param name="VersionNow">The version that is here now; nothing when it never ran.</param>
/// <param name="Recorded">The hash of what was made first.</param>
/// <param name="Made">The hash of what was made now.</param>
/// <param name="Why">Why it could not be made.</param>
public sealed record RemakeLine(
    Id<Exhibit> Exhibit,
    string Title,
    string What,
    Comparison Result,
    string Tool,
    string Version,
    string? VersionNow,
    ContentHash Recorded,
    ContentHash? Made,
    string? Why
)
{
    /// <summary>Whether the same tool made other bytes: then the stored ones are not what the ledger says, or the tool is not repeatable.</summary>
    public bool IsWrong => Result is Comparison.Other && Version.Equals(VersionNow, StringComparison.Ordinal);
}

/// <summary>
/// Makes again whatever was made of originals, by what the ledger recorded, and compares. It only looks: nothing that is stored is replaced, and nothing is
/// said of it.
/// </summary>
public sealed class RemakeCheck(MadeList list, ILedger ledger, Remaker remaker)
{
    /// <summary>Each thing as soon as it was made again; the exhibits in the order of their ids.</summary>
    /// <param name="of">Only what was made of these, and these themselves; nothing for all that the viewer may see.</param>
    public async IAsyncEnumerable<RemakeLine> RunAsync(
        IReadOnlyCollection<Id<Exhibit>>? of,
        Viewer viewer,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        Id<Exhibit>? last = null;
        for (List<MadeLine> page; (page = await list.AfterAsync(of, last, viewer, ct)).Count > 0; last = page[^1].Exhibit)
        {
            var recorded = await RecordedAsync(page, viewer, ct);
            foreach (var (line, one) in page.SelectMany(l => recorded[l.Exhibit].Select(r => (l, r))))
                yield return await CompareAsync(line, one, ct);
        }
    }

    private async Task<RemakeLine> CompareAsync(MadeLine line, Recorded recorded, CancellationToken ct)
    {
        using var room = remaker.Room();
        var remade = await remaker.MakeAsync(recorded, room, ct);
        var result =
            remade.Output is not { } output ? Comparison.Cannot
            : output == recorded.Output ? Comparison.Same
            : Comparison.Other;
        return new(
            line.Exhibit,
            line.Title,
            recorded.What,
            result,
            recorded.Tool,
            recorded.Version,
            remade.Version,
            recorded.Output,
            remade.Output,
            remade.Why
        );
    }

    private async Task<ILookup<Id<Exhibit>, Recorded>> RecordedAsync(List<MadeLine> page, Viewer viewer, CancellationToken ct)
    {
        var streams = await StreamsAsync(page.Select(static l => l.Exhibit.Value), viewer, ct);
        var originals = await StreamsAsync(
            streams.SelectMany(static s => s).Select(static e => e.Event).OfType<MadeFrom>().Select(static m => m.Original.Value),
            viewer,
            ct
        );
        return page.SelectMany(l => Recorded.In(streams[l.Exhibit.Value], [.. Original(streams[l.Exhibit.Value], originals)]))
            .ToLookup(static r => r.Exhibit);
    }

    private static IEnumerable<Entry> Original(IEnumerable<Entry> entries, ILookup<Guid, Entry> originals) =>
        entries.Select(static e => e.Event).OfType<MadeFrom>().FirstOrDefault() is { } from ? originals[from.Original.Value] : [];

    private async Task<ILookup<Guid, Entry>> StreamsAsync(IEnumerable<Guid> streams, Viewer viewer, CancellationToken ct) =>
        (await ledger.StreamsAsync([.. streams.Distinct()], viewer, ct)).ToLookup(static e => e.Stream);
}
