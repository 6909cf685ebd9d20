namespace Bluelamp.Kernel.Access;

/// <summary>What an auditor asks of the consultation log. Every part is optional.</summary>
/// <param name="Person">Who looked.</param>
/// <param name="Record">What was looked at.</param>
/// <param name="Purpose">The code of the purpose.</param>
public sealed record ConsultationQuestion(Guid? Person, Guid? Record, string? Purpose, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>One look: who, when, at what, why (DPA 2018 s62).</summary>
public sealed record ConsultationLine(
    long Position,
    DateTimeOffset At,
    Guid Person,
    string? Name,
    string Purpose,
    string What,
    Guid[] Subjects
);

/// <summary>Reads the consultation log for the auditor.</summary>
public sealed class Consultations(Db db)
{
    internal const int PageLength = 50;

    /// <summary>Newest first.</summary>
    /// <param name="before">The last line of the page before.</param>
    public Task<List<ConsultationLine>> ListAsync(
        ConsultationQuestion asked,
        Viewer viewer,
        (DateTimeOffset At, long Position)? before,
        CancellationToken ct
    ) => db.ListAsync<ConsultationLine>(Query(asked, viewer, before, PageLength), ct);

    /// <summary>Everything, for an export, row by row.</summary>
    public IAsyncEnumerable<ConsultationLine> AllAsync(ConsultationQuestion asked, Viewer viewer, CancellationToken ct) =>
        db.StreamAsync<ConsultationLine>(Query(asked, viewer, before: null, 1_000_000), ct);

    private static Sql Query(ConsultationQuestion asked, Viewer viewer, (DateTimeOffset At, long Position)? before, int limit) =>
        $"""
            select c.position, c.at, c.person, p.name, c.purpose, c.what, c.subjects
              from kernel.consultation c
              left join kernel.staff p on p.force = c.force and p.person = c.person
             where {viewer.Sees("c")}
               and ({asked.Person} is null or c.person = {asked.Person})
               and ({asked.Record} is null or c.subjects @> array[{asked.Record}])
               and ({asked.Purpose} is null or split_part(c.purpose, ':', 1) = {asked.Purpose})
               and ({asked.From} is null or c.at >= {asked.From})
               and ({asked.To} is null or c.at < {asked.To})
               and ({before?.At} is null or (c.at, c.position) < ({before?.At}, {before?.Position}))
             order by c.at desc, c.position desc
             limit {limit}
            """;
}
