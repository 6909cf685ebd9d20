using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Retention;

/// <summary>An exhibit with everything that decides whether it may go.</summary>
/// <param name="Version">Of its stream, when it was looked at.</param>
public sealed record Planned(Keeping Keeping, RetentionFacts Facts, RetentionPlan Plan, int Version);

/// <summary>
/// Works out until when an exhibit is kept, from its own stream, its links and the crimes that it is evidence of: also those that are closed to whoever asks,
/// since what a closed crime needs may not go either.
/// </summary>
public sealed class RetentionPlanner(ILedger ledger, Db db, CurrentDefinitions definitions, Codes codes, ExhibitList exhibits)
{
    private sealed record Tie(Guid Other, RecordKind OtherKind, bool Own, DateTimeOffset? UnlinkedAt);

    internal IReadOnlyList<Defined<RetentionRule>> Rules => [.. definitions.Set.Latest<RetentionRule>()];

    /// <summary>A hash of all rules in force, and of the list of offences that they are read with.</summary>
    internal string RulesHash =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join('\n', Rules.Select(static r => r.Hash).Append(definitions.Latest<CodeList>("offence-codes").Hash))
                )
            )
        );

    /// <summary>One exhibit; nothing when it does not exist, is closed to the viewer, or there is no rule.</summary>
    public async Task<Planned?> FindAsync(Id<Exhibit> exhibit, Viewer viewer, CancellationToken ct) =>
        await exhibits.FindAsync(exhibit, viewer, ct) is null ? null : await OfAsync(exhibit, viewer, ct);

    private async Task<Planned?> OfAsync(Id<Exhibit> exhibit, Viewer viewer, CancellationToken ct)
    {
        var everything = Viewer.System(viewer.Force, "retention");
        var entries = await ledger.StreamAsync(exhibit.Value, everything, ct);
        if (entries.Select(static e => e.Event).OfType<ExhibitReceived>().FirstOrDefault() is not { } received)
            return null;
        var keeping = entries.Aggregate(Keeping.Empty, static (state, e) => state.Apply(e.Event));
        var ties = await TiesAsync(exhibit, everything, ct);
        var standing = ties.Where(static t => t.UnlinkedAt is null).ToList();
        var facts = new RetentionFacts(
            entries
                .Where(static e => e.Event is ExhibitReceived or BodyWornMarked or RetentionReviewed)
                .Select(static e => e.At)
                .Concat(ties.Select(static t => t.UnlinkedAt).OfType<DateTimeOffset>())
                .Max(),
            received.Origin.Kind,
            MediaKinds.Of(received.Content?.Type),
            keeping.BodyWorn,
            standing.Exists(static t => t.Own),
            await CrimesAsync([.. standing.Where(static t => t.OtherKind is RecordKind.Crime).Select(static t => t.Other)], everything, ct)
        );
        return RetentionPlan.For(facts, Rules) is { } plan ? new(keeping, facts, plan, entries[^1].Version) : null;
    }

    /// <summary>The links of an exhibit, and the crimes that reports which it belongs to became.</summary>
    private Task<List<Tie>> TiesAsync(Id<Exhibit> exhibit, Viewer everything, CancellationToken ct) =>
        db.ListAsync<Tie>(
            $"""
            select l.other, l.other_kind, true as own, l.unlinked_at
              from records.link l
             where {everything.Sees("l")} and l.record = {exhibit}
            union all
            select c.other, c.other_kind, false as own, c.unlinked_at
              from records.link l
              join records.link c on c.force = l.force and c.record = l.other and c.other_kind = 'Crime'
             where {everything.Sees("l")} and l.record = {exhibit} and l.other_kind = 'Report' and l.unlinked_at is null
            """,
            ct
        );

    private async Task<ImmutableArray<EvidencedCrime>> CrimesAsync(Guid[] crimes, Viewer everything, CancellationToken ct)
    {
        if (crimes.Length == 0)
            return [];
        var offences = codes.Get("offence-codes");
        var streams = await ledger.StreamsAsync(crimes.Distinct().ToArray(), everything, ct);
        return
        [
            .. from entry in streams
            group entry by entry.Stream into own
            let crime = own.Aggregate(Crime.Empty, static (state, e) => state.Apply(e.Event))
            where crime.Known // one whose content is gone asks for nothing
            let offence = offences.Find(crime.Offence)
            select new EvidencedCrime(
                crime.Offence,
                offence?["group"],
                offence?["subgroup"],
                crime.HasSuspect,
                Open: !crime.Finalised && !crime.Cancelled,
                own.Where(static e => e.Event is not (Disposed or EntriesDisposed)).Max(static e => e.At)
            ),
        ];
    }
}
