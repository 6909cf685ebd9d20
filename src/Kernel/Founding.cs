using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Web;
using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>What a process does once the schema stands, before anything is written: the force has its partitions, the clock goes on where it was, and the secret of the ids is at hand.</summary>
public sealed class Founding(NpgsqlDataSource source, ForceProfile force, LedgerClock clock, IdSecretKeeper secret)
{
    public async Task BeginAsync(CancellationToken ct)
    {
        await using (var found = source.CreateCommand("select kernel.found_force($1)"))
        {
            found.Parameters.Add(new NpgsqlParameter<short> { TypedValue = force.Code });
            await found.ExecuteNonQueryAsync(ct);
        }

        await clock.CatchUpAsync(source, ct);
        await secret.TakeAsync(ct);
    }
}
