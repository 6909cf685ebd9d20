using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>
/// Writes what happened before this database was there: a demo world, records taken over from another system. The same commands decide, each
/// at the moment that the teller gives, in order of time; entries go in by <c>COPY</c>, many to a transaction. Not for live work: it takes the
/// streams to be its own.
/// </summary>
/// <remarks>Reactions begin behind it: nobody is written to about what is long past.</remarks>
public sealed class History(
    NpgsqlDataSource source,
    IEnumerable<IView> views,
    IEnumerable<IReaction> reactions,
    ReactionStore places,
    LedgerTail tail,
    EventTypes types,
    LedgerSignal signal
)
{
    private const int Group = 1_000;

    /// <summary>So many entries are told before the planner looks first; then four times as many, and so on.</summary>
    private const int FirstLook = 2_000;
    private readonly IView[] _views = [.. views];

    /// <summary>Begins to tell.</summary>
    public Telling Begin(short force) => new(this, force);

    /// <summary>One telling, from first to last. Dispose of nothing; call <see cref="FinishAsync"/>.</summary>
    public sealed class Telling
    {
        private readonly History _history;
        private readonly short _force;
        private readonly Dictionary<Guid, List<IEvent>> _streams = [];
        private readonly List<Entry> _waiting = new(Group);
        private DateTimeOffset _last;
        private long _known = FirstLook;

        internal Telling(History history, short force) => (_history, _force) = (history, force);

        /// <summary>How many entries were told.</summary>
        public long Entries { get; private set; }

        /// <summary>What happened to a stream so far, as its state.</summary>
        public TState State<TState>(Id<TState> stream)
            where TState : IState<TState> => Past(stream.Value).Aggregate(TState.Empty, static (s, e) => s.Apply(e));

        /// <summary>Decides a command as <paramref name="viewer"/> at a moment no earlier than the last one.</summary>
        public Task<Refusal?> DecideAsync<TState>(
            Id<TState> stream,
            ICommand<TState> command,
            Viewer viewer,
            DateTimeOffset at,
            CancellationToken ct
        )
            where TState : IState<TState> => DecideAsync([Step.For(stream, command)], viewer, at, ct);

        /// <summary>Several decisions that stand or fall together.</summary>
        public async Task<Refusal?> DecideAsync(IReadOnlyCollection<Step> steps, Viewer viewer, DateTimeOffset at, CancellationToken ct)
        {
            at = at < _last ? _last : at.ToUniversalTime();
            at = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
            var by = new By(viewer.Person, at);
            var decided = steps.Select(step => (step.Stream, Decision: step.Decide(Past(step.Stream), by))).ToList();
            if (decided.Find(static d => d.Decision.Refusal is not null) is { Decision.Refusal: { } refusal })
                return refusal;
            _last = at;
            foreach (var (stream, decision) in decided)
                Tell(stream, decision, by, viewer);
            if (_waiting.Count >= Group)
                await FlushAsync(ct);
            return null;
        }

        private List<IEvent> Past(Guid stream) => _streams.TryGetValue(stream, out var past) ? past : _streams[stream] = [];

        private void Tell(Guid stream, Decision decision, By by, Viewer viewer)
        {
            var past = Past(stream);
            foreach (var e in decision.Events)
            {
                past.Add(e);
                _waiting.Add(new(_force, stream, past.Count, by.At, by.Person, viewer.Purpose.ToString(), Touched.By(e, stream), e));
            }
        }

        public async Task FinishAsync(CancellationToken ct)
        {
            await FlushAsync(ct);
            await _history.ToldAsync(ct);
        }

        /// <summary>Writes what was told so far, for a teller who must read it to go on.</summary>
        public async Task FlushAsync(CancellationToken ct)
        {
            await _history.WriteAsync(_waiting, ct);
            Entries += _waiting.Count;
            _waiting.Clear();
            if (Entries < _known)
                return;
            _known *= 4;
            await _history.LookAsync(ct);
        }
    }

    /// <summary>
    /// Lets the planner see how much there is by now. By itself the database looks once a minute; until then it takes every table for empty, and reads all
    /// links of a force to find those of a person.
    /// </summary>
    private async Task LookAsync(CancellationToken ct)
    {
        await using var look = source.CreateCommand("analyze");
        await look.ExecuteNonQueryAsync(ct);
    }

    private async Task ToldAsync(CancellationToken ct)
    {
        var now = await tail.NowAsync(ct);
        foreach (var reaction in reactions)
            await places.KeepPlaceAsync(reaction.Name, now, ct);
        signal.Raise();
    }

    private async Task WriteAsync(List<Entry> told, CancellationToken ct)
    {
        if (told.Count == 0)
            return;
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var copy = await connection.BeginBinaryImportAsync(Copy, ct))
        {
            foreach (var entry in told)
                await LedgerRow.Of(entry, types).WriteAsync(copy, ct);
            await copy.CompleteAsync(ct);
        }

        await ViewBatch.WriteAsync(connection, _views, told, ct);
        await transaction.CommitAsync(ct);
    }

    private const string Copy =
        "copy kernel.ledger (force, stream, version, type, at, actor, purpose, subjects, data, salt, leaf) from stdin (format binary)";
}

/// <summary>Writes what many entries mean for the views, in one batch.</summary>
internal static class ViewBatch
{
    public static async Task WriteAsync(
        NpgsqlConnection connection,
        IReadOnlyList<IView> views,
        IEnumerable<Entry> entries,
        CancellationToken ct
    )
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var entry in entries)
        {
            foreach (var view in views)
            {
                if (view.Write(entry) is { } write)
                    batch.BatchCommands.Add(write.ToBatchCommand());
            }
        }

        if (batch.BatchCommands.Count == 0)
            return;
        await batch.PrepareAsync(ct); // once a connection for each text
        await batch.ExecuteNonQueryAsync(ct);
    }
}
