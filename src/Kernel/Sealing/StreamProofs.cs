using System.Runtime.InteropServices;
using System.Text;
using Npgsql;

namespace Bluelamp.Kernel.Sealing;

/// <summary>An entry with everything that proves it: <c>SHA-256(0x00 ‖ salt ‖ canonical)</c> is the leaf at <paramref name="Index"/>.</summary>
/// <param name="Canonical">The entry as canonical JSON (RFC 8785).</param>
/// <param name="Proof">From the leaf to the root (RFC 6962 §2.1.1).</param>
public sealed record ProvenEntry(long Index, byte[] Salt, string Canonical, IReadOnlyList<Hash> Proof)
{
    public Hash Leaf => Merkle.Leaf([.. Salt, .. Encoding.UTF8.GetBytes(Canonical)]);
}

/// <summary>A signed checkpoint against which entries are proven, and the key that signed it.</summary>
public sealed record SealedHead(SealedLog Log, string Note, long Size, NoteKey Key);

/// <summary>A stream from its first entry up to this one.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StreamPart(Guid Stream, int Version);

/// <summary>Proves whole streams of the ledger against one checkpoint, for those who check without a database.</summary>
public sealed class StreamProofs(NpgsqlDataSource source)
{
    /// <summary>The newest checkpoint of the viewer's force; nothing when nothing is sealed yet.</summary>
    public async Task<SealedHead?> HeadAsync(Viewer viewer, CancellationToken ct)
    {
        var log = new SealedLog(viewer.Force, SealedLog.Ledger);
        await using var connection = await source.OpenConnectionAsync(ct);
        if (
            await SealStore.CheckpointAsync(log, connection, ct) is not { } note
            || !SignedNote.TryParse(note, out var signed)
            || !Checkpoint.TryParse(signed.Text, out var checkpoint)
        )
            return null;
        var keys = await SealKeys.ListAsync(log, connection, ct);
        return signed.SignedBy(keys.Select(static k => k.Key)) is [.., var key] ? new(log, note, checkpoint.Size, key) : null;
    }

    /// <summary>How many entries each of these streams has; those that the viewer may see.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> LengthsAsync(IReadOnlyCollection<Guid> streams, Viewer viewer, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var command = connection
            .CreateCommand()
            .With(
                $"""
                select l.stream, max(l.version)
                  from kernel.ledger l
                 where {viewer.Sees("l", "stream")} and l.stream = any((select {streams.ToArray()})::uuid[])
                 group by l.stream
                """
            );
        await using var rows = await command.ExecuteReaderAsync(ct);
        var lengths = new Dictionary<Guid, int>();
        while (await rows.ReadAsync(ct))
            lengths.Add(rows.GetGuid(0), rows.GetInt32(1));
        return lengths;
    }

    /// <summary>
    /// The entries of several streams, each proven: two queries for all. A stream is left out when one of its entries is closed to the viewer, was erased, or is
    /// newer than the checkpoint.
    /// </summary>
    /// <param name="parts">Each stream once. All their entries are in memory at once.</param>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<ProvenEntry>>> OfAsync(
        IReadOnlyCollection<StreamPart> parts,
        SealedHead head,
        Viewer viewer,
        CancellationToken ct
    )
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        var read = await ReadAsync(parts, head, viewer, connection, ct);
        var whole = parts
            .Where(p => read.TryGetValue(p.Stream, out var entries) && entries.Count == p.Version && entries.TrueForAll(e => Fits(e, head)))
            .Select(p => (p.Stream, Entries: read[p.Stream].ConvertAll(e => (Entry: e, Path: Proof.Inclusion(e.Index, head.Size)))))
            .ToList();
        var tiles = await SealStore.TilesAsync(
            head.Log,
            [
                .. whole
                    .SelectMany(static w => w.Entries)
                    .SelectMany(static e => e.Path)
                    .SelectMany(static p => p.Nodes())
                    .Select(static n => n.Tile)
                    .Distinct(),
            ],
            connection,
            ct
        );
        return whole.ToDictionary(
            static w => w.Stream,
            w =>
                (IReadOnlyList<ProvenEntry>)
                    w.Entries.ConvertAll(e =>
                        e.Entry with
                        {
                            Proof = [.. e.Path.Select(p => p.Root(n => n.In(tiles[n.Tile].Hashes.Span)))],
                        }
                    )
        );
    }

    private static bool Fits(ProvenEntry entry, SealedHead head) =>
        entry.Index >= 0 && entry.Index < head.Size && entry.Salt.Length == Leaf.SaltSize;

    private static async Task<Dictionary<Guid, List<ProvenEntry>>> ReadAsync(
        IReadOnlyCollection<StreamPart> parts,
        SealedHead head,
        Viewer viewer,
        NpgsqlConnection connection,
        CancellationToken ct
    )
    {
        await using var command = connection
            .CreateCommand()
            .With(
                $"""
                select {EntryRow.Columns(head.Log)}, s.first_index + array_position(s.positions, l.position) - 1
                  from unnest({parts.Select(static p => p.Stream).ToArray()}, {parts.Select(static p =>
                    p.Version
                ).ToArray()}) p (stream, version)
                  join kernel.ledger l on l.stream = p.stream and l.version <= p.version
                  left join lateral (select s.first_index, s.positions
                                       from kernel.seal s
                                      where s.force = l.force and s.log = {head.Log.Name} and (s.upto_xid, s.upto_position) > (l.xid, l.position)
                                      order by s.upto_xid, s.upto_position
                                      limit 1) s on true
                 where {viewer.SeesEntry("l")}
                 order by l.stream, l.version
                """
            );
        await using var rows = await command.ExecuteReaderAsync(ct);
        var entries = new Dictionary<Guid, List<ProvenEntry>>();
        while (await rows.ReadAsync(ct))
        {
            var entry = EntryRow.Export(rows, head.Log.Force);
            var salt = entry.IsErased ? [] : entry.Bytes[..Leaf.SaltSize];
            if (!entries.TryGetValue(rows.GetGuid(4), out var its))
                entries[rows.GetGuid(4)] = its = [];
            its.Add(new(rows.IsDBNull(12) ? -1 : rows.GetInt64(12), salt, Encoding.UTF8.GetString(entry.Bytes.AsSpan(salt.Length)), []));
        }
        return entries;
    }
}
