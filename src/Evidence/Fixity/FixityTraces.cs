using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Evidence.Fixity;

/// <summary>What is known of bytes goes with the last exhibit that has them.</summary>
internal sealed class FixityTraces : ITraces
{
    /// <summary>The views have let go of the exhibit before, and noted its bytes among those that may be nobody's.</summary>
    public Sql Erase(short force, Guid stream) =>
        $"""
            delete from evidence.fixity f
             using evidence.orphan o
             where f.sha256 = o.sha256
               and not {Needed.By($"f.sha256")}
            """;
}
