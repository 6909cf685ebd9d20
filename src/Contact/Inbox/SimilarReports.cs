using Bluelamp.Contact.Reports;

namespace Bluelamp.Contact.Inbox;

/// <summary>A report that may be about the same: near in place and time, or alike in words.</summary>
/// <param name="Metres">How far away, when both have a position.</param>
/// <param name="Alike">0 to 1: the share of words in common, by trigrams.</param>
public sealed record SimilarReport(
    Guid Report,
    string Reference,
    string Kind,
    DateTimeOffset SubmittedAt,
    string Address,
    string Status,
    string Words,
    Guid? Crime,
    string? CrimeRef,
    double? Metres,
    float Alike
) : IShows
{
    public IEnumerable<Guid> Shown => [Report];
}

/// <summary>Finds possible duplicates and near repeats of a report.</summary>
public sealed class SimilarReports(Db db)
{
    private const double NearMetres = 400;
    private const double AlikeEnough = 0.3;

    /// <summary>Reports of the last thirty days within 400 m of this one, or of much the same words; likeliest first.</summary>
    public Task<List<SimilarReport>> ToAsync(Id<Report> report, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<SimilarReport>(
            $"""
            select r.report, r.reference, r.kind, r.submitted_at, r.address, r.status, left(r.words, 160) as words, r.crime, r.crime_ref,
                   r.point <-> t.point as metres, similarity(r.words, t.words) as alike
              from contact.report t
              join contact.report r
                on r.force = t.force and r.report <> t.report
               and r.submitted_at between t.submitted_at - interval '30 days' and t.submitted_at + interval '30 days'
               and (r.point <@ circle(t.point, {NearMetres})
                    or (r.kind = t.kind and similarity(r.words, t.words) > {AlikeEnough}))
             where {viewer.Sees("r", "report")}
               and t.force = {viewer.Force} and t.report = {report}
             order by (r.kind = t.kind) desc, similarity(r.words, t.words) - coalesce(r.point <-> t.point, 400) / 800 desc, r.submitted_at desc
             limit 5
            """,
            ct
        );
}
