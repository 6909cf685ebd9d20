using System.Collections.Immutable;
using Bluelamp.Contact.Reports;
using Bluelamp.Records;

namespace Bluelamp.Contact.Inbox;

/// <summary>An open report in which a person is likely meant.</summary>
/// <param name="Reasons">What speaks for and against it, what says most first.</param>
public sealed record ReportOfPerson(OpenReport Report, LinkRole Role, int InAHundred, ImmutableArray<string> Reasons);

/// <summary>A report that waits, or is being worked on.</summary>
public sealed record OpenReport(Id<Report> Report, string Reference, string Kind, string? Grade, DateTimeOffset SubmittedAt) : IShows
{
    public IEnumerable<Guid> Shown => [Report.Value];
}

/// <summary>In which open reports a person of the list is likely meant: before anybody has linked them.</summary>
public sealed class ReportsOfPerson(Db db, PeopleElsewhere people, PersonLikeness likeness)
{
    private const int Shown = 10;

    /// <summary>The likeliest first. Reports that are closed to the viewer are filtered before any is weighed.</summary>
    public async Task<IReadOnlyList<ReportOfPerson>> OfAsync(Id<Nominal> person, Viewer viewer, CancellationToken ct)
    {
        var sought = await people.OfAsync(person, viewer, ct);
        if (sought.Keys.Length == 0)
            return [];
        var found = await db.ListAsync<Found>(Sql.Prepared(Near(sought.Keys, viewer)), ct);
        var weighed = await likeness.MeantAsync(sought, [.. found.Select(static f => PersonValues.OfTexts(f.Said))]);
        var likely = weighed
            .Select(l => (Said: found[l.At], Likely: l))
            .DistinctBy(static l => (l.Said.Report, l.Said.Role)) // in each part whoever is most like them
            .Take(Shown)
            .ToList();
        if (likely.Count == 0)
            return [];
        var open = (await OpenAsync([.. likely.Select(static l => l.Said.Report.Value)], viewer, ct)).ToDictionary(static r => r.Report);
        return
        [
            .. likely
                .Where(l => open.ContainsKey(l.Said.Report))
                .Select(l => new ReportOfPerson(open[l.Said.Report], l.Said.Role, l.Likely.InAHundred, l.Likely.Reasons)),
        ];
    }

    private static Sql Near(long[] keys, Viewer viewer) =>
        $"""
            with near as materialized (
                   select p.report, p.role, p.said from contact.report_person p where {viewer.Sees(
                "p",
                "report"
            )} and p.keys && (select {keys}))
            select n.report, n.role, n.said from near n limit 500
            """;

    private Task<List<OpenReport>> OpenAsync(Guid[] reports, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<OpenReport>(
            Sql.Prepared(
                $"""
                select r.report, r.reference, r.kind, r.grade, r.submitted_at
                  from contact.report r
                 where {viewer.Sees("r", "report")} and r.report = any((select {reports})::uuid[]) and r.status in ('New', 'Taken')
                 limit {Shown}
                """
            ),
            ct
        );

    private sealed record Found(Id<Report> Report, LinkRole Role, string[] Said);
}
