using Bluelamp.Contact.Reports;

namespace Bluelamp.Contact.Inbox;

/// <summary>A line of the contact handler's inbox.</summary>
/// <param name="Grade">As it stands now; <paramref name="Proposed"/> is what the model said.</param>
/// <param name="Urgency">The rank of its grade in the order of the inbox: 0 comes first.</param>
public sealed record InboxLine(
    Guid Report,
    string Reference,
    string Kind,
    string Language,
    string Channel,
    DateTimeOffset SubmittedAt,
    string Status,
    Guid? Handler,
    string? HandlerName,
    string? Grade,
    string? Proposed,
    string? Band,
    int? Score,
    string? Route,
    string Address,
    string Victim,
    string Words,
    Guid? Crime,
    string? CrimeRef,
    string? WaitingFor,
    int Urgency
) : IShows
{
    public IEnumerable<Guid> Shown => [Report];

    public bool Closed => Status is not (nameof(ReportStatus.New) or nameof(ReportStatus.Taken));
}

/// <summary>What the inbox is narrowed to.</summary>
/// <param name="After">Where the next page begins.</param>
public sealed record InboxFilter(
    string? Status = null,
    string? Grade = null,
    string? Kind = null,
    bool Mine = false,
    InboxPlace? After = null
);

/// <summary>The place of a line in the order of the inbox: urgent first, then whoever waits longest.</summary>
public sealed record InboxPlace(int Urgency, DateTimeOffset SubmittedAt, Guid Report);

/// <summary>Reports that wait for somebody, and those that were dealt with.</summary>
public sealed class InboxList(Db db)
{
    public const int PageSize = 25;

    /// <summary>What is open, and what is closed but was written to since: each has an index in the order of the inbox.</summary>
    public Task<List<InboxLine>> OpenAsync(Viewer viewer, InboxFilter filter, CancellationToken ct)
    {
        if (filter.Status is not (null or "" or "open"))
            return db.ListAsync<InboxLine>(Page(viewer, filter, $"r.status = any({Statuses(filter.Status)})"), ct);
        var open = Page(viewer, filter, $"r.status in ('New', 'Taken')");
        var writtenAfter = Page(viewer, filter, $"r.status not in ('New', 'Taken') and r.waiting_for = 'handler'");
        return db.ListAsync<InboxLine>(
            $"""
            select * from (({open}) union all ({writtenAfter})) r
             order by r.urgency, r.submitted_at, r.report
             limit {PageSize + 1}
            """,
            ct
        );
    }

    private static Sql Page(Viewer viewer, InboxFilter filter, Sql standing) =>
        $"""
            {Lines(viewer)}
             where {viewer.Sees("r", "report")}
               and {standing}
               and ({filter.Grade} is null or r.grade = {filter.Grade})
               and ({filter.Kind} is null or r.kind = {filter.Kind})
               and (not {filter.Mine} or r.handler = {viewer.Person})
               and ({filter.After?.Urgency} is null
                    or (r.urgency, r.submitted_at, r.report) > ({filter.After?.Urgency}, {filter.After?.SubmittedAt}, {filter.After?.Report}))
             order by r.urgency, r.submitted_at, r.report
             limit {PageSize + 1}
            """;

    /// <summary>One report's line, or nothing.</summary>
    public Task<InboxLine?> LineAsync(Id<Report> report, Viewer viewer, CancellationToken ct) =>
        db.FirstAsync<InboxLine>($"{Lines(viewer)} where {viewer.Sees("r", "report")} and r.report = {report}", ct);

    /// <summary>Where the page behind a line begins.</summary>
    public static InboxPlace PlaceOf(InboxLine line) => new(line.Urgency, line.SubmittedAt, line.Report);

    /// <summary>Lines of reports (as <c>r</c>). A crime that is closed to the viewer is not named.</summary>
    private static Sql Lines(Viewer viewer) =>
        $"""
            select r.report, r.reference, r.kind, r.language, r.channel, r.submitted_at, r.status, r.handler, r.handler_name, r.grade, r.proposed,
                   r.band, r.score, r.route, r.address, r.victim, left(r.words, 280) as words,
                   case when {viewer.Sees("r", "crime")} then r.crime end as crime,
                   case when {viewer.Sees("r", "crime")} then r.crime_ref end as crime_ref, r.waiting_for, r.urgency
              from contact.report r
            """;

    private static string[] Statuses(string status) =>
        status switch
        {
            "closed" =>
            [
                nameof(ReportStatus.Crimed),
                nameof(ReportStatus.Attached),
                nameof(ReportStatus.Referred),
                nameof(ReportStatus.Advised),
            ],
            _ => [status],
        };
}
