using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>
/// Runs the reactions of every module: one node at a time, by an advisory lock. Asks once for all of them, on the lock's own connection, what kinds of
/// entries were committed and which reactions are stuck, and wakes only those that have something to do; so a quiet platform asks one question a second,
/// and a lock that is lost stops them all.
/// </summary>
internal sealed class ReactionWorkers : DatabaseWorker
{
    /// <summary>What is committed within this time is read together, so that a busy ledger is not asked again after every commit.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);

    private readonly NpgsqlDataSource _source;
    private readonly LedgerSignal _signal;
    private readonly List<ReactionWorker> _workers;

    public ReactionWorkers(
        IServiceProvider services,
        IEnumerable<IReaction> reactions,
        NpgsqlDataSource source,
        LedgerSignal signal,
        TimeProvider time,
        DatabaseWatch watch
    )
        : base(time, watch)
    {
        (_source, _signal) = (source, signal);
        var reads = new ReactionReads();
        _workers = [.. reactions.Select(r => ActivatorUtilities.CreateInstance<ReactionWorker>(services, r, reads))];
    }

    /// <summary>Works for as long as this node holds the lock.</summary>
    protected override async Task WorkAsync(CancellationToken ct)
    {
        await using var held = await AdvisoryLock.TakeAsync(_source, "reactions", Time, ct);
        var place = await LedgerTail.NowAsync(held.Connection, ct); // before the first of them reads: what is committed later is news
        using var holding = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var running = Task.WhenAll(_workers.Select(w => w.RunAsync(holding.Token)));
        try
        {
            while (true)
            {
                var next = _signal.Next;
                place = await TellAsync(held.Connection, place, ct);
                await Task.WhenAny(next, Task.Delay(Look, Time, ct));
                await Task.Delay(Gather, Time, ct);
            }
        }
        finally
        {
            await holding.CancelAsync();
            await running;
        }
    }

    /// <summary>Wakes whom the entries behind a place concern; the answer is the place up to which everything was read.</summary>
    private async Task<LedgerPlace> TellAsync(NpgsqlConnection connection, LedgerPlace place, CancellationToken ct)
    {
        Sql sql = $"""
            select pg_snapshot_xmin(pg_current_snapshot()),
                   array(select distinct l.type
                           from kernel.ledger l
                          where (l.xid, l.position) > ({place.Xid.ToString(CultureInfo.InvariantCulture)}::text::xid8, {place.Position})
                            and l.xid < pg_snapshot_xmin(pg_current_snapshot())),
                   array(select distinct r.name from kernel.reaction_retry r where not r.parked)
            """;
        await using var command = connection.CreateCommand().With(sql);
        await command.PrepareAsync(ct);
        await using var rows = await command.ExecuteReaderAsync(ct);
        await rows.ReadAsync(ct);
        var committed = await rows.GetFieldValueAsync<string[]>(1, ct);
        var stuck = await rows.GetFieldValueAsync<string[]>(2, ct);
        var upTo = new LedgerPlace(await rows.GetFieldValueAsync<ulong>(0, ct), Position: 0);
        foreach (var worker in _workers)
            worker.Interest.Hear(committed, stuck, upTo);
        return upTo;
    }
}

/// <summary>How many reactions read the ledger at once: they all begin together, and each would open a connection of its own.</summary>
internal sealed class ReactionReads() : SemaphoreSlim(4)
{
    public async Task<T> OneAsync<T>(Func<Task<T>> read, CancellationToken ct)
    {
        await WaitAsync(ct);
        try
        {
            return await read();
        }
        finally
        {
            Release();
        }
    }
}
