using System.Globalization;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>
/// Asks once for all reactions of this process what kinds of entries were committed, and wakes only those that react to them. When each asked for itself
/// after every commit, ten that had nothing to do took a tenth of two cores. Nothing hangs on it: a reaction also looks by itself every second.
/// </summary>
internal sealed class LedgerNews(NpgsqlDataSource source, LedgerTail tail, LedgerSignal signal, TimeProvider time, DatabaseWatch watch)
    : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>What is committed within this time is read together, so that a busy ledger is not asked again after every commit.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);

    private readonly List<Interest> _interests = [];

    /// <summary>What one reaction waits for. Made before this starts.</summary>
    public Interest In(IEnumerable<string> types)
    {
        var interest = new Interest(types.ToHashSet(StringComparer.Ordinal));
        _interests.Add(interest);
        return interest;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LedgerPlace? place = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var next = signal.Next;
                place = place is { } last ? await TellAsync(last, stoppingToken) : await tail.NowAsync(stoppingToken);
                await Task.WhenAny(next, Task.Delay(Look, time, stoppingToken));
                await Task.Delay(Gather, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                watch.Interrupted(e, nameof(LedgerNews));
                await Task.Delay(Look, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Says of what kinds the entries behind a place are; the answer is the place up to which everything was read.</summary>
    private async Task<LedgerPlace> TellAsync(LedgerPlace place, CancellationToken ct)
    {
        Sql sql = $"""
            select pg_snapshot_xmin(pg_current_snapshot()),
                   array(select distinct l.type
                           from kernel.ledger l
                          where (l.xid, l.position) > ({place.Xid.ToString(CultureInfo.InvariantCulture)}::text::xid8, {place.Position})
                            and l.xid < pg_snapshot_xmin(pg_current_snapshot()))
            """;
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var command = connection.CreateCommand().With(sql);
        await command.PrepareAsync(ct);
        await using var rows = await command.ExecuteReaderAsync(ct);
        await rows.ReadAsync(ct);
        var committed = await rows.GetFieldValueAsync<string[]>(1, ct);
        foreach (var interest in _interests)
            interest.Hear(committed);
        return new(await rows.GetFieldValueAsync<ulong>(0, ct), Position: 0);
    }

    /// <summary>The kinds of entries that one reaction waits for.</summary>
    internal sealed class Interest(HashSet<string> types)
    {
        private volatile TaskCompletionSource _next = Fresh();

        /// <summary>Completes when an entry of these kinds was committed. Take it before reading, so that nothing is missed in between.</summary>
        public Task Next => _next.Task;

        internal void Hear(string[] committed)
        {
            if (types.Overlaps(committed))
                Interlocked.Exchange(ref _next, Fresh()).TrySetResult();
        }

        private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
