using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Bluelamp.Kernel.Sealing;

/// <summary>Entries that become leaves together: everything from where the last batch ended, up to <paramref name="Upto"/>.</summary>
internal sealed record SealBatch(
    SealedLog Log,
    long FirstIndex,
    IReadOnlyList<LedgerPlace> Places,
    IReadOnlyList<Hash> Leaves,
    LedgerPlace Upto
)
{
    /// <summary>
    /// Reads the next batch: what was committed behind <paramref name="end"/>, in order, below the oldest running transaction; so a transaction
    /// that commits late is sealed late, and never passed over.
    /// </summary>
    public static async Task<SealBatch> ReadAsync(SealedLog log, SealEnd end, int limit, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = connection
            .CreateCommand()
            .With(
                $"""
                select l.xid, l.position, l.leaf, pg_snapshot_xmin(pg_current_snapshot())
                  from {log.Table} l
                 where l.force = {log.Force}
                   and (l.xid, l.position) >= ({Xid(end.Upto)}::text::xid8, {end.Upto.Position})
                   and l.xid < pg_snapshot_xmin(pg_current_snapshot())
                 order by l.xid, l.position
                 limit {limit}
                """
            );
        await using var rows = await command.ExecuteReaderAsync(ct);
        var (places, leaves, upto) = (new List<LedgerPlace>(), new List<Hash>(), end.Upto);
        while (await rows.ReadAsync(ct))
        {
            places.Add(new(rows.GetFieldValue<ulong>(0), rows.GetInt64(1)));
            leaves.Add(Hash.Read(rows.GetFieldValue<byte[]>(2)));
            upto = new(rows.GetFieldValue<ulong>(3), Position: 0);
        }
        if (places.Count == limit)
            upto = places[^1] with { Position = places[^1].Position + 1 };
        return new(log, end.Size, places, leaves, upto);
    }

    /// <summary>A fingerprint of the batch's row and of the places of its entries, so that a bit that flips there is found too.</summary>
    public static byte[] Digest(SealedLog log, long firstIndex, IReadOnlyList<LedgerPlace> places, LedgerPlace upto, DateTimeOffset at)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(log.Origin));
        Span<byte> numbers = stackalloc byte[16];
        Append(firstIndex, places.Count, numbers);
        Append((long)upto.Xid, upto.Position, numbers);
        Append(at.UtcTicks / TimeSpan.TicksPerMicrosecond, second: 0, numbers);
        foreach (var place in places)
            Append((long)place.Xid, place.Position, numbers);
        return hash.GetHashAndReset();

        void Append(long first, long second, Span<byte> bytes)
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes, first);
            BinaryPrimitives.WriteInt64BigEndian(bytes[8..], second);
            hash.AppendData(bytes);
        }
    }

    public async Task WriteAsync(DateTimeOffset at, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = connection
            .CreateCommand()
            .With(
                $"""
                insert into kernel.seal (force, log, first_index, size, positions, upto_xid, upto_position, at, digest)
                values ({Log.Force}, {Log.Name}, {FirstIndex}, {Places.Count}, {Places.Select(static p => p.Position).ToArray()},
                        {Xid(Upto)}::text::xid8, {Upto.Position}, {at}, {Digest(Log, FirstIndex, Places, Upto, at)})
                """
            );
        await command.ExecuteNonQueryAsync(ct);
    }

    public static string Xid(LedgerPlace place) => place.Xid.ToString(CultureInfo.InvariantCulture);
}
