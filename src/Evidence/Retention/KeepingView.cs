namespace Bluelamp.Evidence.Retention;

/// <summary>Keeps <c>evidence.keeping</c>: the holds on an exhibit, and who proposes its disposal.</summary>
public sealed class KeepingView : IView
{
    public string Table => "evidence.keeping";

    public Sql Forget(short force, Guid stream) => $"delete from evidence.keeping where force = {force} and exhibit = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            ExhibitHeld e => $"""
                insert into evidence.keeping as k (force, exhibit, holds)
                values ({entry.Force}, {e.Exhibit}, array[{e.Hold}])
                on conflict (force, exhibit) do update
                   set holds = array_append(array_remove(k.holds, {e.Hold}), {e.Hold}), proposed_by = null, proposed_at = null
                """,
            HoldLifted e => $"""
                update evidence.keeping set holds = array_remove(holds, {e.Hold})
                 where force = {entry.Force} and exhibit = {e.Exhibit}
                """,
            DisposalProposed e => $"""
                insert into evidence.keeping (force, exhibit, holds, proposed_by, proposed_at)
                values ({entry.Force}, {e.Exhibit}, array[]::uuid[], {e.ProposedBy}, {entry.At})
                on conflict (force, exhibit) do update set proposed_by = excluded.proposed_by, proposed_at = excluded.proposed_at
                """,
            DisposalWithdrawn or RetentionReviewed or BodyWornMarked => $"""
                update evidence.keeping set proposed_by = null, proposed_at = null
                 where force = {entry.Force} and exhibit = {entry.Stream}
                """,
            _ => null,
        };
}
