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

/// <summary>
/// Finds possible duplicates and near repeats of a report: by place, and by words among those of its kind that came next before and after it. Both are
/// bounded, so that a busy month costs no more than a quiet one.
/// </summary>
public sealed class SimilarReports(Db db)
{
    private const double NearMetres = 400;
    private const double AlikeEnough = 0.3;
    private const int MostNear = 100;
    private const int MostOfKind = 100;

    /// <summary>As much of the words as is compared: a report may have thousands of them.</summary>
    private const int Compared = 600;

    /// <summary>Reports of thirty days about this one within 400 m of it, or of much the same words; likeliest first.</summary>
    public Task<List<SimilarReport>> ToAsync(Id<Report> report, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<SimilarReport>(
            $"""
            with t as materialized (
                   select t.force, t.report, t.kind, t.point, t.submitted_at, left(t.words, {Compared}) as words
                     from contact.report t
                    where {viewer.Sees("t", "report")} and t.report = {report}),
                 candidate as (
                   select n.report from t cross join lateral ({Near}) n
                   union select k.report from t cross join lateral ({Before}) k where similarity(k.words, t.words) > {AlikeEnough}
                   union select k.report from t cross join lateral ({After}) k where similarity(k.words, t.words) > {AlikeEnough}),
                 compared as (
                   select r.report, r.reference, r.kind, r.submitted_at, r.address, r.status, r.words, r.crime, r.crime_ref, r.point <-> t.point as metres, similarity(left(r.words, {Compared}), t.words) as alike, r.kind = t.kind as same_kind
                     from t cross join candidate c
                     join contact.report r on r.force = t.force and r.report = c.report and r.report <> t.report
                    where {viewer.Sees("r", "report")})
            select c.report, c.reference, c.kind, c.submitted_at, c.address, c.status, left(c.words, 160) as words, c.crime, c.crime_ref, c.metres, c.alike
              from compared c
             order by c.same_kind desc, c.alike - coalesce(c.metres, {NearMetres}) / 800 desc, c.submitted_at desc
             limit 5
            """,
            ct
        );

    private static Sql Near =>
        $"""
            select r.report from contact.report r
             where r.force = t.force and r.point <@ circle(t.point, {NearMetres})
               and r.submitted_at between t.submitted_at - interval '30 days' and t.submitted_at + interval '30 days'
             order by r.submitted_at desc limit {MostNear}
            """;

    private static Sql Before =>
        $"""
            select r.report, left(r.words, {Compared}) as words from contact.report r
             where r.force = t.force and r.kind = t.kind and r.submitted_at between t.submitted_at - interval '30 days' and t.submitted_at
             order by r.submitted_at desc limit {MostOfKind}
            """;

    private static Sql After =>
        $"""
            select r.report, left(r.words, {Compared}) as words from contact.report r
             where r.force = t.force and r.kind = t.kind and r.submitted_at > t.submitted_at and r.submitted_at <= t.submitted_at + interval '30 days'
             order by r.submitted_at limit {MostOfKind}
            """;
}
