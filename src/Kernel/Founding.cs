using Bluelamp.Kernel.Web;
using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>What a process does once the schema stands, before anything is written: the force has its partitions, and the clock goes on where it was.</summary>
public sealed class Founding(NpgsqlDataSource source, ForceProfile force, LedgerClock clock)
{
    public async Task BeginAsync(CancellationToken ct)
    {
        await using (var found = source.CreateCommand("select kernel.found_force($1)"))
        {
            found.Parameters.Add(new NpgsqlParameter<short> { TypedValue = force.Code });
            await found.ExecuteNonQueryAsync(ct);
        }

        await clock.CatchUpAsync(source, ct);
    }
}
