using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Evidence.Retention;

/// <summary>
/// What lets an exhibit go rests on its links and on how the crimes stand that it is evidence of: their streams, not its own. Nobody links anything, nor changes
/// one of these crimes, while it is looked at for the last time.
/// </summary>
public sealed class RetentionBasis(RetentionPlanner planner)
{
    /// <summary>What a disposal of the exhibit rests on.</summary>
    /// <param name="approval">Decides anew, on what is found then.</param>
    public DisposalBasis Of(Id<Exhibit> exhibit, Func<Planned, Result<DisposalOrder>> approval, Viewer viewer) =>
        new(
            [
                $"lock table records.link in share row exclusive mode",
                $"""
                select c.crime from records.crime c
                 where c.force = {viewer.Force}
                   and c.crime in (select l.other from records.link l
                                    where l.force = {viewer.Force} and l.record = {exhibit} and l.unlinked_at is null
                                    union all
                                   select r.other from records.link l
                                     join records.link r on r.force = l.force and r.record = l.other and r.unlinked_at is null
                                    where l.force = {viewer.Force} and l.record = {exhibit} and l.unlinked_at is null)
                   for share
                """,
            ],
            async ct =>
                await planner.FindAsync(exhibit, viewer, ct) is not { } planned ? new NoSuchRecord()
                : approval(planned).Refused(out var refusal, out _) ? refusal
                : null
        );
}
