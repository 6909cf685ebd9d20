using Bluelamp.Contact.Following;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel.Messages;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Contact.Telling;

/// <summary>
/// Sends a one-time code to somebody who lost theirs: to the contact that the report gives. It answers nothing, so that nobody learns by asking whether
/// a reference exists, how its reporter can be reached, or how often they asked (<c>docs/decisions/0101</c>).
/// </summary>
public sealed class LostCodes(ILedger ledger, FollowedReports reports, IMessages messages, ForceProfile force, TimeProvider time)
{
    public async Task AskAsync(ReportReference reference, CancellationToken ct)
    {
        var anybody = Viewer.System(force.Code, Purpose.PublicContact.Code);
        if (await reports.ByReferenceAsync(reference, anybody, ct) is not { Report: var report })
            return;
        if (await ledger.StreamAsync(report.Value, anybody, ct) is not [{ Event: ReportSubmitted submitted }, ..])
            return; // its content was lawfully erased
        if (ReporterMessage.For(submitted, force, asked: true) is { } message)
            await SendAsync(message, reference, ct);
    }

    /// <summary>The code goes out only together with the entry that says so; when too many were asked for, neither is there.</summary>
    private async Task SendAsync(ReporterMessage message, ReportReference reference, CancellationToken ct)
    {
        var code = FollowSecret.New();
        await ledger.DecideAsync(
            [Step.For(message.Report, new SendFollowCode(message.Report, FollowSecret.Hash(reference, code)))],
            Viewer.Public(force.Code).Holding(message.Report.Value),
            ct,
            messages.Queue(message.OneTimeCode(Guid.CreateVersion7(), code), force.Code, time.GetUtcNow())
        );
    }
}
