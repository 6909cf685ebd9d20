using System.Collections.Immutable;
using System.Globalization;
using Bluelamp.Kernel.Access;
using Npgsql;

namespace Bluelamp.Kernel.Sealing;

/// <summary>Why content is erased.</summary>
/// <param name="Authority">Who ordered it.</param>
/// <param name="Reason">Why, in words without personal data.</param>
/// <param name="Rule">The retention rule or law that it rests on.</param>
public sealed record DisposalOrder(string Authority, string Reason, string Rule)
{
    internal DisposalOrder Trimmed() => new(Authority.Trim(), Reason.Trim(), Rule.Trim());
}

/// <summary>
/// Lawful disposal: erases what entries said, and writes an entry that says so, in one transaction. The proof of the log holds, since the leaves
/// stay; and the content is gone from the ledger, from every view and from what stands beside them. What other records say of this one is theirs.
/// </summary>
public sealed class Disposer(
    NpgsqlDataSource source,
    IEnumerable<IView> views,
    IEnumerable<ITraces> traces,
    IEnumerable<ICompanions> companions,
    IEnumerable<IDisposalBar> bars,
    EventTypes types,
    EntryReader reader,
    LedgerClock clock,
    LedgerSignal signal
)
{
    private const int Tries = 5;
    private const string Restated = "as before the disposal";

    /// <summary>Shorter than PostgreSQL waits before it ends one of two who wait for each other: it is the disposal that gives way.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>Erases the content of entries of a stream.</summary>
    /// <param name="versions">Which entries; <c>null</c> for all that still have content, here and in the streams that go with it.</param>
    /// <param name="seen">The version of the stream that the order rests on; a newer head is refused with <see cref="ChangedMeanwhile"/>.</param>
    /// <param name="basis">What else it rests on.</param>
    public async Task<Result<Appended>> DisposeAsync(
        Guid stream,
        IReadOnlyCollection<int>? versions,
        DisposalOrder order,
        Viewer viewer,
        CancellationToken ct,
        int? seen = null,
        DisposalBasis? basis = null
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(stream, versions, order, viewer, seen, basis, ct);
            }
            catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.LockNotAvailable } && basis is not null)
            {
                return new IsBeingChanged();
            }
            catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation } && attempt < Tries)
            {
                // somebody appended to the stream meanwhile: look again
            }
        }
    }

    private async Task<Result<Appended>> TryAsync(
        Guid stream,
        IReadOnlyCollection<int>? versions,
        DisposalOrder order,
        Viewer viewer,
        int? seen,
        DisposalBasis? basis,
        CancellationToken ct
    )
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (basis is not null && await StandsAsync(basis, connection, ct) is { } objection)
            return objection;
        IReadOnlyList<Guid> along = versions is null ? await CompanionsAsync(stream, viewer, connection, ct) : [];
        var done = await EraseAsync(stream, versions, order, viewer, seen, connection, ct);
        if (done.Refused(out _, out _))
            return done;
        foreach (var companion in along)
        {
            var went = await EraseAsync(companion, versions: null, order, viewer, seen: null, connection, ct);
            if (went.Refused(out var refusal, out _) && refusal is not (NothingToDispose or NoSuchRecord)) // one that is gone or closed stays as it is
                return refusal;
        }
        await transaction.CommitAsync(ct);
        signal.Raise();
        return done;
    }

    private static async Task<Refusal?> StandsAsync(DisposalBasis basis, NpgsqlConnection connection, CancellationToken ct)
    {
        Sql patience = $"select set_config('lock_timeout', {Patience.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)}, true)";
        await RunAsync(connection, [patience.ToBatchCommand(), .. basis.Locks.Select(static l => l.ToBatchCommand())], ct);
        return await basis.Objection(ct);
    }

    /// <summary>The streams that go when all of a record goes.</summary>
    public async Task<IReadOnlyList<Guid>> CompanionsAsync(Guid record, Viewer viewer, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await CompanionsAsync(record, viewer, connection, ct);
    }

    private async Task<IReadOnlyList<Guid>> CompanionsAsync(Guid record, Viewer viewer, NpgsqlConnection connection, CancellationToken ct)
    {
        var found = new List<Guid>();
        foreach (var kind in companions)
        {
            await using var command = connection.CreateCommand().With(kind.Streams(viewer.Force, record));
            await using var rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
                found.Add(rows.GetGuid(0));
        }
        return found;
    }

    private async Task<Result<Appended>> EraseAsync(
        Guid stream,
        IReadOnlyCollection<int>? versions,
        DisposalOrder order,
        Viewer viewer,
        int? seen,
        NpgsqlConnection connection,
        CancellationToken ct
    )
    {
        var past = await PastAsync(stream, viewer, connection, ct);
        if (past.Count == 0)
            return new NoSuchRecord();
        if (seen is { } version && version != past[^1].Entry.Version)
            return new ChangedMeanwhile();
        if (bars.Select(b => b.Bars(past.Select(static p => p.Entry.Event))).FirstOrDefault(static r => r is not null) is { } barred)
            return barred;
        var chosen = past.Where(p => HasContent(p.Entry) && versions?.Contains(p.Entry.Version) != false).ToList();
        if (chosen.Count == 0 || versions?.Count > chosen.Count)
            return new NothingToDispose();
        var closed = StillClosed(past.Select(static p => p.Entry), chosen.Select(static c => c.Entry));
        var erased = chosen.Select(static c => new DisposedEntry(c.Entry.Version, c.Remains.ToString())).ToImmutableArray();
        var disposal = Entry(past[^1].Entry, new EntriesDisposed(erased, order.Authority, order.Reason, order.Rule), viewer);
        List<Entry> written = closed is null ? [disposal] : [disposal, Entry(disposal, closed, viewer)];

        // The new version goes in first: a writer of the same stream now waits for us, and then decides again.
        await RunAsync(connection, [.. LedgerRow.Inserts(written, types), Erase(viewer.Force, stream, erased).ToBatchCommand()], ct);
        var gone = erased.Select(static e => e.Version).ToHashSet();
        var left = past.Select(p => gone.Contains(p.Entry.Version) ? p.Entry with { Event = Disposed.Content } : p.Entry).Concat(written);
        await RewriteViewsAsync(viewer.Force, stream, [.. left], connection, ct);
        return new Appended(disposal.Version);
    }

    private async Task<List<(Entry Entry, Hash Remains)>> PastAsync(
        Guid stream,
        Viewer viewer,
        NpgsqlConnection connection,
        CancellationToken ct
    )
    {
        await using var command = connection
            .CreateCommand()
            .With(
                $"""
                select {EntryReader.Columns}
                  from kernel.ledger l
                 where l.force = {viewer.Force} and l.stream = {stream} and {viewer.SeesStream(stream)}
                 order by l.version
                """
            );
        await using var rows = await command.ExecuteReaderAsync(ct);
        var past = new List<(Entry, Hash)>();
        while (await rows.ReadAsync(ct))
        {
            var entry = reader.Read(rows);
            var fields = new EntryFields(
                entry.Force,
                entry.Stream,
                entry.Version,
                rows.GetString(7),
                entry.At,
                entry.Actor,
                entry.Purpose,
                entry.Subjects.AsSpan(),
                "null"u8
            );
            past.Add((entry, EntryRow.Remains(fields)));
        }
        return past;
    }

    private Entry Entry(Entry head, IEvent e, Viewer viewer) =>
        new(
            viewer.Force,
            head.Stream,
            head.Version + 1,
            clock.Next(),
            viewer.Person,
            viewer.Purpose.ToString(),
            Touched.By(e, head.Stream),
            e
        );

    /// <summary>
    /// The restriction to say anew when the entry that made it goes: what others still say of a closed record, such as a link to it, must not come
    /// open by its disposal.
    /// </summary>
    private static RecordRestricted? StillClosed(IEnumerable<Entry> past, IEnumerable<Entry> chosen)
    {
        var last = past.LastOrDefault(static e => e.Event is RecordRestricted or RestrictionLifted);
        return last?.Event is RecordRestricted closed && chosen.Contains(last) ? closed with { Reason = Restated } : null;
    }

    /// <summary>Whether something of the entry is left to erase. Disposals stay, and so does that a record is closed.</summary>
    internal static bool HasContent(Entry entry) =>
        entry.Event is not (Disposed or EntriesDisposed or RecordRestricted { Reason: Restated });

    private static Sql Erase(short force, Guid stream, ImmutableArray<DisposedEntry> erased) =>
        $"""
            update kernel.ledger set data = null, salt = null
             where force = {force} and stream = {stream} and version = any({erased.Select(static e => e.Version).ToArray()})
            """;

    /// <summary>Views forget the stream, and take up again what is left of it; what stands beside them goes.</summary>
    private async Task RewriteViewsAsync(
        short force,
        Guid stream,
        IReadOnlyList<Entry> left,
        NpgsqlConnection connection,
        CancellationToken ct
    )
    {
        await RunAsync(connection, views.Select(v => v.Forget(force, stream).ToBatchCommand()), ct);
        await ViewBatch.WriteAsync(connection, [.. views], left, ct);
        await RunAsync(connection, traces.Select(t => t.Erase(force, stream).ToBatchCommand()), ct);
    }

    private static async Task RunAsync(NpgsqlConnection connection, IEnumerable<NpgsqlBatchCommand> commands, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(ct);
    }
}

public sealed record NothingToDispose()
    : Refusal.Conflict(
        "nothing-to-dispose",
        "These entries have no content that could be erased. Look at the record's timeline and choose again."
    );
