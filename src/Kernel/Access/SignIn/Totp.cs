using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Bluelamp.Kernel.Access;

/// <summary>Time-based one-time passwords (RFC 6238) as authenticator apps make them: SHA-1, 6 digits, 30 seconds.</summary>
public static class Totp
{
    public const int SecretBytes = 20;
    private const int Seconds = 30;

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>The number of the half minute that a moment lies in.</summary>
    public static long StepAt(DateTimeOffset at) => at.ToUnixTimeSeconds() / Seconds;

    public static string Code(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238 as every authenticator app speaks it; HMAC does not rest on collisions.
        HMACSHA1.HashData(secret, counter, mac);
#pragma warning restore CA5350
        var truncated = BinaryPrimitives.ReadInt32BigEndian(mac[(mac[^1] & 0xf)..]) & 0x7fff_ffff;
        return (truncated % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step that a typed code belongs to, one step early or late allowed for clocks that differ; null when it is wrong.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string typed, DateTimeOffset at)
    {
        var digits = string.Concat(typed.Where(static c => !char.IsWhiteSpace(c)));
        long? matched = null;
        for (var step = StepAt(at) - 1; step <= StepAt(at) + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Ascii(Code(secret, step)), Ascii(digits)))
                matched = step;
        }

        return matched;
    }

    /// <summary>What a QR code says to an authenticator app (the key URI format).</summary>
    public static string KeyUri(ReadOnlySpan<byte> secret, string issuer, string username) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(username)}?secret={Base32.Encode(secret)}"
        + $"&issuer={Uri.EscapeDataString(issuer)}&algorithm=SHA1&digits=6&period={Seconds}";

    private static byte[] Ascii(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
