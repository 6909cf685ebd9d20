using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Operations;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Evidence.Retention;

/// <summary>
/// Disposes of what a rule lets go without a person: only what is due, linked to nothing and not held, each looked at again just before. Also works out anew what
/// other rules than those in force were applied to.
/// </summary>
internal sealed class RetentionSweep(
    RetentionRows rows,
    RetentionPlanner planner,
    RetentionBasis basis,
    Disposer disposer,
    ForceProfile force,
    TimeProvider time
) : ISweep
{
    private string? _workedOut;

    public async Task<int> SweepAsync(CancellationToken ct)
    {
        var viewer = Viewer.System(force.Code, "retention");
        await WorkOutAsync(viewer, ct);
        var gone = 0;
        foreach (var exhibit in await rows.AutomaticAsync(time.GetUtcNow(), viewer, ct))
            gone += await GoesAsync(exhibit, viewer, ct) ? 1 : 0;
        return gone;
    }

    /// <summary>After the rules changed, and at the start; from then on the reaction keeps the rows.</summary>
    private async Task WorkOutAsync(Viewer viewer, CancellationToken ct)
    {
        var rules = planner.RulesHash;
        if (string.Equals(_workedOut, rules, StringComparison.Ordinal) || planner.Rules.Count == 0)
            return;
        var stale = await rows.StaleAsync(viewer, ct);
        foreach (var exhibit in stale)
            await rows.RenewAsync(exhibit, viewer, ct);
        if (stale.Count < RetentionRows.Batch)
            _workedOut = rules;
    }

    private async Task<bool> GoesAsync(Id<Exhibit> exhibit, Viewer viewer, CancellationToken ct)
    {
        if (
            await planner.FindAsync(exhibit, viewer, ct) is { } planned
            && !Allowed(planned).Refused(out _, out var order)
            && !(
                await disposer.DisposeAsync(
                    exhibit.Value,
                    versions: null,
                    order,
                    viewer,
                    ct,
                    planned.Version,
                    basis.Of(exhibit, Allowed, viewer)
                )
            ).Refused(out _, out _)
        )
            return true;
        await rows.RenewAsync(exhibit, viewer, ct);
        return false;
    }

    private Result<DisposalOrder> Allowed(Planned planned) =>
        Approval.ByRule(planned.Keeping, planned.Plan, planned.Facts.Linked, time.GetUtcNow());
}
