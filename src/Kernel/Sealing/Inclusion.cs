using Npgsql;

namespace Bluelamp.Kernel.Sealing;

/// <summary>The proof that one entry is in a log, to be checked against a checkpoint with nothing but SHA-256.</summary>
/// <param name="Index">The entry's place in the log, from 0.</param>
/// <param name="Leaf">Base64 of its leaf.</param>
/// <param name="Proof">Base64 of the hashes from the leaf to the root (RFC 6962 §2.1.1).</param>
/// <param name="Checkpoint">The signed note with the root.</param>
public sealed record InclusionProof(string Log, long Index, long Size, string Leaf, IReadOnlyList<string> Proof, string Checkpoint);

/// <summary>Works out inclusion proofs: five queries, whatever the size of the log.</summary>
public sealed class Inclusion(NpgsqlDataSource source)
{
    /// <summary>The proof for an entry, or nothing when the viewer may not see it, or it is too new to be sealed.</summary>
    public async Task<InclusionProof?> OfAsync(Guid stream, int version, Viewer viewer, CancellationToken ct)
    {
        var log = new SealedLog(viewer.Force, SealedLog.Ledger);
        await using var connection = await source.OpenConnectionAsync(ct);
        if (
            await IndexAsync(log, stream, version, viewer, connection, ct) is not { } index
            || await SealStore.CheckpointAsync(log, connection, ct) is not { } note
            || !SignedNote.TryParse(note, out var signed)
            || !Checkpoint.TryParse(signed.Text, out var checkpoint)
        )
            return null;
        var path = Proof.Inclusion(index, checkpoint.Size);
        var own = new TileId(0, index / TileId.Width);
        var tiles = await SealStore.TilesAsync(
            log,
            [.. path.SelectMany(static p => p.Nodes()).Select(static n => n.Tile).Append(own).Distinct()],
            connection,
            ct
        );
        var leaf = tiles[own].Hashes.Span[(int)(index % TileId.Width)];
        var proof = path.Select(p => p.Root(n => n.In(tiles[n.Tile].Hashes.Span)).ToString());
        return new(log.Origin, index, checkpoint.Size, leaf.ToString(), [.. proof], note);
    }

    private static async Task<long?> IndexAsync(
        SealedLog log,
        Guid stream,
        int version,
        Viewer viewer,
        NpgsqlConnection connection,
        CancellationToken ct
    )
    {
        await using var command = connection
            .CreateCommand()
            .With(
                $"""
                select s.first_index + array_position(s.positions, l.position) - 1
                  from kernel.ledger l,
                       lateral (select s.first_index, s.positions
                                  from kernel.seal s
                                 where s.force = l.force and s.log = {log.Name} and (s.upto_xid, s.upto_position) > (l.xid, l.position)
                                 order by s.upto_xid, s.upto_position
                                 limit 1) s
                 where {viewer.SeesEntry("l")} and l.stream = {stream} and l.version = {version}
                """
            );
        return await command.ExecuteScalarAsync(ct) is long index ? index : null;
    }
}
