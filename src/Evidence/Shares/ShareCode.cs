using System.Security.Cryptography;
using System.Text;
using Bluelamp.Evidence.Doors;

namespace Bluelamp.Evidence.Shares;

/// <summary>The code in a link to somebody outside: 133 bits that nobody guesses.</summary>
public static class ShareCode
{
    private const int Length = 27;

    public static string New() => AddressCode.New(Length);

    /// <summary>Whether a text has the form of a code.</summary>
    public static bool IsCode(string? text) => AddressCode.Is(text, Length);

    /// <inheritdoc cref="AddressCode.Hash"/>
    public static string Hash(string code) => AddressCode.Hash(code);

    /// <summary>Whether a code is the one of this hash, in the same time whatever it is.</summary>
    public static bool Is(string code, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(code)), Encoding.ASCII.GetBytes(hash));
}
