using Bluelamp.Kernel.Access;

namespace Bluelamp.Records;

/// <summary>Finds the crime of a reference for the break-glass door, also one that is closed: the door shows nothing but that it exists.</summary>
internal sealed class CrimeFinder(Db db) : IRecordFinder
{
    public async Task<Guid?> FindAsync(string reference, Viewer viewer, CancellationToken ct)
    {
        if (!CrimeReference.TryParse(reference, out var read))
            return null;
        var everyone = Viewer.System(viewer.Force, "break-glass");
        var found = await db.ListAsync<Guid>(
            $"select c.crime from records.crime c where {everyone.Sees("c")} and c.reference = {read.ToString()}",
            ct
        );
        return found is [var crime] ? crime : null;
    }
}
