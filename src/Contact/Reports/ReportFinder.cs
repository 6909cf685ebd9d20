using Bluelamp.Kernel.Access;

namespace Bluelamp.Contact.Reports;

/// <summary>Finds the report of a reference, also one that is closed to the viewer.</summary>
internal sealed class ReportFinder(Db db) : IRecordFinder
{
    public async Task<Guid?> FindAsync(string reference, Viewer viewer, CancellationToken ct)
    {
        if (!ReportReference.TryParse(reference, out var read))
            return null;
        var everyone = Viewer.System(viewer.Force, "find-by-reference");
        var found = await db.ListAsync<Guid>(
            $"select r.report from contact.report r where {everyone.Sees("r")} and r.reference = {read.ToString()}",
            ct
        );
        return found is [var report] ? report : null;
    }
}
