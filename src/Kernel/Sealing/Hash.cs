using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Bluelamp.Kernel.Sealing;

/// <summary>32 bytes of SHA-256, as a value: a leaf, a node or a root of a log's tree.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Hash(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>Bytes of a hash.</summary>
    public const int Size = 32;

    /// <summary>The first 32 bytes of <paramref name="bytes"/>.</summary>
    public static Hash Read(ReadOnlySpan<byte> bytes) => MemoryMarshal.Read<Hash>(bytes);

    /// <summary>Reads base64, as checkpoints and proofs carry it.</summary>
    public static bool TryParse(ReadOnlySpan<char> base64, out Hash hash)
    {
        Span<byte> bytes = stackalloc byte[Size + 1];
        var ok = Convert.TryFromBase64Chars(base64, bytes, out var length) && length == Size;
        hash = ok ? Read(bytes) : default;
        return ok;
    }

    public void CopyTo(Span<byte> bytes) => MemoryMarshal.Write(bytes, in this);

    [SuppressMessage("Performance", "CA1819", Justification = "A copy, for the database and the wire")]
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Base64, with padding.</summary>
    public override string ToString() => Convert.ToBase64String(MemoryMarshal.AsBytes(new ReadOnlySpan<Hash>(in this)));
}
