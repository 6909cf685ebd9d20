namespace Bluelamp.Records.StreetCrime;

/// <summary>A published stop and search. The time is as published; its zone cannot be trusted (it always says UTC, in summer too).</summary>
public sealed record StopSearchLine(
    DateOnly Month,
    int Batch,
    int Line,
    DateTimeOffset At,
    string ReportedBy,
    string Type,
    string? Gender,
    string? AgeRange,
    string? SelfEthnicity,
    string? OfficerEthnicity,
    string? Legislation,
    string? SearchedFor,
    string? Outcome,
    string? OutcomeLinked
)
{
    public StreetCrimePlace Place => new(Month, Batch, Line);
}

/// <summary>What somebody looks for among the published stops and searches; what is not given does not narrow.</summary>
/// <param name="Month"><c>2021-03</c>.</param>
/// <param name="Area">An LSOA code, or how its name begins.</param>
public sealed record StopSearchQuestion(
    string? ReportedBy = null,
    string? Month = null,
    string? Type = null,
    string? SearchedFor = null,
    string? Outcome = null,
    string? Area = null
)
{
    internal Sql Where(Viewer viewer)
    {
        List<Sql> all = [viewer.Sees("s"), $"s.replaced_by is null"];
        if (StreetFilter.FirstDay(Month) is { } month)
            all.Add($"s.month = {month}");
        if (StreetFilter.Word($"s.reported_by", ReportedBy, viewer) is { } reporter)
            all.Add(reporter);
        if (StreetFilter.Word($"s.type", Type, viewer) is { } type)
            all.Add(type);
        if (StreetFilter.Word($"s.object", SearchedFor, viewer) is { } searched)
            all.Add(searched);
        if (StreetFilter.Word($"s.outcome", Outcome, viewer) is { } outcome)
            all.Add(outcome);
        if (StreetFilter.Area($"s", Area) is { } area)
            all.Add(area);
        return Sql.Join(" and ", all);
    }
}

/// <summary>Finds published stops and searches.</summary>
public sealed class StopSearches(Db db)
{
    public const int PageSize = 50;

    /// <summary>One page of those that answer the question, newest month first.</summary>
    public Task<List<StopSearchLine>> FindAsync(StopSearchQuestion question, StreetCrimePlace? after, Viewer viewer, CancellationToken ct)
    {
        Sql from = after is null ? Sql.Empty : $"and (s.month, s.batch, s.line) < ({after.Month}, {after.Batch}, {after.Line})";
        return db.ListAsync<StopSearchLine>(
            $"""
            select s.month, s.batch, s.line, s.at, r.text as reported_by, t.text as type, g.text as gender, a.text as age_range,
                   e.text as self_ethnicity, f.text as officer_ethnicity, l.text as legislation, j.text as searched_for, o.text as outcome,
                   k.text as outcome_linked
              from records.stop_search s
              join records.street_word r on r.force = s.force and r.word = s.reported_by
              join records.street_word t on t.force = s.force and t.word = s.type
              left join records.street_word g on g.force = s.force and g.word = s.gender
              left join records.street_word a on a.force = s.force and a.word = s.age_range
              left join records.street_word e on e.force = s.force and e.word = s.self_ethnicity
              left join records.street_word f on f.force = s.force and f.word = s.officer_ethnicity
              left join records.street_word l on l.force = s.force and l.word = s.legislation
              left join records.street_word j on j.force = s.force and j.word = s.object
              left join records.street_word o on o.force = s.force and o.word = s.outcome
              left join records.street_word k on k.force = s.force and k.word = s.outcome_linked
             where {question.Where(viewer)} {from}
             order by s.month desc, s.batch desc, s.line desc
             limit {PageSize}
            """,
            ct
        );
    }
}
