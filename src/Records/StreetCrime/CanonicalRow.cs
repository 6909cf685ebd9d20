using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Records.StreetCrime;

/// <summary>
/// The one spelling of a published row that is hashed: 0x00 (a Merkle leaf, RFC 6962), then each field as two bytes of length and its UTF-8. The loader
/// builds it from the file, the proof from the tables; both must come to the same hash. Reused; allocates nothing.
/// </summary>
internal sealed class CanonicalRow
{
    private byte[] _bytes = new byte[4096];
    private int _length = 1;

    /// <summary>Starts a new row or place.</summary>
    public CanonicalRow Begin(ReadOnlySpan<byte> kind)
    {
        _length = 1;
        return Add(kind);
    }

    public CanonicalRow Add(ReadOnlySpan<byte> field)
    {
        if (_length + field.Length + 2 > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + field.Length + 2));
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(_length), checked((ushort)field.Length));
        field.CopyTo(_bytes.AsSpan(_length + 2));
        _length += field.Length + 2;
        return this;
    }

    public CanonicalRow Add(long? number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number.GetValueOrDefault());
        return Add(number is null ? [] : bytes);
    }

    public CanonicalRow Add(Hash hash) => Add(MemoryMarshal.AsBytes(new ReadOnlySpan<Hash>(in hash)));

    public Hash Leaf()
    {
        var hash = default(Hash);
        SHA256.HashData(_bytes.AsSpan(0, _length), MemoryMarshal.AsBytes(new Span<Hash>(ref hash)));
        return hash;
    }

    /// <summary>The leaf of a place.</summary>
    public Hash Place(int? longitude, int? latitude, ReadOnlySpan<byte> location, ReadOnlySpan<byte> lsoa, ReadOnlySpan<byte> lsoaName) =>
        Begin("place"u8).Add((long?)longitude).Add((long?)latitude).Add(location).Add(lsoa).Add(lsoaName).Leaf();

    /// <summary>The leaf of a row that supersedes another one: which one is sealed with it.</summary>
    public Hash Replacing(Hash row, int batch, int line) => Begin("replaces"u8).Add(row).Add((long?)batch).Add((long?)line).Leaf();
}
