using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Npgsql;

namespace Bluelamp.Kernel.Identifiers;

/// <summary>
/// Keeps the <see cref="IdSecret"/> of an installation: the secret in a file beside the sealing key, its fingerprint in the database. All hosts of one
/// database share the file. A database is never given ids by another secret than its first: what is known would become unknown.
/// </summary>
public sealed class IdSecretKeeper(NpgsqlDataSource source, SealOptions options)
{
    private const string Prefix = "SECRET+bluelamp+ids+";
    private readonly string _file = FileIn(options.KeyFolder);
    private IdSecret? _secret;
    private CannotRunException? _refusal;

    /// <summary>The secret, once it was taken.</summary>
    /// <exception cref="CannotRunException">It was lost, or is not the one of this database.</exception>
    public IdSecret Secret =>
        _secret ?? throw (Exception?)_refusal ?? new InvalidOperationException("The secret is taken when the schema stands.");

    internal static string FileIn(string keyFolder) => Path.Combine(keyFolder, "ids.key");

    /// <summary>Takes the secret, or a new one for a new database. Work that makes no ids, such as verification, goes on without it.</summary>
    public async Task TakeAsync(CancellationToken ct)
    {
        try
        {
            _secret = await FindAsync(ct);
        }
        catch (CannotRunException e)
        {
            _refusal = e;
        }
    }

    private static IdSecret Load(string file)
    {
        var text = File.ReadAllText(file).Trim();
        var bytes = new byte[text.Length];
        return
            text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Prefix.Length..], bytes, out var length)
            && length == IdSecret.Length
            ? new(bytes.AsSpan(0, length))
            : throw new CannotRunException($"The secret of the ids, {file}, cannot be read. Put the file back from your backup.");
    }

    private async Task<IdSecret> FindAsync(CancellationToken ct)
    {
        if (await FingerprintAsync(ct) is { } known)
            return Fitting(known);
        var secret = File.Exists(_file) ? Load(_file) : Save(IdSecret.New());
        await KeepAsync(secret.Fingerprint, ct);
        return Fitting((await FingerprintAsync(ct))!); // another host may have been first
    }

    private IdSecret Fitting(byte[] fingerprint)
    {
        if (fingerprint.Length == 0)
            throw new CannotRunException(
                "This database was begun when ids were computed without a secret. Begin a new one, with another --data or --db."
            );
        if (!File.Exists(_file))
            throw new CannotRunException(
                $"The secret of this database's ids is not in {_file}. Put the file back from your backup, or from another host: with a new one every known phone, address and vehicle would become unknown."
            );
        var secret = Load(_file);
        return secret.Fingerprint.AsSpan().SequenceEqual(fingerprint)
            ? secret
            : throw new CannotRunException(
                $"The secret in {_file} is not the one of this database's ids. Put back the file that belongs to it."
            );
    }

    /// <summary>Writes the secret for its owner alone. A file that is there stays, and counts.</summary>
    private IdSecret Save(IdSecret secret)
    {
        KeyFile.Write(_file, $"{Prefix}{secret.ToText()}\n");
        return Load(_file);
    }

    private async Task<byte[]?> FingerprintAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand().With($"select fingerprint from kernel.id_secret");
        return (byte[]?)await command.ExecuteScalarAsync(ct);
    }

    private async Task KeepAsync(byte[] fingerprint, CancellationToken ct)
    {
        await using var command = source
            .CreateCommand()
            .With($"insert into kernel.id_secret (fingerprint) values ({fingerprint}) on conflict do nothing");
        await command.ExecuteNonQueryAsync(ct);
    }
}
