using System.Security.Cryptography;
using System.Text;

namespace Bluelamp.Kernel.Access;

/// <summary>Secrets that we make: letters that cannot be confused, from the system's generator.</summary>
internal static class Secrets
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>A first password, for one use: 99 bits, in groups that can be read out.</summary>
    public static string TemporaryPassword() => Grouped(20);

    /// <summary>One recovery code: 79 bits, so that its hash needs no salt.</summary>
    public static string RecoveryCode() => Grouped(16);

    /// <summary>What a browser holds of a session: 256 bits.</summary>
    public static string Token() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>The hash of a recovery code, however its groups are spaced.</summary>
    public static byte[] HashCode(string typed) => Hash(string.Concat(typed.Where(char.IsLetterOrDigit)).ToLowerInvariant());

    private static string Grouped(int length) =>
        string.Join('-', RandomNumberGenerator.GetString(Letters, length).Chunk(4).Select(static group => new string(group)));
}
