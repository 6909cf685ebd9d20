using Npgsql;

namespace Bluelamp.Bench;

/// <summary>Looks ten times a second how old the oldest entry is that no checkpoint covers yet.</summary>
internal static class SealWatch
{
    /// <summary>Its age in milliseconds at each look, 0 when all is sealed, until it is told to stop.</summary>
    public static async Task<List<double>> LagsAsync(NpgsqlDataSource source, CancellationToken stop)
    {
        var lags = new List<double>();
        while (!stop.IsCancellationRequested)
        {
            await using var oldest = source.CreateCommand(
                """
                select coalesce((select extract(epoch from clock_timestamp() - l.at)
                                   from kernel.ledger l
                                  where l.force = 98 and (l.xid, l.position) >= (s.upto_xid, s.upto_position)
                                  order by l.xid, l.position
                                  limit 1), 0)::float8
                  from (select upto_xid, upto_position from kernel.seal where force = 98 and log = 'ledger' order by first_index desc limit 1) s
                """
            );
            if (await oldest.ExecuteScalarAsync(CancellationToken.None) is double seconds)
                lags.Add(seconds * 1000);
            await Task.Delay(100, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return lags;
    }
}
