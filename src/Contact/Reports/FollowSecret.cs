using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Bluelamp.Contact.Reports;

/// <summary>The code by which a reporter follows their report: twelve letters, 54 bits, only ever kept as a hash bound to the reference.</summary>
public static class FollowSecret
{
    private const string Alphabet = "34679ACDEFGHJKMNPQRTWXY";
    private const int Letters = 12;

    /// <summary>A new code, as it is shown: <c>K7QM-2XRT-9ACD</c>.</summary>
    public static string New()
    {
        var code = RandomNumberGenerator.GetString(Alphabet, Letters);
        return $"{code[..4]}-{code[4..8]}-{code[8..]}";
    }

    /// <summary>The code that belongs to a secret of the reporter's browser: made again, it is the same, so that it need be kept nowhere.</summary>
    public static string From(ReadOnlySpan<byte> secret)
    {
        var bits = new BigInteger(HMACSHA256.HashData(secret, "bluelamp follow code"u8), isUnsigned: true);
        Span<char> code = stackalloc char[Letters];
        foreach (ref var letter in code)
            (bits, letter) = (bits / Alphabet.Length, Alphabet[(int)(bits % Alphabet.Length)]);
        return $"{code[..4]}-{code[4..8]}-{code[8..]}";
    }

    /// <summary>What is kept of it. Written differently, it hashes alike.</summary>
    public static string Hash(ReportReference reference, string code)
    {
        var plain = new string([.. code.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{reference}:{plain}")));
    }
}
