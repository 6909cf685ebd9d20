using Bluelamp.Contact.Reports;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Records;

namespace Bluelamp.Contact.Inbox;

/// <summary>
/// Puts the people of reports on the list that ended before the end of a report did so itself (<c>docs/decisions/0202</c>). It reads the ledger from its first
/// entry, once; of a report that ends now it finds its people there.
/// </summary>
internal sealed class ListPeopleOfClosedReports(ILedger ledger, Restrictions restrictions, IdSecret secret) : IReaction
{
    public string Name => "contact.list-people-of-closed-reports";

    public IReadOnlyCollection<Type> To => [typeof(ReportAttached), typeof(ReportReferred), typeof(ReportAdvised)];

    public async Task ReactAsync(Entry entry, CancellationToken ct)
    {
        var viewer = Viewer.System(entry.Force, "people-of-reports");
        var stream = await ledger.StreamAsync(entry.Stream, viewer, ct);
        if (ReportReading.Of(new(entry.Stream), stream) is not { Named.Count: 0 } report || await AreOfCrimeAsync(report, viewer, ct))
            return;
        var people = new PeopleOfReport(new(entry.Force, secret), report.Id, report.Submitted.Reference, report.Submitted.Content);
        var streams = people.Afterwards().Select(static s => s.Stream).ToList();
        if (streams.Count == 0)
            return;
        // What is closed to anybody is gone round: nobody is here who holds a key to it.
        var closed = await restrictions.ClosedAsync(streams, Viewer.Public(entry.Force), ct);
        var listed = await ledger.DecideAsync((people with { Closed = closed }).Afterwards(), viewer, ct);
        if (listed.Refused(out var refusal, out _) && refusal is not PeopleAreListed)
            listed.OrThrow();
    }

    /// <summary>They became people of a crime, when it was recorded from the report or when the report was put to it.</summary>
    private async Task<bool> AreOfCrimeAsync(ReportReading report, Viewer viewer, CancellationToken ct) =>
        report.End.Any(static e => e is ReportCrimed)
        || (await ledger.StreamsAsync([.. report.State.Crimes.Select(static c => c.Value)], viewer, ct)).Any(e =>
            e.Event is Linked { Role: LinkRole.Report, To.Id: var to } && to.Value == report.Id.Value
        );
}

/// <summary>Whether a report has put anybody on the list.</summary>
internal sealed record ListedPeople(bool Any) : IState<ListedPeople>
{
    public static ListedPeople Empty { get; } = new(Any: false);

    public ListedPeople Apply(IEvent e) =>
        e is Linked { From.Kind: RecordKind.Report, To.Kind: RecordKind.Nominal } ? new(Any: true) : this;
}

/// <summary>Link the people of a report from it, once.</summary>
internal sealed record ListPeople(IReadOnlyList<Linked> Links) : ICommand<ListedPeople>
{
    public Decision Decide(ListedPeople state, By by) => state.Any ? new PeopleAreListed() : [.. Links];
}

internal sealed record PeopleAreListed() : Refusal.Conflict("people-are-listed", "The people of this report are on the list already.");
