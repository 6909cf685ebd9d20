using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// A public key that signs notes under a name (C2SP signed-note), written <c>name+id+key</c>: <c>bluelamp/99/ledger+c74f20a3+AR…</c>. The id is bound
/// to the name, so one key pair under two names is two keys.
/// </summary>
public sealed record NoteKey
{
    private const byte AlgorithmEd25519 = 1;

    public NoteKey(string name, ReadOnlyMemory<byte> publicKey)
    {
        if (!IsName(name) || publicKey.Length != Ed25519.KeySize)
            throw new ArgumentException($"Not a key of a signed note: {name}", nameof(name));
        (Name, PublicKey) = (name, publicKey);
        Id = BinaryPrimitives.ReadUInt32BigEndian(
            SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', AlgorithmEd25519, .. publicKey.Span])
        );
    }

    public string Name { get; }

    /// <summary>The first four bytes of the hash of name and key.</summary>
    public uint Id { get; }

    public ReadOnlyMemory<byte> PublicKey { get; }

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out NoteKey? key)
    {
        key = null;
        if (text?.Split('+', 3) is not [_, _, _] parts || !IsName(parts[0]))
            return false;
        Span<byte> bytes = stackalloc byte[Ed25519.KeySize + 3];
        if (!Convert.TryFromBase64String(parts[2], bytes, out var length) || length != Ed25519.KeySize + 1 || bytes[0] != AlgorithmEd25519)
            return false;
        var parsed = new NoteKey(parts[0], bytes[1..length].ToArray());
        if (!string.Equals(parsed.ToString(), text, StringComparison.Ordinal))
            return false;
        key = parsed;
        return true;
    }

    public bool Equals(NoteKey? other) =>
        other is not null
        && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && PublicKey.Span.SequenceEqual(other.PublicKey.Span);

    public override int GetHashCode() => HashCode.Combine(Name, Id);

    public override string ToString() =>
        $"{Name}+{Id.ToString("x8", CultureInfo.InvariantCulture)}+{Convert.ToBase64String([AlgorithmEd25519, .. PublicKey.Span])}";

    /// <summary>A name has no white space, no plus and no control character.</summary>
    private static bool IsName(string name) =>
        name.Length > 0 && !name.Any(static c => c == '+' || char.IsWhiteSpace(c) || char.IsControl(c));
}

/// <summary>A private key that signs notes under a name.</summary>
public sealed class NoteSigner(string name, ReadOnlyMemory<byte> privateKey)
{
    public NoteKey Key { get; } = new(name, Ed25519.PublicKey(privateKey.Span));

    public byte[] Sign(ReadOnlySpan<byte> text) => Ed25519.Sign(privateKey.Span, text);
}
