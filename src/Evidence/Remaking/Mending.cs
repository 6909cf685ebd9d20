using Bluelamp.Evidence.Fixity;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Moving;
using Bluelamp.Evidence.Shares;
using Bluelamp.Evidence.Storing;
using Bluelamp.Evidence.Versions;

namespace Bluelamp.Evidence.Remaking;

/// <summary>
/// Makes again what was made of originals and is damaged in the store. The same bytes take their old place. Other bytes, as another version of the tool makes
/// them, are a new derivative with a provenance of its own; but a clip or redacted copy is an exhibit, and becomes no other. Originals are only read.
/// </summary>
public sealed class Mending(Db db, ILedger ledger, Remaker remaker, ContentStore store, Mover mover)
{
    private const int Round = 100;

    private sealed record Maker(short Force, Guid Exhibit);

    /// <summary>Makes a content again, wherever it was made.</summary>
    /// <returns>The hash of what was made, the same or another's; nothing when it was not made here, or cannot be made as it has to be.</returns>
    internal async Task<ContentHash?> TryAsync(ContentHash hash, Damage damage, CancellationToken ct)
    {
        ContentHash? now = null;
        Maker? after = null;
        for (List<Maker> some; (some = await MakersAsync(hash, after, ct)).Count > 0; after = some[^1])
        {
            foreach (var maker in some)
                now = await OfAsync(maker, hash, damage, now, ct) ?? now;
        }

        return now;
    }

    /// <summary>What one exhibit has of a content.</summary>
    /// <param name="now">The content that is there already; nothing when it still has to be made.</param>
    private async Task<ContentHash?> OfAsync(Maker maker, ContentHash hash, Damage damage, ContentHash? now, CancellationToken ct)
    {
        var viewer = Viewer.System(maker.Force, "fixity");
        foreach (var recorded in (await RecordedAsync(maker, viewer, ct)).Where(r => r.Output == hash))
        {
            var made = now == hash ? null : await MakeAsync(recorded, ct);
            if ((now == hash ? hash : made?.Output) is not { } whole)
                continue;
            await SayAsync(recorded, made, new(recorded.Exhibit, Kind: null, Share: null, damage, hash, whole), viewer, ct);
            now = whole;
        }

        return now;
    }

    /// <summary>Makes it and keeps it; nothing when it cannot be made, or would become another exhibit.</summary>
    private async Task<Remade?> MakeAsync(Recorded recorded, CancellationToken ct)
    {
        using var room = remaker.Room();
        var remade = await remaker.MakeAsync(recorded, room, ct);
        if (remade.Output is not { } output || (output != recorded.Output && recorded.Said is MadeFrom))
            return null;
        store.Keep(room.Made, output);
        await mover.PlaceAsync([output], ct);
        return remade;
    }

    private async Task SayAsync(Recorded recorded, Remade? made, MadeAgain again, Viewer viewer, CancellationToken ct)
    {
        var other = again.Was == again.Now ? null : made;
        var stream = again.Exhibit.Value;
        var decided = recorded.Said switch
        {
            DerivativeMade d => await ledger.DecideAsync(
                new Id<Made>(stream),
                new SayDerivativeAgain(again with { Kind = d.Kind }, other is null ? null : Anew(d, other)),
                viewer,
                ct
            ),
            WatermarkMade w => await ledger.DecideAsync(
                new Id<Watermarks>(stream),
                new SayMarkedAgain(again with { Share = w.Share }, other is null ? null : Anew(w, other)),
                viewer,
                ct
            ),
            _ => null, // a version is an exhibit: the check itself says that its bytes are sound
        };
        decided?.OrThrow();
    }

    private static DerivativeMade Anew(DerivativeMade was, Remade made) =>
        was with
        {
            Version = made.Version!, // it ran
            Output = made.Produced!.Output,
            Bytes = made.Produced.Bytes,
        };

    private static WatermarkMade Anew(WatermarkMade was, Remade made) =>
        was with
        {
            Version = made.Version!, // it ran
            Output = made.Produced!.Output,
            Bytes = made.Produced.Bytes,
        };

    private async Task<IReadOnlyList<Recorded>> RecordedAsync(Maker maker, Viewer viewer, CancellationToken ct)
    {
        var entries = await ledger.StreamAsync(maker.Exhibit, viewer, ct);
        var from = entries.Select(static e => e.Event).OfType<MadeFrom>().FirstOrDefault();
        return Recorded.In(entries, from is null ? [] : await ledger.StreamAsync(from.Original.Value, viewer, ct));
    }

    /// <summary>The exhibits of which a content was made, or that are made and have it, in the order of their ids.</summary>
    private Task<List<Maker>> MakersAsync(ContentHash hash, Maker? after, CancellationToken ct) =>
        db.WorkingAsync<Maker>(
            $"""
            select m.force, m.exhibit
              from (select d.force, d.exhibit from evidence.derivative d where d.sha256 = decode({hash.ToString()}, 'hex')
                    union
                    select w.force, w.exhibit from evidence.watermark w where w.sha256 = decode({hash.ToString()}, 'hex')
                    union
                    select e.force, e.exhibit from evidence.exhibit e
                     where e.sha256 = decode({hash.ToString()}, 'hex') and e.original is not null) m
             where {(after is { } last ? $"(m.force, m.exhibit) > ({last.Force}, {last.Exhibit})" : (Sql)$"true")}
             order by m.force, m.exhibit
             limit {Round}
            """,
            ct
        );
}
