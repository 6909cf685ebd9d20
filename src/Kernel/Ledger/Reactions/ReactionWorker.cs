using Microsoft.Extensions.Logging;
using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>
/// Runs one reaction: reads the ledger from its stored place, reacts, keeps its place. A stream on which it fails steps aside and is tried
/// again with growing pauses, then parked in view of an operator; the other streams go on.
/// </summary>
internal sealed class ReactionWorker(
    IReaction reaction,
    ReactionReads reads,
    NpgsqlDataSource source,
    LedgerTail tail,
    ReactionStore store,
    EventTypes types,
    EntryReader entries,
    TimeProvider time,
    DatabaseWatch watch,
    ILogger<ReactionWorker> logger
)
{
    private const int Batch = 500;
    private const int Attempts = 8;
    private const int AtOnce = 8;
    private static readonly TimeSpan Mend = TimeSpan.FromSeconds(1);

    /// <summary>How often it keeps the place up to which there was nothing to do.</summary>
    private static readonly TimeSpan KeepEvery = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly string[] _types = [.. reaction.To.Select(types.NameOf)];
    private long _kept = time.GetTimestamp();

    /// <summary>What wakes it.</summary>
    public Interest Interest { get; } = new(reaction.Name, reaction.To.Select(types.NameOf).ToHashSet(StringComparer.Ordinal));

    /// <summary>Works until it is stopped, whatever fails meanwhile.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A reaction that ended would be missed by nobody until it is needed: whatever it is, say so and go on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                watch.Interrupted(e, reaction.Name);
                await Task.Delay(Mend, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        var place = await reads.OneAsync(() => store.PlaceAsync(reaction.Name, ct), ct);
        while (true)
        {
            var next = Interest.Next;
            place = await CatchUpAsync(place, ct);
            await RetryAsync(ct);
            while (await Task.WhenAny(next, Task.Delay(KeepEvery, time, ct)) != next)
            {
                ct.ThrowIfCancellationRequested();
                if (Interest.Passed(next) is { } passed)
                    place = await PassAsync(place, passed, ct);
            }
        }
    }

    private async Task<LedgerPlace> CatchUpAsync(LedgerPlace place, CancellationToken ct)
    {
        List<Committed> batch;
        do
        {
            (var settled, batch) = await reads.OneAsync(
                async () => (await tail.NowAsync(ct), await tail.AfterAsync(place, _types, Batch, ct)),
                ct
            );
            if (batch.Count == 0)
                return await PassAsync(place, settled, ct);
            var stuck = (await store.StuckAsync(reaction.Name, ct)).Select(static s => (s.Force, s.Stream)).ToHashSet();
            var streams = batch
                .Select(static c => c.Entry)
                .Where(e => !stuck.Contains((e.Force, e.Stream)))
                .GroupBy(static e => (e.Force, e.Stream));
            await Parallel.ForEachAsync(
                streams,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
                async (stream, stop) => await ReactInOrderAsync(stream, attempts: 0, stop)
            );
            place = batch.Count == Batch ? batch[^1].Place : Later(batch[^1].Place, settled);
            await store.KeepPlaceAsync(reaction.Name, place, ct);
        } while (batch.Count == Batch);

        return place;
    }

    /// <summary>Entries of other types are not read again: now, nor after a restart.</summary>
    private async Task<LedgerPlace> PassAsync(LedgerPlace place, LedgerPlace settled, CancellationToken ct)
    {
        var passed = Later(place, settled);
        if (passed != place && time.GetElapsedTime(_kept) >= KeepEvery)
        {
            await store.KeepPlaceAsync(reaction.Name, passed, ct);
            _kept = time.GetTimestamp();
        }

        return passed;
    }

    private static LedgerPlace Later(LedgerPlace a, LedgerPlace b) => (a.Xid, a.Position).CompareTo((b.Xid, b.Position)) >= 0 ? a : b;

    /// <summary>Reacts to a stream's entries until one fails; then the stream steps aside from that entry on.</summary>
    private async Task<bool> ReactInOrderAsync(IEnumerable<Entry> stream, int attempts, CancellationToken ct)
    {
        foreach (var entry in stream)
        {
            try
            {
                await reaction.ReactAsync(entry, ct);
                Meters.Reactions.Add(1);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                throw;
            }
#pragma warning disable CA1031 // Any failure of a reaction is kept for the operator, and must not stop the other streams.
            catch (Exception e)
#pragma warning restore CA1031
            {
                await StepAsideAsync(entry, attempts + 1, e, ct);
                return false;
            }
        }

        return true;
    }

    private async Task StepAsideAsync(Entry entry, int attempts, Exception e, CancellationToken ct)
    {
        var parked = attempts >= Attempts;
        var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, attempts - 1)));
        if (!watch.Noticed(e))
            logger.ReactionFailed(e, reaction.Name, entry.Stream, entry.Version, attempts);
        Meters.ReactionFailures.Add(1);
        if (parked)
            logger.ReactionParked(reaction.Name, entry.Stream, entry.Version);
        var error = $"{e.GetType().Name}: {e.Message}";
        var next = time.GetUtcNow() + pause;
        await store.StickAsync(new(reaction.Name, entry.Force, entry.Stream, entry.Version, attempts, next, parked, error), ct);
    }

    /// <summary>Takes stuck streams up again whose pause is over, from the entry that failed.</summary>
    private async Task RetryAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        foreach (var stuck in await reads.OneAsync(() => store.StuckAsync(reaction.Name, ct), ct))
        {
            if (stuck.Parked || (stuck.NextAt > now && stuck.NextAt <= now + LongestPause)) // further off: a clock that ran ahead said so
                continue;
            var rest = await RestAsync(stuck, ct);
            if (await ReactInOrderAsync(rest, stuck.Attempts, ct))
                await store.FreeAsync(reaction.Name, stuck.Force, stuck.Stream, ct);
        }
    }

    private async Task<List<Entry>> RestAsync(Stuck stuck, CancellationToken ct)
    {
        Sql sql = $"""
            select {EntryReader.Columns}
              from kernel.ledger l
             where l.force = {stuck.Force} and l.stream = {stuck.Stream} and l.version >= {stuck.Version}
               and l.type = any({_types})
             order by l.version
            """;
        await using var command = source.CreateCommand().With(sql);
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await entries.AllAsync(rows, ct);
    }
}
