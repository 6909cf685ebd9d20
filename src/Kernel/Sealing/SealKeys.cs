using System.Globalization;
using Npgsql;

namespace Bluelamp.Kernel.Sealing;

/// <summary>A public key of a log, good from <paramref name="FromSize"/> leaves on.</summary>
/// <param name="Endorsement">The note by which the key before it handed over; none for the first.</param>
public sealed record LogKey(long FromSize, NoteKey Key, string? Endorsement)
{
    /// <summary>What the old key signs when it hands over.</summary>
    public static string Handover(SealedLog log, long fromSize, NoteKey next) =>
        $"Bluelamp hands over the log {log.Origin}\nfrom size {fromSize.ToString(CultureInfo.InvariantCulture)}\nto the key {next}\n";
}

/// <summary>
/// The keys that sign the logs. The private key lies in a file; the public ones stay in the database, each with the size of the log from which it
/// signs, so that an old checkpoint can be checked for ever.
/// </summary>
public sealed class SealKeys(NpgsqlDataSource source, SealOptions options, TimeProvider time)
{
    private readonly string _file = Path.Combine(options.KeyFolder, "seal.key");

    private string NextFile => _file + ".next";

    /// <summary>The private key to sign <paramref name="log"/> with; a new log takes it as its first.</summary>
    /// <exception cref="WrongSealKeyException">The log was signed with another key.</exception>
    internal async Task<NoteSigner> SignerAsync(SealedLog log, NpgsqlConnection connection, CancellationToken ct)
    {
        var keys = await ListAsync(log, connection, ct);
        if (keys is [])
        {
            var first = SealKey.LoadOrCreate(_file).For(log);
            await AddAsync(log, new LogKey(FromSize: 0, first.Key, Endorsement: null), connection, ct);
            return first;
        }
        var current = keys[^1].Key;
        FinishRotation(current.PublicKey);
        return File.Exists(_file) && SealKey.Load(_file) is var key && key.Is(current)
            ? key.For(log)
            : throw new WrongSealKeyException($"{log} was signed with {current}, whose private key is not in {_file}. Put that file back.");
    }

    /// <summary>The public keys of a log, oldest first.</summary>
    public static async Task<List<LogKey>> ListAsync(SealedLog log, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = connection
            .CreateCommand()
            .With(
                $"""
                select from_size, key, endorsement
                  from kernel.seal_key
                 where force = {log.Force} and log = {log.Name}
                 order by number
                 limit 10000
                """
            );
        await using var rows = await command.ExecuteReaderAsync(ct);
        var keys = new List<LogKey>();
        while (await rows.ReadAsync(ct))
        {
            if (NoteKey.TryParse(rows.GetString(1), out var key))
                keys.Add(new(rows.GetInt64(0), key, rows.IsDBNull(2) ? null : rows.GetString(2)));
        }
        return keys;
    }

    /// <summary>
    /// Replaces the private key. For every log the old key signs for the new one. A crash at any point leaves either the old key or the new one in
    /// force: the new one waits in a file of its own until the commit is known.
    /// </summary>
    /// <param name="tell">Writes what else must be true with it, in the same transaction.</param>
    /// <returns>The new public key of each log.</returns>
    internal async Task<IReadOnlyList<(SealedLog Log, NoteKey Key)>> RotateAsync(
        Func<IReadOnlyList<(SealedLog Log, NoteKey Key)>, NpgsqlConnection, CancellationToken, Task> tell,
        CancellationToken ct
    )
    {
        var rotated = new List<(SealedLog, NoteKey)>();
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await SealStore.AloneAsync(connection, ct);
        var olds = new List<(SealedLog Log, long Size, NoteSigner Signer)>();
        foreach (var (log, size) in await SizesAsync(connection, ct))
            olds.Add((log, size, await SignerAsync(log, connection, ct)));
        var next = NextKey(); // only now: the rotation before this one is finished
        foreach (var (log, size, old) in olds)
        {
            var key = next.For(log).Key;
            var endorsement = SignedNote.Sign(LogKey.Handover(log, size, key), old);
            await AddAsync(log, new LogKey(size, key, endorsement.ToString()), connection, ct);
            rotated.Add((log, key));
        }

        await tell(rotated, connection, ct);
        await transaction.CommitAsync(ct);
        FinishRotation(next.PublicKey);
        return rotated;
    }

    private SealKey NextKey()
    {
        File.Delete(NextFile);
        var next = SealKey.New();
        next.Save(NextFile);
        return next;
    }

    /// <summary>Puts the key of a committed rotation in place: whoever comes first does, this process, a running one, or the next to start.</summary>
    private void FinishRotation(ReadOnlyMemory<byte> current)
    {
        try
        {
            if (File.Exists(NextFile) && SealKey.Load(NextFile).PublicKey.Span.SequenceEqual(current.Span))
                File.Move(NextFile, _file, overwrite: true);
        }
        catch (FileNotFoundException)
        {
            // another process was first
        }
    }

    private static async Task<List<(SealedLog Log, long Size)>> SizesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = connection
            .CreateCommand()
            .With(
                $"""
                select k.force, k.log, coalesce((select max(c.size) from kernel.checkpoint c where c.force = k.force and c.log = k.log), 0)
                  from (select distinct force, log from kernel.seal_key) k
                 order by k.force, k.log
                """
            );
        await using var rows = await command.ExecuteReaderAsync(ct);
        var sizes = new List<(SealedLog, long)>();
        while (await rows.ReadAsync(ct))
            sizes.Add((new(rows.GetInt16(0), rows.GetString(1)), rows.GetInt64(2)));
        return sizes;
    }

    private async Task AddAsync(SealedLog log, LogKey key, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = connection
            .CreateCommand()
            .With(
                $"""
                insert into kernel.seal_key (force, log, number, from_size, key, endorsement, at)
                select {log.Force}, {log.Name}, count(*) + 1, {key.FromSize}, {key.Key.ToString()}, {key.Endorsement}, {time.GetUtcNow()}
                  from kernel.seal_key
                 where force = {log.Force} and log = {log.Name}
                """
            );
        await command.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>The private key at hand is not the one that signed the log before. Sealing waits until somebody puts it back.</summary>
public sealed class WrongSealKeyException : Exception
{
    public WrongSealKeyException() { }

    public WrongSealKeyException(string message)
        : base(message) { }

    public WrongSealKeyException(string message, Exception innerException)
        : base(message, innerException) { }
}
