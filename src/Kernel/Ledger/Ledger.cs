using System.Collections.Immutable;
using System.Diagnostics;
using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>
/// Decides and writes. A command costs one read of its streams (none for an <see cref="ICreation{TState}"/>) and one batch that holds entries,
/// views and nothing else. Two writers of one stream meet at the primary key <c>(force, stream, version)</c>; the second decides again on what
/// the first wrote. Because a version is only ever written over one that was already read as committed, ledger order and stream order agree.
/// </summary>
internal sealed class Ledger(
    NpgsqlDataSource source,
    IEnumerable<IView> views,
    EventTypes types,
    EntryReader entries,
    LedgerClock clock,
    LedgerSignal signal,
    ConsultationLog consultations
) : ILedger, IDisposable
{
    private const int Tries = 100; // each lost one is another's won
    private readonly IView[] _views = [.. views];

    /// <summary>
    /// Whoever lost a race decides again alone: when a hundred write one stream at once, as when people answer an appeal, all get through in turn, instead of
    /// all but one losing each round.
    /// </summary>
    private readonly SemaphoreSlim _again = new(1);

    public Task<Result<Appended>> DecideAsync<TState>(
        Id<TState> stream,
        ICommand<TState> command,
        Viewer viewer,
        CancellationToken ct,
        int? seen = null
    )
        where TState : IState<TState> => DecideAsync([Step.For(stream, command, seen)], viewer, ct);

    public async Task<Result<Appended>> DecideAsync(IReadOnlyList<Step> steps, Viewer viewer, CancellationToken ct, Sql? also = null)
    {
        using var activity = Meters.Source.StartActivity("ledger.decide");
        var from = Stopwatch.GetTimestamp();
        var isAlone = false;
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var pasts =
                    attempt == 1 && steps.All(static s => s.Creates && s.Seen is null)
                        ? [.. steps.Select(static _ => (IReadOnlyList<Entry>?)[])]
                        : await PastsAsync(steps, viewer, ct);
                var decided = Decide(steps, pasts, viewer);
                if (decided.Refused(out var refusal, out var written))
                    return refusal;
                try
                {
                    await WriteAsync(written, also, ct);
                    signal.Raise();
                    Meters.Commands.Record(Stopwatch.GetElapsedTime(from).TotalSeconds);
                    return new Appended(written.LastOrDefault(e => e.Stream == steps[0].Stream)?.Version ?? pasts[0]![^1].Version);
                }
                catch (PostgresException e) when (IsLostRace(e) && attempt < Tries)
                {
                    Meters.LostRaces.Add(1);
                }

                if (isAlone)
                    continue;
                await _again.WaitAsync(ct);
                isAlone = true;
            }
        }
        finally
        {
            if (isAlone)
                _again.Release();
        }
    }

    public void Dispose() => _again.Dispose();

    public async Task<TState> ReadAsync<TState>(Id<TState> stream, Viewer viewer, CancellationToken ct, DateTimeOffset? asAt = null)
        where TState : IState<TState> =>
        (await StreamAsync(stream.Value, viewer, ct, asAt)).Aggregate(TState.Empty, static (state, e) => state.Apply(e.Event));

    public async Task<IReadOnlyList<Entry>> StreamAsync(Guid stream, Viewer viewer, CancellationToken ct, DateTimeOffset? asAt = null)
    {
        var past = await EntriesAsync(StreamSql(stream, viewer, asAt), ct);
        if (viewer.IsStaff && past.Count > 0)
            await consultations.LookedAsync(viewer, [stream], "record", ct);
        return past;
    }

    public async Task<IReadOnlyList<Entry>> StreamsAsync(
        IReadOnlyCollection<Guid> streams,
        Viewer viewer,
        CancellationToken ct,
        DateTimeOffset? asAt = null
    )
    {
        Sql sql = $"""
            select {EntryReader.Columns}
              from kernel.ledger l
             where {viewer.Sees("l", "stream")}
               and l.stream = any((select {streams.ToArray()})::uuid[])
               and ({asAt} is null or l.at <= {asAt})
             order by l.at, l.stream, l.version
            """;
        var past = await EntriesAsync(sql, ct);
        await consultations.LookedAsync(viewer, [.. past.Select(static e => e.Stream).Distinct()], "record", ct);
        return past;
    }

    public async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(
        TimelineOf subject,
        Viewer viewer,
        CancellationToken ct,
        DateTimeOffset? asAt = null,
        TimelinePlace? before = null,
        int limit = 50,
        IReadOnlyCollection<Type>? of = null
    )
    {
        string[]? names = of is null ? null : [.. of.Select(types.NameOf)];
        Sql sql = $"""
            select {EntryReader.Columns}
              from kernel.ledger l
             where {viewer.SeesEntry("l")}
               and {Touches(subject)}
               and ({asAt} is null or l.at <= {asAt})
               and ({names} is null or l.type = any({names}))
               and ({before?.At} is null or (l.at, l.position) < ({before?.At}, {before?.Position}))
             order by l.at desc, l.position desc
             limit {Math.Clamp(limit, 1, 500)}
            """;
        await using var command = source.CreateCommand().With(sql);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<TimelineEntry>();
        while (await rows.ReadAsync(ct))
        {
            var entry = entries.Read(rows);
            found.Add(new(entry, new(entry.At, rows.GetInt64(9))));
        }

        if (viewer.IsStaff && found.Count > 0)
            await consultations.LookedAsync(viewer, subject.Records, "timeline", ct);
        return found;
    }

    /// <summary>By a plan that each connection keeps: making one costs more than reading a stream.</summary>
    private async Task<List<Entry>> EntriesAsync(Sql sql, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var command = connection.CreateCommand().With(sql);
        await command.PrepareAsync(ct);
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await entries.AllAsync(rows, ct);
    }

    private static Sql Touches(TimelineOf subject)
    {
        if (subject is { Records: [var only], Without: [], Also: [] })
            return $"l.subjects @> array[{only}]";
        Guid[] any = [.. subject.Records, .. subject.Also.Select(static m => m.Record)];
        return $"""
            l.subjects && {any}
               and (exists (select from unnest({subject.Records.ToArray()}) r(record)
                             where l.subjects @> array[r.record] and (r.record, l.at) not in (select w.record, w.at from {Moments(
                subject.Without
            )} w))
                    or exists (select from {Moments(subject.Also)} a where l.at = a.at and l.subjects @> array[a.record]))
            """;
    }

    private static Sql Moments(ImmutableArray<RecordMoment> moments) =>
        $"""
            (select m.record, m.at
               from unnest({moments.Select(static m => m.Record).ToArray()}, {moments.Select(static m => m.At).ToArray()}) m(record, at))
            """;

    private static Sql StreamSql(Guid stream, Viewer viewer, DateTimeOffset? asAt) =>
        $"""
            select {EntryReader.Columns}
              from kernel.ledger l
             where l.force = {viewer.Force} and l.stream = {stream}
               and ({asAt} is null or l.at <= {asAt})
               and {viewer.SeesStream(stream)}
             order by l.version
            """;

    /// <summary>What happened to each step's stream, in one round trip; null where the stream is closed to the viewer.</summary>
    private async Task<IReadOnlyList<Entry>?[]> PastsAsync(IReadOnlyList<Step> steps, Viewer viewer, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        foreach (var step in steps)
        {
            batch.BatchCommands.Add(((Sql)$"select {viewer.SeesStream(step.Stream)}").ToBatchCommand());
            batch.BatchCommands.Add(StreamSql(step.Stream, viewer, asAt: null).ToBatchCommand());
        }

        await using var rows = await batch.ExecuteReaderAsync(ct);
        var pasts = new IReadOnlyList<Entry>?[steps.Count];
        for (var i = 0; i < pasts.Length; i++)
        {
            await rows.ReadAsync(ct);
            var open = rows.GetBoolean(0);
            await rows.NextResultAsync(ct);
            var past = await entries.AllAsync(rows, ct);
            pasts[i] = open ? past : null;
            await rows.NextResultAsync(ct);
        }

        return pasts;
    }

    private Result<List<Entry>> Decide(IReadOnlyList<Step> steps, IReadOnlyList<Entry>?[] pasts, Viewer viewer)
    {
        var by = new By(viewer.Person, clock.Next());
        var written = new List<Entry>();
        for (var i = 0; i < steps.Count; i++)
        {
            if (pasts[i] is not { } past)
                return new NoSuchRecord();
            var head = past.Count == 0 ? 0 : past[^1].Version;
            if (steps[i].Seen is { } seen && (seen > head || past.Any(e => e.Version > seen && e.Event is not ILook)))
                return new ChangedMeanwhile();
            var decision = steps[i].Decide(past.Select(static e => e.Event), by);
            if (decision.Refusal is { } refusal)
                return refusal;
            foreach (var e in decision.Events)
                written.Add(Entry(steps[i].Stream, ++head, e, by, viewer));
        }

        return written;
    }

    private static Entry Entry(Guid stream, int version, IEvent e, By by, Viewer viewer) =>
        new(viewer.Force, stream, version, by.At, by.Person, viewer.Purpose.ToString(), Touched.By(e, stream), e);

    /// <summary>One round trip, one transaction: a batch without an explicit one commits or fails whole.</summary>
    private async Task WriteAsync(List<Entry> written, Sql? also, CancellationToken ct)
    {
        if (written.Count == 0 && also is null)
            return;
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var insert in LedgerRow.Inserts(written, types))
            batch.BatchCommands.Add(insert);
        foreach (var entry in written)
            AddViews(batch, entry);
        if (also is not null)
            batch.BatchCommands.Add(also.ToBatchCommand());
        await batch.PrepareAsync(ct); // once a connection for each text, which is a third of what a command costs
        await batch.ExecuteNonQueryAsync(ct);
        Meters.Entries.Add(written.Count);
    }

    private void AddViews(NpgsqlBatch batch, Entry entry)
    {
        foreach (var view in _views)
        {
            if (view.Write(entry) is { } write)
                batch.BatchCommands.Add(write.ToBatchCommand());
        }
    }

    private static bool IsLostRace(PostgresException e) =>
        e is { SqlState: PostgresErrorCodes.UniqueViolation, SchemaName: "kernel" }
        && e.TableName?.StartsWith("ledger_", StringComparison.Ordinal) == true;
}
