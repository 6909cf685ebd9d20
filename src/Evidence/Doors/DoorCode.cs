using System.Security.Cryptography;
using System.Text;

namespace Bluelamp.Evidence.Doors;

/// <summary>The code in a door's address: 99 bits that nobody guesses.</summary>
public static class DoorCode
{
    internal const int Length = 20;

    public static string New() => AddressCode.New(Length);

    /// <summary>Whether a text has the form of a code.</summary>
    public static bool IsCode(string? text) => AddressCode.Is(text, Length);

    /// <summary>The door of a code, so that a form sent twice opens one, and nobody who writes a form can name another stream.</summary>
    public static Id<Door> DoorOf(string code) => new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"door {code}")).AsSpan(0, 16)));

    /// <inheritdoc cref="AddressCode.Canonical"/>
    public static string Canonical(string code) => AddressCode.Canonical(code);

    /// <inheritdoc cref="AddressCode.Hash"/>
    public static string Hash(string code) => AddressCode.Hash(code);
}
