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

    /// <summary>
    /// The entries of a stream from its first up to <paramref name="version"/>, each proven; nothing when one of them is closed to the viewer, was erased,
    /// or is newer than the checkpoint.
    /// </summary>
    public async Task<IReadOnlyList<ProvenEntry>?> OfAsync(Guid stream, int version, SealedHead head, Viewer viewer, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        var entries = await ReadAsync(stream, version, head, viewer, connection, ct);
        if (entries.Count != version || entries.Exists(e => e.Index < 0 || e.Index >= head.Size || e.Salt.Length != Leaf.SaltSize))
            return null;
        var paths = entries.ConvertAll(e => Proof.Inclusion(e.Index, head.Size));
        var tiles = await SealStore.TilesAsync(
            head.Log,
            [.. paths.SelectMany(static path => path).SelectMany(static p => p.Nodes()).Select(static n => n.Tile).Distinct()],
            connection,
            ct
        );
        return [.. entries.Zip(paths, (e, path) => e with { Proof = [.. path.Select(p => p.Root(n => n.In(tiles[n.Tile].Hashes.Span)))] })];
    }

    private static async Task<List<ProvenEntry>> ReadAsync(
        Guid stream,
        int version,
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
                  from kernel.ledger l
                  left join lateral (select s.first_index, s.positions
                                       from kernel.seal s
                                      where s.force = l.force and s.log = {head.Log.Name} and (s.upto_xid, s.upto_position) > (l.xid, l.position)
                                      order by s.upto_xid, s.upto_position
                                      limit 1) s on true
                 where {viewer.SeesEntry("l")} and l.stream = {stream} and l.version <= {version}
                 order by l.version
                """
            );
        await using var rows = await command.ExecuteReaderAsync(ct);
        var entries = new List<ProvenEntry>();
        while (await rows.ReadAsync(ct))
        {
            var entry = EntryRow.Export(rows, head.Log.Force);
            var salt = entry.IsErased ? [] : entry.Bytes[..Leaf.SaltSize];
            entries.Add(
                new(rows.IsDBNull(12) ? -1 : rows.GetInt64(12), salt, Encoding.UTF8.GetString(entry.Bytes.AsSpan(salt.Length)), [])
            );
        }
        return entries;
    }
}
