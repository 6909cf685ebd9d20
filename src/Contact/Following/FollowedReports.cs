using Bluelamp.Contact.Reports;

namespace Bluelamp.Contact.Following;

/// <summary>What is needed to let somebody in to their report, and to head its page.</summary>
/// <param name="SecretHash">See <see cref="FollowSecret"/>.</param>
/// <param name="OnceHash">Of a code that was sent because the first was lost.</param>
public sealed record FollowedReport(Id<Report> Report, string Reference, string SecretHash, string? OnceHash);

/// <summary>Reports, for those who sent them.</summary>
public sealed class FollowedReports(Db db)
{
    /// <summary>A report whose key the viewer holds.</summary>
    public async Task<FollowedReport?> FindAsync(Id<Report> report, Viewer viewer, CancellationToken ct) =>
        viewer.Keys.Contains(report.Value) ? await FirstAsync($"r.report = {report}", viewer, ct) : null;

    /// <summary>A report by its reference, to compare the code with. Tell nobody whether it was there.</summary>
    internal Task<FollowedReport?> ByReferenceAsync(ReportReference reference, Viewer viewer, CancellationToken ct) =>
        FirstAsync($"r.reference = {reference.ToString()}", viewer, ct);

    private Task<FollowedReport?> FirstAsync(Sql which, Viewer viewer, CancellationToken ct) =>
        db.FirstAsync<FollowedReport>(
            $"""
            select r.report, r.reference, r.secret_hash, r.once_hash
              from contact.report r
             where {viewer.Sees("r", "report")} and {which}
             limit 1
            """,
            ct
        );
}
