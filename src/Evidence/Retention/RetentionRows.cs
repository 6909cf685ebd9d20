using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Evidence.Retention;

/// <summary>The working rows by which exhibits that are due are found. The plan itself is worked out anew wherever something depends on it.</summary>
internal sealed class RetentionRows(Db db, RetentionPlanner planner) : ITraces
{
    /// <summary>How many are looked at in one go.</summary>
    public const int Batch = 500;

    private sealed record Row(Guid Exhibit);

    public Sql Erase(short force, Guid stream) => $"delete from evidence.retention where force = {force} and exhibit = {stream}";

    /// <summary>Works an exhibit's row out anew. The row of the exhibit is locked, so that nothing is written of one that is just disposed of.</summary>
    public async Task RenewAsync(Id<Exhibit> exhibit, Viewer viewer, CancellationToken ct)
    {
        var rules = planner.RulesHash;
        if (await planner.FindAsync(exhibit, viewer, ct) is not { Plan: var plan })
            return;
        await db.KeepAsync(
            $"""
            insert into evidence.retention (force, exhibit, rule, due_at, automatic, rules)
            select e.force, e.exhibit, {plan.Rule.Id}, {plan.DueAt}, {plan.Rule.Value.Automatic}, {rules}
              from evidence.exhibit e
             where e.force = {viewer.Force} and e.exhibit = {exhibit}
               for share
            on conflict (force, exhibit) do update
               set rule = excluded.rule, due_at = excluded.due_at, automatic = excluded.automatic, rules = excluded.rules
            """,
            ct
        );
    }

    /// <summary>The exhibits among these records, and those that are evidence of one of them, also by a report.</summary>
    public async Task<List<Id<Exhibit>>> TouchedAsync(Guid[] records, Viewer viewer, CancellationToken ct) =>
        await FoundAsync(
            $"""
            select e.exhibit
              from evidence.exhibit e
             where {viewer.Sees("e")}
               and (e.exhibit = any({records})
                    or e.exhibit in (select l.other from records.link l
                                      where l.force = {viewer.Force} and l.record = any({records}) and l.other_kind = 'Exhibit'
                                     union all
                                     select l.other from records.link r
                                       join records.link l on l.force = r.force and l.record = r.other and l.other_kind = 'Exhibit'
                                      where r.force = {viewer.Force} and r.record = any({records}) and r.other_kind = 'Report'))
            """,
            ct
        );

    /// <summary>Exhibits whose row is missing or was worked out by other rules.</summary>
    public Task<List<Id<Exhibit>>> StaleAsync(Viewer viewer, CancellationToken ct) =>
        FoundAsync(
            $"""
            select e.exhibit
              from evidence.exhibit e
              left join evidence.retention r on r.force = e.force and r.exhibit = e.exhibit
             where {viewer.Sees("e")} and r.rules is distinct from {planner.RulesHash}
             limit {Batch}
            """,
            ct
        );

    /// <summary>Exhibits that are due by a rule which needs no person, without those that are held.</summary>
    public Task<List<Id<Exhibit>>> AutomaticAsync(DateTimeOffset now, Viewer viewer, CancellationToken ct) =>
        FoundAsync(
            $"""
            select r.exhibit
              from evidence.retention r
              left join evidence.keeping k on k.force = r.force and k.exhibit = r.exhibit
             where {viewer.Sees("r")} and r.automatic and r.due_at <= {now} and coalesce(cardinality(k.holds), 0) = 0
             order by r.due_at
             limit {Batch}
            """,
            ct
        );

    private async Task<List<Id<Exhibit>>> FoundAsync(Sql sql, CancellationToken ct) =>
        [.. (await db.ListAsync<Row>(sql, ct)).Select(static r => new Id<Exhibit>(r.Exhibit))];
}
