using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>
/// Finds out what a file says that was not known. Rows repeat and references are not unique, so rows are compared as multisets, within one force and month:
/// <list type="number">
/// <item>as many rows as say exactly the same are unchanged;</item>
/// <item>of the rest, a row about the same fact (the same reference) supersedes the older one, at the same place first;</item>
/// <item>what is left is new. Rows that the file no longer has stay: a file may be a part.</item>
/// </list>
/// </summary>
internal sealed class Staging(Bulk.Load load, Layout layout, short force, int batch)
{
    public const string Table = "pg_temp.incoming";

    private Sql Rows => layout.Rows;

    private sealed record Arrived(byte[] Leaf, int? ReplacesBatch, int? ReplacesLine);

    public async Task MakeAsync(CancellationToken ct) =>
        await load.RunAsync($"create temp table incoming (like {Rows}, leaf bytea) on commit drop", ct);

    /// <summary>Moves what is new or revised into the table.</summary>
    /// <param name="root">Takes the leaf of each row that came in, in the order of the lines.</param>
    public async Task<Loaded> SettleAsync(
        int rows,
        int rejected,
        IReadOnlyCollection<(DateOnly Month, short Reporter)> groups,
        CompactRange root,
        CancellationToken ct
    )
    {
        await load.RunAsync($"analyze pg_temp.incoming", ct);
        var months = groups.Select(static g => g.Month).Distinct().ToArray();
        await StandingAsync(months, groups.Select(static g => g.Reporter).Distinct().ToArray(), ct);
        var unchanged = await SameAsync(ct);
        await PairAsync($"{layout.Fact}, place", ct);
        await PairAsync($"{layout.Fact}", ct);
        var arrived = await MoveAsync(months, root, ct);
        return new(rows, arrived.Count - arrived.Updated, arrived.Updated, unchanged, rejected);
    }

    /// <summary>The rows that stand now in the months of the file.</summary>
    private async Task StandingAsync(DateOnly[] months, short[] reporters, CancellationToken ct)
    {
        await load.RunAsync(
            $"""
            create temp table standing on commit drop as
            select t.month, t.reported_by, t.batch, t.line, t.digest, t.place, {layout.Fact}
              from {Rows} t
             where t.force = {force} and t.replaced_by is null
               and t.month = any({months}) and t.reported_by = any({reporters})
            """,
            ct
        );
        await load.RunAsync($"analyze pg_temp.standing", ct);
    }

    private async Task<int> SameAsync(CancellationToken ct)
    {
        await load.RunAsync(
            $"""
            create temp table same on commit drop as
            select i.line as incoming, s.batch, s.line
              from (select line, month, reported_by, digest,
                           row_number() over (partition by month, reported_by, digest order by line) as n
                      from pg_temp.incoming) i
              join (select batch, line, month, reported_by, digest,
                           row_number() over (partition by month, reported_by, digest order by batch, line) as n
                      from pg_temp.standing) s using (month, reported_by, digest, n)
            """,
            ct
        );
        await load.RunAsync($"delete from pg_temp.standing s using pg_temp.same x where s.batch = x.batch and s.line = x.line", ct);
        return await load.RunAsync($"delete from pg_temp.incoming i using pg_temp.same x where i.line = x.incoming", ct);
    }

    private async Task PairAsync(Sql by, CancellationToken ct)
    {
        await load.RunAsync(
            $"""
            update pg_temp.incoming i
               set replaces_batch = p.batch, replaces_line = p.line
              from (select a.line as incoming, s.batch, s.line
                      from (select *, row_number() over (partition by month, reported_by, {by} order by place, line) as n
                              from pg_temp.incoming where subject is not null and replaces_batch is null) a
                      join (select *, row_number() over (partition by month, reported_by, {by} order by place, batch, line) as n
                              from pg_temp.standing where subject is not null) s using (month, reported_by, {by}, n)) p
             where i.line = p.incoming
            """,
            ct
        );
        await load.RunAsync(
            $"""
            delete from pg_temp.standing s using pg_temp.incoming i
             where i.replaces_batch = s.batch and i.replaces_line = s.line
            """,
            ct
        );
    }

    private async Task<(int Count, int Updated)> MoveAsync(DateOnly[] months, CompactRange root, CancellationToken ct)
    {
        var columns = layout.StoredColumns;
        await load.RunAsync(
            $"""
            update {Rows} t set replaced_by = {batch}
              from pg_temp.incoming i
             where t.force = {force} and t.month = any({months}) and t.month = i.month and t.batch = i.replaces_batch and t.line = i.replaces_line
            """,
            ct
        );
        await load.RunAsync($"insert into {Rows} ({columns}) select {columns} from pg_temp.incoming order by line", ct);
        return await SealAsync(root, ct);
    }

    private async Task<(int Count, int Updated)> SealAsync(CompactRange root, CancellationToken ct)
    {
        const int AtOnce = 50_000;
        var (count, updated, canonical) = (0, 0, new CanonicalRow());
        await load.RunAsync(
            $"declare arrived no scroll cursor for select leaf, replaces_batch, replaces_line from pg_temp.incoming order by line",
            ct
        );
        while (true)
        {
            var some = await load.ListAsync<Arrived>($"fetch 50000 from arrived", ct);
            foreach (var row in some)
            {
                var leaf = Hash.Read(row.Leaf);
                root.Append(row is { ReplacesBatch: { } b, ReplacesLine: { } l } ? canonical.Replacing(leaf, b, l) : leaf);
                updated += row.ReplacesBatch is null ? 0 : 1;
            }

            count += some.Count;
            if (some.Count < AtOnce)
                return (count, updated);
        }
    }
}
