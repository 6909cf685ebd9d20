using System.Security.Cryptography;
using System.Text;

namespace Bluelamp.Kernel.Identifiers;

/// <summary>
/// The secret from which ids follow that are computed from a key, such as a phone number. Without it, whoever has an id could try every number there is
/// until one fits, also after the number was lawfully disposed of.
/// </summary>
public sealed class IdSecret
{
    public const int Length = 32;
    private readonly byte[] _key;

    /// <summary>Takes 32 random bytes.</summary>
    public IdSecret(ReadOnlySpan<byte> key) =>
        _key = key.Length == Length ? key.ToArray() : throw new ArgumentException($"A secret has {Length} bytes.", nameof(key));

    /// <summary>What may be known of it: enough to tell whether a secret is the one that a database was begun with.</summary>
    internal byte[] Fingerprint => HMACSHA256.HashData(_key, "bluelamp ids fingerprint"u8);

    public static IdSecret New() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>The id of a text in its one normal form: HMAC-SHA-256, as a UUIDv8 (RFC 9562).</summary>
    public Guid IdOf(string text)
    {
        var hash = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    internal string ToText() => Convert.ToBase64String(_key);
}
