using System.Collections.Frozen;
using Bluelamp.Kernel.Access;

namespace Bluelamp.Records;

/// <summary>
/// Records planned crimes. Where a plan would touch a record that is closed to whoever records (a restricted person, a refuge, a protected phone), it makes
/// a new one instead: the crime is recorded all the same, and nothing tells that there was another.
/// </summary>
public sealed class CrimeDesk(ILedger ledger, Restrictions restrictions)
{
    /// <summary>Records what a plan comes to.</summary>
    /// <param name="plan">The steps that go round these closed records; see <see cref="CrimePlan.Closed"/>.</param>
    public async Task<Result<Appended>> RecordAsync(Func<IReadOnlySet<Guid>, IReadOnlyList<Step>> plan, Viewer viewer, CancellationToken ct)
    {
        var steps = plan(FrozenSet<Guid>.Empty);
        var closed = await restrictions.ClosedAsync([.. steps.Select(static s => s.Stream)], viewer, ct);
        return await ledger.DecideAsync(closed.Count == 0 ? steps : plan(closed), viewer, ct);
    }
}
