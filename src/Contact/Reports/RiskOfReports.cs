using Bluelamp.Records;

namespace Bluelamp.Contact.Reports;

/// <summary>At what risk reports stand, for whoever may see their assessments.</summary>
internal sealed class RiskOfReports(Db db) : ICurrentRisk
{
    public async Task<IReadOnlyList<CurrentRisk>> OfAsync(Guid[] reports, Viewer viewer, CancellationToken ct) =>
        viewer.May("contact.inbox") || viewer.May("risk.read")
            ? await db.ListAsync<CurrentRisk>(
                $"""
                select r.report, r.score, r.grade from contact.report r
                 where {viewer.Sees("r", "report")} and r.report = any({reports}) and r.score is not null and r.grade is not null
                """,
                ct
            )
            : [];
}
