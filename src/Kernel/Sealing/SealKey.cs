using System.Security.Cryptography;
using Bluelamp.Kernel.Running;

namespace Bluelamp.Kernel.Sealing;

/// <summary>Where the private key of this installation lies: a folder that only its user can read.</summary>
public sealed record SealOptions(string KeyFolder);

/// <summary>
/// The private key that signs the checkpoints of this installation, in a file of its own. It signs each log under that log's name.
/// </summary>
public sealed class SealKey
{
    private const string Prefix = "PRIVATE+KEY+bluelamp+";
    private readonly byte[] _private;

    private SealKey(byte[] privateKey)
    {
        _private = privateKey;
        PublicKey = Ed25519.PublicKey(privateKey);
    }

    public ReadOnlyMemory<byte> PublicKey { get; }

    public static SealKey New() => new(Ed25519.NewKey());

    public NoteSigner For(SealedLog log) => new(log.Origin, _private);

    /// <summary>The key of the file, or a new one when there is none.</summary>
    public static SealKey LoadOrCreate(string path)
    {
        if (File.Exists(path))
            return Load(path);
        var key = New();
        key.Save(path);
        return Load(path);
    }

    public static SealKey Load(string path)
    {
        var text = File.ReadAllText(path).Trim();
        var bytes = new byte[text.Length];
        return
            text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Prefix.Length..], bytes, out var length)
            && length == Ed25519.KeySize
            ? new(bytes[..length])
            : throw new CannotRunException($"The signing key {path} cannot be read. Put the file back from your backup.");
    }

    /// <summary>Writes the key for its owner alone. A file that is there stays.</summary>
    public void Save(string path) => KeyFile.Write(path, $"{Prefix}{Convert.ToBase64String(_private)}\n");

    /// <summary>Whether this key made <paramref name="key"/>.</summary>
    public bool Is(NoteKey key) => CryptographicOperations.FixedTimeEquals(PublicKey.Span, key.PublicKey.Span);
}
