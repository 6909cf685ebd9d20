using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Evidence.Retention;

/// <summary>Where a person approves a disposal that was proposed.</summary>
public sealed class RetentionDesk(RetentionPlanner planner, RetentionBasis basis, Disposer disposer, TimeProvider time)
{
    /// <summary>Erases the exhibit at once, with the certificate. What changed since it was looked at is refused.</summary>
    /// <param name="seen">The version of the exhibit's stream that the person had before them.</param>
    public async Task<Result<Appended>> ApproveAsync(Id<Exhibit> exhibit, int? seen, Viewer viewer, CancellationToken ct)
    {
        if (await planner.FindAsync(exhibit, viewer, ct) is not { } planned)
            return new NoSuchRecord();
        if (!viewer.May("ledger.dispose"))
            return new MayNotDispose();
        if (Allowed(planned).Refused(out var refusal, out var order))
            return refusal;
        return await disposer.DisposeAsync(
            exhibit.Value,
            versions: null,
            order,
            viewer,
            ct,
            seen ?? planned.Version,
            basis.Of(exhibit, Allowed, viewer)
        );

        Result<DisposalOrder> Allowed(Planned now) => Approval.ByPerson(now.Keeping, now.Plan, viewer.Person, time.GetUtcNow());
    }
}

public sealed record MayNotDispose()
    : Refusal.Forbidden("may-not-dispose", "Your role does not let you approve a disposal. Ask the information manager.");
