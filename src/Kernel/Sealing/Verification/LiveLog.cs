using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Npgsql;

namespace Bluelamp.Kernel.Sealing;

/// <summary>A log in the database. Stretches of it are read and hashed side by side, on every core.</summary>
internal sealed class LiveLog(SealedLog log, Snapshot snapshot, IReadOnlySet<string> keeps) : ILogSource
{
    private const int Stretch = 8_192;
    private LedgerPlace _upto;

    public SealedLog Log => log;

    public async Task<IReadOnlyList<LogKey>> KeysAsync(CancellationToken ct) => await SealKeys.ListAsync(log, snapshot.Main, ct);

    public async Task<IReadOnlyList<string>> CheckpointsAsync(CancellationToken ct)
    {
        await using var command = snapshot
            .Main.CreateCommand()
            .With($"select note from kernel.checkpoint where force = {log.Force} and log = {log.Name} order by size");
        await using var rows = await command.ExecuteReaderAsync(ct);
        var notes = new List<string>();
        while (await rows.ReadAsync(ct))
            notes.Add(rows.GetString(0));
        return notes;
    }

    public Task<Dictionary<TileId, Tile>> TilesAsync(IReadOnlyCollection<TileId> ids, CancellationToken ct) =>
        SealStore.TilesAsync(log, ids, snapshot.Main, ct);

    public async IAsyncEnumerable<EntryChunk> SealedAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var reading = new Queue<Task<EntryChunk>>();
        for (var from = default(SealEnd); await NextAsync(from, ct) is { } to; from = to)
        {
            var (start, end) = (from, to);
            reading.Enqueue(snapshot.ReadAsync(c => StretchAsync(start, end, c, ct), ct));
            _upto = to.Upto;
            if (reading.Count > snapshot.Width)
                yield return await reading.Dequeue();
        }
        while (reading.TryDequeue(out var next))
            yield return await next;
    }

    public async IAsyncEnumerable<CheckedEntry> UnsealedAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = snapshot
            .Main.CreateCommand()
            .With(
                $"""
                select {EntryRow.Columns(log)}, l.xid >= pg_snapshot_xmax(pg_current_snapshot())
                  from {log.Table} l
                 where l.force = {log.Force} and (l.xid, l.position) >= ({SealBatch.Xid(_upto)}::text::xid8, {_upto.Position})
                 order by l.xid, l.position
                """
            );
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var entry = EntryRow.Check(rows, log.Force, keeps);
            yield return rows.GetBoolean(12) ? entry with { Problem = "it comes from a transaction that never was" } : entry;
        }
    }

    /// <summary>The end of the next stretch of whole batches.</summary>
    private async Task<SealEnd?> NextAsync(SealEnd from, CancellationToken ct)
    {
        await using var command = snapshot
            .Main.CreateCommand()
            .With(
                $"""
                select first_index + size, upto_xid, upto_position
                  from kernel.seal
                 where force = {log.Force} and log = {log.Name} and first_index >= {from.Size}
                 order by first_index
                 limit 500
                """
            );
        await using var rows = await command.ExecuteReaderAsync(ct);
        SealEnd? end = null;
        while ((end is null || end.Value.Size - from.Size < Stretch) && await rows.ReadAsync(ct))
            end = new(rows.GetInt64(0), new(rows.GetFieldValue<ulong>(1), rows.GetInt64(2)));
        return end;
    }

    private async Task<EntryChunk> StretchAsync(SealEnd from, SealEnd to, NpgsqlConnection connection, CancellationToken ct)
    {
        var (entries, wrong) = (new List<CheckedEntry>(), new List<Wrong>());
        var rows = await RowsAsync(from.Upto, to.Upto, connection, wrong, ct);
        var next = from.Size;
        await foreach (var batch in BatchesAsync(from, to, connection, ct))
        {
            if (batch.FirstIndex != next)
                wrong.Add(new(log.Origin, "the batches of the seal do not follow each other", next));
            next = batch.FirstIndex + batch.Size;
            Take(batch, rows, entries, wrong);
        }
        wrong.AddRange(rows.Values.Select(NeverSealed));
        return new(from.Size, entries, wrong);
    }

    private void Take(Batch batch, Dictionary<long, CheckedEntry> rows, List<CheckedEntry> entries, List<Wrong> wrong)
    {
        var places = new List<LedgerPlace>(batch.Positions.Length);
        foreach (var position in batch.Positions)
        {
            entries.Add(rows.Remove(position, out var row) ? row : CheckedEntry.Gone(position));
            if (row is not null)
                places.Add(row.Place);
        }
        var isWhole = places.Count == batch.Positions.Length;
        var digest = SealBatch.Digest(log, batch.FirstIndex, places, batch.Upto, batch.At);
        if (isWhole && (batch.Size != places.Count || !digest.AsSpan().SequenceEqual(batch.Digest)))
            wrong.Add(new(log.Origin, "the seal of this batch, or the place of one of its entries, was changed", batch.FirstIndex));
    }

    private Wrong NeverSealed(CheckedEntry entry) => entry.Wrong(log, "it was put in later: it was never sealed", index: null);

    private async Task<Dictionary<long, CheckedEntry>> RowsAsync(
        LedgerPlace from,
        LedgerPlace to,
        NpgsqlConnection connection,
        List<Wrong> wrong,
        CancellationToken ct
    )
    {
        await using var command = connection
            .CreateCommand()
            .With(
                $"""
                select {EntryRow.Columns(log)}
                  from {log.Table} l
                 where l.force = {log.Force}
                   and (l.xid, l.position) >= ({SealBatch.Xid(from)}::text::xid8, {from.Position})
                   and (l.xid, l.position) < ({SealBatch.Xid(to)}::text::xid8, {to.Position})
                 order by l.xid, l.position
                """
            );
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new Dictionary<long, CheckedEntry>(Stretch);
        while (await rows.ReadAsync(ct))
        {
            var entry = EntryRow.Check(rows, log.Force, keeps);
            if (!found.TryAdd(entry.Place.Position, entry))
                wrong.Add(NeverSealed(entry));
        }
        return found;
    }

    private async IAsyncEnumerable<Batch> BatchesAsync(
        SealEnd from,
        SealEnd to,
        NpgsqlConnection connection,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var command = connection
            .CreateCommand()
            .With(
                $"""
                select first_index, size, positions, upto_xid, upto_position, at, digest
                  from kernel.seal
                 where force = {log.Force} and log = {log.Name} and first_index >= {from.Size} and first_index < {to.Size}
                 order by first_index
                """
            );
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            yield return new(
                rows.GetInt64(0),
                rows.GetInt32(1),
                rows.GetFieldValue<long[]>(2),
                new(rows.GetFieldValue<ulong>(3), rows.GetInt64(4)),
                rows.GetFieldValue<DateTimeOffset>(5),
                rows.GetFieldValue<byte[]>(6)
            );
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Batch(long FirstIndex, int Size, long[] Positions, LedgerPlace Upto, DateTimeOffset At, byte[] Digest);
}
