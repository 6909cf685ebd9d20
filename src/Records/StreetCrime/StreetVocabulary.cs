using System.Collections.Concurrent;

namespace Bluelamp.Records.StreetCrime;

/// <summary>The choices of the filter of crimes: which forces, months, categories and outcomes there are.</summary>
public sealed record StreetChoices(
    IReadOnlyList<string> ReportedBy,
    IReadOnlyList<DateOnly> Months,
    IReadOnlyList<string> Categories,
    IReadOnlyList<string> Outcomes
);

/// <summary>The choices of the filter of stops and searches: which forces, months, types, objects and outcomes there are.</summary>
public sealed record StopSearchChoices(
    IReadOnlyList<string> ReportedBy,
    IReadOnlyList<DateOnly> Months,
    IReadOnlyList<string> Types,
    IReadOnlyList<string> SearchedFor,
    IReadOnlyList<string> Outcomes
);

/// <summary>Knows the choices of the filters. They change only when a file is loaded, so they are read once for each state of the data.</summary>
public sealed class StreetVocabulary(Db db, StreetState state)
{
    private readonly ConcurrentDictionary<(short Force, Published Of), (int Batch, Words Words)> _read = new();

    /// <summary>What is published.</summary>
    private enum Published
    {
        Crimes,
        StopSearches,
    }

    public async Task<StreetChoices> ReadAsync(Viewer viewer, CancellationToken ct)
    {
        var found = await WordsAsync(Published.Crimes, $"records.street_crime", [$"reported_by", $"category", $"outcome"], viewer, ct);
        return new(found.Of(0), found.Months, found.Of(1), found.Of(2));
    }

    public async Task<StopSearchChoices> StopSearchesAsync(Viewer viewer, CancellationToken ct)
    {
        var found = await WordsAsync(
            Published.StopSearches,
            $"records.stop_search",
            [$"reported_by", $"type", $"object", $"outcome"],
            viewer,
            ct
        );
        return new(found.Of(0), found.Months, found.Of(1), found.Of(2), found.Of(3));
    }

    private async Task<Words> WordsAsync(Published of, Sql table, Sql[] columns, Viewer viewer, CancellationToken ct)
    {
        var batch = await state.LatestBatchAsync(viewer, ct);
        if (_read.TryGetValue((viewer.Force, of), out var read) && read.Batch == batch)
            return read.Words;
        var words = columns.Select(
            static (column, place) =>
                (Sql)
                    $"""
                        select distinct {place}::int as place, w.text, null::date as month
                          from published p join records.street_word w on w.force = p.force and w.word = p.{column}
                        """
        );
        var found = new Words(
            await db.ListAsync<Word>(
                $"""
                with published as materialized (
                  select t.force, t.month, {Sql.Join(", ", columns.Select(static c => (Sql)$"t.{c}"))}
                    from {table} t
                   where {viewer.Sees("t")} and t.replaced_by is null
                   group by t.force, t.month, {Sql.Join(", ", columns.Select(static c => (Sql)$"t.{c}"))})
                {Sql.Join(" union all ", words)}
                union all
                select distinct -1, null::text, p.month from published p
                order by place, text, month desc
                limit 5000
                """,
                ct
            )
        );
        _read[(viewer.Force, of)] = (batch, found);
        return found;
    }

    /// <summary>A choice that there is: a text of the column at this place, or a month.</summary>
    private sealed record Word(int Place, string? Text, DateOnly? Month);

    private sealed class Words(List<Word> found)
    {
        public IReadOnlyList<DateOnly> Months { get; } =
        [.. found.Where(static f => f.Month is not null).Select(static f => f.Month!.Value)];

        public IReadOnlyList<string> Of(int place) => [.. found.Where(f => f.Place == place).Select(static f => f.Text!)];
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
