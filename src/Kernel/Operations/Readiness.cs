using Bluelamp.Kernel.Sealing;
using Bluelamp.Kernel.Web;
using Npgsql;

namespace Bluelamp.Kernel.Operations;

/// <summary>How well the installation works, for whoever watches the machines.</summary>
/// <param name="UnsealedFor">How long the oldest entry has waited for its seal.</param>
/// <param name="Parked">Reactions that wait for an operator.</param>
/// <param name="GivenUp">Messages that no server took.</param>
/// <param name="Failing">Workers of this node that a defect keeps from their work.</param>
public sealed record Readiness(bool Database, TimeSpan UnsealedFor, long Parked, long GivenUp, IReadOnlyList<string> Failing)
{
    private static readonly TimeSpan SealedWithin = TimeSpan.FromSeconds(30);

    /// <summary>Without its database a node serves nobody. What lags is for an operator to mend, and no reason to send people away.</summary>
    public bool Serves => Database;

    /// <summary>One line: <c>ready</c>, and what lags.</summary>
    public override string ToString()
    {
        if (!Database)
            return "no database";
        IEnumerable<string> said =
        [
            "ready",
            .. UnsealedFor > SealedWithin ? [$"sealing {UnsealedFor.TotalSeconds:0} s behind"] : Array.Empty<string>(),
            .. Parked > 0 ? [$"{Parked} reactions parked"] : Array.Empty<string>(),
            .. GivenUp > 0 ? [$"{GivenUp} messages given up"] : Array.Empty<string>(),
            .. Failing.Select(static worker => $"{worker} fails"),
        ];
        return string.Join("; ", said);
    }
}

/// <summary>Asks the database how things stand.</summary>
public sealed class ReadinessCheck(Db db, ForceProfile force, TimeProvider time, DatabaseWatch watch)
{
    public async Task<Readiness> AskAsync(CancellationToken ct)
    {
        try
        {
            var rows = await db.WorkingAsync<Row>(
                $"""
                select (select l.at from kernel.ledger l
                         where l.force = {force.Code}
                           and (l.xid, l.position) > (select s.upto_xid, s.upto_position from kernel.seal s
                                                       where s.force = {force.Code} and s.log = {SealedLog.Ledger}
                                                       order by s.first_index desc limit 1)
                         order by l.xid, l.position limit 1) as unsealed_since,
                       (select count(*) from kernel.reaction_retry r where r.force = {force.Code} and r.parked) as parked,
                       (select count(*) from kernel.message m where m.force = {force.Code} and m.failed) as given_up
                """,
                ct
            );
            var since = rows[0].UnsealedSince is { } at ? time.GetUtcNow() - at : TimeSpan.Zero;
            return new(Database: true, since, rows[0].Parked, rows[0].GivenUp, watch.Failing);
        }
        catch (NpgsqlException)
        {
            return new(Database: false, TimeSpan.Zero, 0, 0, []);
        }
    }

    private sealed record Row(DateTimeOffset? UnsealedSince, long Parked, long GivenUp);
}
