using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Retention;

/// <summary>
/// Works out anew until when exhibits are kept, whenever something happens to them, to their links, or to a crime that they are evidence of. While a crime is
/// open nothing is due, so what is written of it on the way to its outcome need not be followed.
/// </summary>
internal sealed class PlanRetention(RetentionRows rows) : IReaction
{
    public string Name => "evidence.plan-retention";

    public IReadOnlyCollection<Type> To =>
        [
            typeof(ExhibitReceived),
            typeof(BodyWornMarked),
            typeof(RetentionReviewed),
            typeof(Linked),
            typeof(Unlinked),
            typeof(NoteAttached),
            typeof(CrimeCorrected),
            typeof(CrimeReclassified),
            typeof(CrimeReopened),
            typeof(CrimeFinalised),
            typeof(CrimeCancelled),
            typeof(EntriesDisposed),
        ];

    public async Task ReactAsync(Entry entry, CancellationToken ct)
    {
        var viewer = Viewer.System(entry.Force, "retention");
        foreach (var exhibit in Touching(entry) is { Length: > 0 } records ? await rows.TouchedAsync(records, viewer, ct) : [])
            await rows.RenewAsync(exhibit, viewer, ct);
    }

    private static Guid[] Touching(Entry entry) =>
        entry.Event switch
        {
            Linked e => Ends(e.From, e.To),
            Unlinked e => Ends(e.From, e.To),
            Disposed => [],
            _ => [entry.Stream],
        };

    /// <summary>A new suspect of a crime counts, a person's new home does not.</summary>
    private static Guid[] Ends(RecordRef from, RecordRef to) =>
        to.Kind is RecordKind.Exhibit ? [to.Id.Value]
        : from.Kind is RecordKind.Exhibit or RecordKind.Crime or RecordKind.Report ? [from.Id.Value]
        : [];
}
