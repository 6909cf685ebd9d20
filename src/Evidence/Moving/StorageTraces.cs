using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Evidence.Moving;

/// <summary>Where bytes lie and when they were used goes with the last exhibit that has them.</summary>
internal sealed class StorageTraces : ITraces
{
    /// <summary>The views have let go of the exhibit before, and noted its bytes among those that may be nobody's.</summary>
    public Sql Erase(short force, Guid stream) =>
        $"""
            with nobodys as (
              select o.sha256 from evidence.orphan o
               where not {Needed.By($"o.sha256")}),
            used as (delete from evidence.used u using nobodys n where u.sha256 = n.sha256 returning u.sha256)
            delete from evidence.lies l using nobodys n where l.sha256 = n.sha256
            """;
}
