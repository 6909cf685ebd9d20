using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Bluelamp.Kernel.Sealing;

/// <summary>From this size on, another key signs the checkpoints of a log.</summary>
[EventType("kernel.seal-key-rotated.v1")]
public sealed record SealKeyRotated(string Log, string Key) : IEvent;

/// <summary>The sealing keys of a force as a record: where its ledger tells that they were replaced.</summary>
public sealed record SealKeyRing
{
    public static Id<SealKeyRing> Of(short force) =>
        new(new Guid(SHA256.HashData(Encoding.ASCII.GetBytes($"bluelamp seal keys {force:00}")).AsSpan(0, 16)));
}

/// <summary>Replaces the private key, and tells the ledger of each force so, in one transaction.</summary>
public sealed class KeyRotation(SealKeys keys, EventTypes types, LedgerClock clock, LedgerSignal signal)
{
    /// <summary>Also beside a running Bluelamp: it signs with the new key from its next checkpoint on.</summary>
    /// <returns>The new public key of each log.</returns>
    public async Task<IReadOnlyList<(SealedLog Log, NoteKey Key)>> RunAsync(CancellationToken ct)
    {
        var rotated = await keys.RotateAsync(TellAsync, ct);
        signal.Raise();
        return rotated;
    }

    private async Task TellAsync(IEnumerable<(SealedLog Log, NoteKey Key)> rotated, NpgsqlConnection connection, CancellationToken ct)
    {
        foreach (var force in rotated.GroupBy(static r => r.Log.Force, static r => new SealKeyRotated(r.Log.Origin, r.Key.ToString())))
        {
            var version = await HeadAsync(force.Key, connection, ct);
            await using var batch = new NpgsqlBatch(connection);
            foreach (var insert in LedgerRow.Inserts(force.Select(e => Entry(force.Key, ++version, e)), types))
                batch.BatchCommands.Add(insert);
            await batch.ExecuteNonQueryAsync(ct);
        }
    }

    private Entry Entry(short force, int version, IEvent e)
    {
        var (ring, viewer) = (SealKeyRing.Of(force).Value, Viewer.System(force));
        return new(force, ring, version, clock.Next(), viewer.Person, viewer.Purpose.ToString(), [ring], e);
    }

    /// <summary>Nobody else writes this record: rotations wait for one another.</summary>
    private static async Task<int> HeadAsync(short force, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = connection
            .CreateCommand()
            .With($"select coalesce(max(version), 0) from kernel.ledger where force = {force} and stream = {SealKeyRing.Of(force)}");
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }
}
