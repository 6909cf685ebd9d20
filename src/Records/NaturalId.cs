using System.Security.Cryptography;
using System.Text;

namespace Bluelamp.Records;

/// <summary>
/// Ids of records that have a key of their own: a phone number, a number plate, an address. The id follows from the key (SHA-256, as a UUIDv8,
/// RFC 9562), so that whoever meets the key again meets the same record, with no look-up and no race.
/// </summary>
internal static class NaturalId
{
    /// <summary>The id of a key.</summary>
    /// <param name="kind">Keeps equal keys of different kinds apart.</param>
    /// <param name="key">Already in its one normal form.</param>
    public static Guid Of(short force, string kind, string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{force}\n{kind}\n{key}"));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
