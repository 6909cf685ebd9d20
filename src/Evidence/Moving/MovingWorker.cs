using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel.Running;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Bluelamp.Evidence.Moving;

/// <summary>
/// Moves contents in the background: what arrived to where things are kept, what nobody opens to the cold place, and what somebody opened back. Everything
/// arrives in the data folder, as safely and as fast as ever, whatever becomes of it later.
/// </summary>
internal sealed class MovingWorker(
    StorePlaces places,
    PlaceRows rows,
    Mover mover,
    ContentStore local,
    StorageOptions options,
    NpgsqlDataSource source,
    TimeProvider time,
    DatabaseWatch watch,
    ILogger<MovingWorker> logger
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>A half-made upload or file is left by a process that died when it is older.</summary>
    private static readonly TimeSpan Left = TimeSpan.FromDays(1);

    /// <summary>Between two looks at everything.</summary>
    private static readonly TimeSpan Rounds = TimeSpan.FromMinutes(10);

    private long? _round;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await places.BeginAsync(options, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Does once what is to be done.</summary>
    internal async Task WorkAsync(CancellationToken ct)
    {
        var layout = await places.NowAsync(ct);
        if (layout.IsPlain)
        {
            local.Arrived.Clear();
            return;
        }

        await PlaceAsync(layout, ct);
        if (layout.Cold is { Row: { } cold })
            await RecallAsync(layout, cold, ct);
        if (_round is { } last && time.GetElapsedTime(last) < Rounds)
            return;
        _round = time.GetTimestamp();
        await RoundAsync(layout, ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the process stops; the next one goes on
        }
    }

    private async Task TryAsync(CancellationToken ct)
    {
        try
        {
            await WorkAsync(ct);
        }
        catch (PlaceAwayException e)
        {
            logger.PlaceAway(e.Message);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or CannotRunException)
        {
            if (!watch.Noticed(e))
                logger.MovingInterrupted(e);
        }
    }

    /// <summary>What arrived lately goes where things are kept.</summary>
    private async Task PlaceAsync(Layout layout, CancellationToken ct)
    {
        var arrived = new HashSet<ContentHash>();
        while (local.Arrived.TryDequeue(out var hash))
            arrived.Add(hash);
        if (layout.Cold?.Row is { } cold && arrived.Count > 0)
            await rows.WantAsync(arrived, wanted: true, cold.Place, ct); // what was cold and arrived again is hot
        foreach (var some in arrived.Chunk(PlaceRows.Batch))
            await mover.PlaceAsync(some, ct);
    }

    private async Task RecallAsync(Layout layout, PlaceRow cold, CancellationToken ct)
    {
        if (await rows.WantedAsync(cold.Place, ct) is not { Count: > 0 } wanted)
            return;
        await mover.TheseAsync(wanted, [layout.Cold!.At], await HotAsync(layout, ct), remove: true, ct); // it has a row
        await rows.WantAsync(wanted, wanted: false, cold.Place, ct); // one that is damaged stays where it is
    }

    /// <summary>A look at everything, by one node at a time but for its own data folder.</summary>
    private async Task RoundAsync(Layout layout, CancellationToken ct)
    {
        if (layout.Hot.At != layout.Local.At)
            await mover.AllAsync(layout.Local.At, layout.Hot, Empties(layout), ct);
        await using var one = await AdvisoryLock.TryTakeAsync(source, "evidence.moving", ct);
        if (one is null)
            return;
        foreach (var place in layout.All)
            await TidyAsync(place, ct);
        if (layout.Cold is { Row: { } row } cold)
            await CoolAsync(layout, cold, row, ct);
    }

    private async Task TidyAsync(IPlace place, CancellationToken ct)
    {
        try
        {
            await place.TidyAsync(time.GetUtcNow() - Left, ct);
        }
        catch (PlaceAwayException e)
        {
            logger.PlaceAway(e.Message);
        }
    }

    private async Task CoolAsync(Layout layout, Placed cold, PlaceRow row, CancellationToken ct)
    {
        var since = time.GetUtcNow() - options.ColdAfter;
        var kept = layout.Sources.Where(static s => s.Row is { Keeps: true }).Select(static s => s.At).ToList();
        var sources = layout.All.Where(p => p != cold.At && !kept.Contains(p)).ToList();
        ContentHash? last = null;
        for (List<ContentHash> some; (some = await rows.UnusedAsync(row.Place, since, last, ct)).Count > 0; last = some[^1])
            await mover.TheseAsync(some, sources, cold, remove: true, ct);
    }

    /// <summary>Whether what arrived is taken away from the data folder once it is placed.</summary>
    private static bool Empties(Layout layout) => layout.Local.Row is not { Keeps: true };

    /// <summary>The place that things come back to has a row from now on, so that it can be said that they lie there.</summary>
    private async Task<Placed> HotAsync(Layout layout, CancellationToken ct)
    {
        if (layout.Hot.Row is not null)
            return layout.Hot;
        await rows.HotAsync(StorePlaces.Local, StorePlaces.Local, keeps: false, ct);
        return (await places.RenewAsync(ct)).Hot;
    }
}
