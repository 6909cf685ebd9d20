using System.Collections.Concurrent;

namespace Bluelamp.Records.StreetCrime;

/// <summary>The choices of the filter: which forces, months, categories and outcomes there are.</summary>
public sealed record StreetChoices(
    IReadOnlyList<string> ReportedBy,
    IReadOnlyList<DateOnly> Months,
    IReadOnlyList<string> Categories,
    IReadOnlyList<string> Outcomes
);

/// <summary>Knows the choices of the filter. They change only when a file is loaded, so they are read once for each state of the data.</summary>
public sealed class StreetVocabulary(Db db, StreetState state)
{
    private readonly ConcurrentDictionary<short, (int Batch, StreetChoices Choices)> _read = new();

    public async Task<StreetChoices> ReadAsync(Viewer viewer, CancellationToken ct)
    {
        var batch = await state.LatestBatchAsync(viewer, ct);
        if (_read.TryGetValue(viewer.Force, out var read) && read.Batch == batch)
            return read.Choices;
        var found = await db.ListAsync<StreetFilter.Found>(
            $"""
            with c as materialized (
              select c.force, c.reported_by, c.month, c.category, c.outcome
                from records.street_crime c
               where {viewer.Sees("c")} and c.replaced_by is null
               group by c.force, c.reported_by, c.month, c.category, c.outcome)
            select distinct 'force' as what, w.text, null::date as month from c join records.street_word w on w.force = c.force and w.word = c.reported_by
            union all
            select distinct 'category', w.text, null::date from c join records.street_word w on w.force = c.force and w.word = c.category
            union all
            select distinct 'outcome', w.text, null::date from c join records.street_word w on w.force = c.force and w.word = c.outcome
            union all
            select distinct 'month', null::text, c.month from c
            order by what, text, month desc
            limit 5000
            """,
            ct
        );
        var choices = new StreetChoices(
            StreetFilter.Texts(found, "force"),
            StreetFilter.Months(found),
            StreetFilter.Texts(found, "category"),
            StreetFilter.Texts(found, "outcome")
        );
        _read[viewer.Force] = (batch, choices);
        return choices;
    }
}

/// <summary>Tells which batch was loaded last: what was made from the data is good until that changes.</summary>
public sealed class StreetState(Db db)
{
    public async Task<int> LatestBatchAsync(Viewer viewer, CancellationToken ct) =>
        await db.FirstAsync<int?>(
            Sql.Prepared($"select b.batch from records.street_batch b where {viewer.Sees("b")} order by b.batch desc limit 1"),
            ct
        ) ?? 0;
}
