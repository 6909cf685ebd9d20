using Bluelamp.Contact.Reports;
using Bluelamp.Kernel.Messages;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;

namespace Bluelamp.Contact.Telling;

/// <summary>Confirms each report to whoever sent it and chose e-mail or text.</summary>
internal sealed class ConfirmReport(IMessages messages, ForceProfile force, TimeProvider time) : IReaction
{
    public string Name => "contact.confirm-report";

    public IReadOnlyCollection<Type> To { get; } = [typeof(ReportSubmitted)];

    public async Task ReactAsync(Entry entry, CancellationToken ct)
    {
        if (entry.IsNews(time) && entry.Event is ReportSubmitted submitted && ReporterMessage.For(submitted, force) is { } message)
            await messages.QueueAsync(message.Confirmation(ReporterMessage.IdOf(entry, submitted.Report)), entry.Force, ct);
    }
}

/// <summary>
/// Tells reporters that there is something new to read: a message of a handler, the end of their report, and what became of the crime that was recorded
/// from it (Victims' Code, right 6).
/// </summary>
internal sealed class TellReporter(ILedger ledger, IMessages messages, ForceProfile force, TimeProvider time) : IReaction
{
    public string Name => "contact.tell-reporter";

    public IReadOnlyCollection<Type> To { get; } =
    [
        typeof(ReporterAsked),
        typeof(ReportCrimed),
        typeof(ReportAttached),
        typeof(ReportReferred),
        typeof(ReportAdvised),
        typeof(OutcomeRecorded),
        typeof(OutcomeSignedOff),
        typeof(CrimeReopened),
        typeof(CrimeCancelled),
    ];

    public async Task ReactAsync(Entry entry, CancellationToken ct)
    {
        if (!entry.IsNews(time) || entry.Event is OutcomeRecorded { NeedsSignOff: true })
            return;
        var viewer = Viewer.System(entry.Force, Purpose.PublicContact.Code);
        foreach (var report in await ReportsAsync(entry, viewer, ct))
        {
            if (await ledger.StreamAsync(report.Value, viewer, ct) is not [{ Event: ReportSubmitted submitted }, ..])
                continue; // its content was lawfully erased meanwhile
            if (ReporterMessage.For(submitted, force) is { } message)
                await messages.QueueAsync(message.News(ReporterMessage.IdOf(entry, report)), entry.Force, ct);
        }
    }

    /// <summary>The report itself, or those from which the crime was recorded.</summary>
    private async Task<IEnumerable<Id<Report>>> ReportsAsync(Entry entry, Viewer viewer, CancellationToken ct) =>
        entry.Event is ReporterAsked or ReportCrimed or ReportAttached or ReportReferred or ReportAdvised
            ? [new(entry.Stream)]
            : (await ledger.StreamAsync(entry.Stream, viewer, ct))
                .Select(static e => e.Event)
                .OfType<Linked>()
                .Where(static l => l.Role is LinkRole.Report)
                .Select(static l => new Id<Report>(l.To.Id.Value))
                .Distinct();
}

internal static class News
{
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    /// <summary>
    /// Whether it happened just now. History that was taken over from another system, or told by the demo, is no news, and nobody is written to about it.
    /// </summary>
    public static bool IsNews(this Entry entry, TimeProvider time) => time.GetUtcNow() - entry.At < Fresh;
}
