using System.Security.Cryptography;
using System.Text;

namespace Bluelamp.Evidence.Doors;

/// <summary>A secret in an address that the public is given: letters and digits that nobody mistakes for one another, each worth almost five bits.</summary>
internal static class AddressCode
{
    private const string Signs = "23456789abcdefghjkmnpqrstuvwxyz"; // no 0 o, 1 l i

    public static string New(int length) => RandomNumberGenerator.GetString(Signs, length);

    /// <summary>The code that follows from at least as many bytes of a hash of something secret.</summary>
    public static string From(ReadOnlySpan<byte> hash, int length)
    {
        Span<char> code = stackalloc char[length];
        for (var i = 0; i < length; i++)
            code[i] = Signs[hash[i] % Signs.Length];
        return new(code);
    }

    /// <summary>Whether a text has the form of a code of this length.</summary>
    public static bool Is(string? text, int length) =>
        text?.Length == length && text.All(static sign => Signs.Contains(sign, StringComparison.Ordinal));

    /// <summary>The code as it was given out, whatever a sender's mail program did to its case or blanks.</summary>
    public static string Canonical(string code) => code.Trim().ToLowerInvariant();

    /// <summary>The hash by which it is found.</summary>
    public static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(code))));
}
