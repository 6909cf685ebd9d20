namespace Bluelamp.Evidence.Forensics;

/// <summary>How many examinations stand at a stage, at a level.</summary>
public sealed record WorkAt(Stage Stage, LabLevel Level, long Count);

/// <summary>How long the examinations of a level wait.</summary>
/// <param name="MedianDays">From the request until now, of those with something left to do.</param>
/// <param name="Old">How many wait for more than six months.</param>
/// <param name="Overdue">How many are late.</param>
public sealed record WaitAt(LabLevel Level, long Count, double MedianDays, DateTimeOffset OldestAt, long Old, long Overdue);

/// <summary>What is examined for one force, with something left to do.</summary>
/// <param name="Client">PNC code; nothing for this force itself.</param>
/// <param name="MedianDays">From the request until now.</param>
public sealed record WorkFor(string? Client, long Count, double MedianDays, DateTimeOffset OldestAt, long Overdue);

/// <summary>How many were reported in the last ninety days, and after how many days from the request; half took longer.</summary>
public sealed record Finished(LabLevel Level, long Count, double MedianDays);

/// <summary>What came in and what was reported in the week that begins on a Monday.</summary>
public sealed record Week(DateOnly Monday, long In, long Out);

/// <summary>Counts what digital forensics has to do. Nothing that is closed to the viewer is counted.</summary>
public sealed class Workload(Db db)
{
    /// <summary>Weeks of the chart.</summary>
    public const int Weeks = 12;

    private const int Months = 6;
    private const int Days = 90;

    private sealed record WeekRow(DateOnly Monday, long Came, long Went);

    public Task<List<WorkAt>> StandAsync(Viewer viewer, CancellationToken ct) =>
        db.ListAsync<WorkAt>(
            $"""
            select s.stage, s.level, count(*) as count
              {From(viewer)} and s.closed_at is null
             group by s.stage, s.level
             limit 100
            """,
            ct
        );

    public Task<List<WaitAt>> WaitAsync(DateTimeOffset now, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<WaitAt>(
            $"""
            select s.level, {Waiting(now)}, count(*) filter (where s.requested_at < {now.AddMonths(-Months)}) as old
              {From(viewer)} and s.closed_at is null
             group by s.level
             limit 10
            """,
            ct
        );

    /// <summary>The forces that wait, whoever has most first.</summary>
    public Task<List<WorkFor>> ForcesAsync(DateTimeOffset now, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<WorkFor>(
            $"""
            select s.client, {Waiting(now)}
              {From(viewer)} and s.closed_at is null
             group by s.client
             order by count(*) desc, s.client nulls first
             limit 100
            """,
            ct
        );

    public Task<List<Finished>> FinishedAsync(DateTimeOffset now, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<Finished>(
            $"""
            select s.level, count(*) as count,
                   percentile_cont(0.5) within group (order by extract(epoch from s.reported_at - s.requested_at)::double precision / 86400) as median_days
              {From(viewer)} and s.reported_at >= {now.AddDays(-Days)}
             group by s.level
             limit 10
            """,
            ct
        );

    /// <summary>The last weeks, this one too, the oldest first.</summary>
    /// <param name="today">In London.</param>
    public async Task<List<Week>> WeeksAsync(DateOnly today, Viewer viewer, CancellationToken ct)
    {
        var first = today.AddDays(-(((int)today.DayOfWeek + 6) % 7) - (7 * (Weeks - 1)));
        var since = Kernel.Web.LocalTime.FromLondon(first.ToDateTime(TimeOnly.MinValue));
        var rows = await db.ListAsync<WeekRow>(
            $"""
            select w.monday, sum(w.came)::bigint as came, sum(w.went)::bigint as went
              from (select date_trunc('week', s.requested_at at time zone 'Europe/London')::date as monday, 1 as came, 0 as went
                      {From(viewer)} and s.requested_at >= {since}
                    union all
                    select date_trunc('week', s.reported_at at time zone 'Europe/London')::date as monday, 0 as came, 1 as went
                      {From(viewer)} and s.reported_at >= {since}) w
             group by w.monday
             limit {Weeks + 1}
            """,
            ct
        );
        return
        [
            .. Enumerable
                .Range(0, Weeks)
                .Select(i => first.AddDays(7 * i))
                .Select(monday => rows.Find(r => r.Monday == monday) is { } row ? new Week(monday, row.Came, row.Went) : new(monday, 0, 0)),
        ];
    }

    /// <summary>How many, for how long, and how many of them are late.</summary>
    private static Sql Waiting(DateTimeOffset now) =>
        $"""
            count(*) as count,
            percentile_cont(0.5) within group (order by extract(epoch from {now} - s.requested_at)::double precision / 86400) as median_days,
            min(s.requested_at) as oldest_at,
            count(*) filter (where s.due_at < {now}) as overdue
            """;

    private static Sql From(Viewer viewer) =>
        $"""
            from evidence.submission s
              join evidence.exhibit e on e.force = s.force and e.exhibit = s.exhibit
             where {SubmissionList.Sees(viewer)}
            """;
}
