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
    private const int MostNear = 30;
    private const int MostOfKind = 40;

    /// <summary>As much of the words as is compared: a report may have thousands of them.</summary>
    private const int Compared = 300;

    /// <summary>Reports of thirty days about this one within 400 m of it, or of much the same words; likeliest first.</summary>
    public Task<List<SimilarReport>> ToAsync(Id<Report> report, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<SimilarReport>(
            $"""
            with t as materialized (
                   select t.force, t.report, t.kind, t.point, t.submitted_at, left(t.words, {Compared}) as words
                     from contact.report t
                    where {viewer.Sees("t", "report")} and t.report = {report}),
                 candidate as (
                   select n.report, n.words, true as near from t cross join lateral ({Near}) n
                   union all select k.report, k.words, false from t cross join lateral ({Before}) k
                   union all select k.report, k.words, false from t cross join lateral ({After}) k),
                 compared as materialized (
                   select c.report, bool_or(c.near) as near, max(similarity(c.words, t.words)) as alike
                     from t cross join candidate c
                    where c.report <> t.report
                    group by c.report)
            select r.report, r.reference, r.kind, r.submitted_at, r.address, r.status, left(r.words, 160) as words,
                   r.point <-> t.point as metres, c.alike
              from t cross join compared c
              join contact.report r on r.force = t.force and r.report = c.report
             where {viewer.Sees("r", "report")} and (c.near or c.alike > {AlikeEnough})
             order by (r.kind = t.kind) desc, c.alike - coalesce(r.point <-> t.point, {NearMetres}) / 800 desc, r.submitted_at desc
             limit 5
            """,
            ct
        );

    /// <summary>By the spatial index first: fewer were ever near than came in a month. Hence <c>offset 0</c>, over which no condition is moved.</summary>
    private static Sql Near =>
        $"""
            select r.report, left(r.words, {Compared}) as words
              from (select r.report, r.words, r.submitted_at from contact.report r
                     where r.force = t.force and r.point <@ circle(t.point, {NearMetres}) offset 0) r
             where r.submitted_at between t.submitted_at - interval '30 days' and t.submitted_at + interval '30 days'
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
