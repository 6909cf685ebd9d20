using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>
/// Rows as PostgreSQL's binary <c>COPY</c> takes them (its manual, "COPY: Binary Format"): a count of fields, then each with its length before it, all in
/// network order. Written by hand because a call a field costs as much as reading and hashing the row.
/// </summary>
internal sealed class RowBytes(Layout layout, short force, int batch, bool withLeaf)
{
    /// <summary>More than the longest row takes.</summary>
    private const int Room = 1024;

    private const int Size = 128 * 1024;
    private const int Epoch2000 = 730_119; // DateOnly.DayNumber of 1 January 2000, where PostgreSQL counts from
    private const long TicksOf2000 = Epoch2000 * TimeSpan.TicksPerDay;
    private readonly short _fields = checked((short)(layout.FixedColumns.Count() + layout.WordColumns.Count() + (withLeaf ? 1 : 0)));
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Size);
    private int _length;

    /// <summary>What comes before the first row.</summary>
    public static ReadOnlyMemory<byte> Head { get; } = (byte[])[.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>What comes after the last.</summary>
    public static ReadOnlyMemory<byte> Tail { get; } = (byte[])[0xFF, 0xFF];

    public bool IsFull => _length > Size - Room;

    public int Rows { get; private set; }

    public void Add(Row row, RowEncoder encoded, int line)
    {
        Short(_fields);
        Field(force);
        Field(row.Month.DayNumber - Epoch2000);
        Field(batch);
        Field(line);
        Field(encoded.Digest);
        if (encoded.Subject is { } subject)
            Field(subject);
        else
            Null();
        Field(encoded.Place);
        if (layout.ReporterInName)
            Field((row.Moment.Ticks - TicksOf2000) / TimeSpan.TicksPerMicrosecond);
        else if (row.HasCrimeId)
            Field(row.CrimeId);
        else
            Null();
        foreach (var word in encoded.Words)
        {
            if (word == 0)
                Null();
            else
                Field(word);
        }

        if (withLeaf)
            Field(encoded.Leaf);
        Rows++;
    }

    /// <summary>Takes the rows so far, to be given back by <see cref="Chunk.Return"/>.</summary>
    public Chunk Take(int year)
    {
        var chunk = new Chunk(_bytes, _length, Rows, year);
        (_bytes, _length, Rows) = (ArrayPool<byte>.Shared.Rent(Size), 0, 0);
        return chunk;
    }

    private void Null() => Int(-1);

    private void Field(short value)
    {
        Int(sizeof(short));
        Short(value);
    }

    private void Field(int value)
    {
        Int(sizeof(int));
        Int(value);
    }

    private void Field(long value)
    {
        Int(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(_bytes.AsSpan(_length), value);
        _length += sizeof(long);
    }

    private void Field(Hash hash) => Field(MemoryMarshal.AsBytes(new ReadOnlySpan<Hash>(in hash)));

    private void Field(ReadOnlySpan<byte> value)
    {
        Int(value.Length);
        value.CopyTo(_bytes.AsSpan(_length));
        _length += value.Length;
    }

    private void Short(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(_bytes.AsSpan(_length), value);
        _length += sizeof(short);
    }

    private void Int(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_length), value);
        _length += sizeof(int);
    }
}

/// <summary>Some rows of one year, ready for <c>COPY</c>.</summary>
internal sealed record Chunk(byte[] Bytes, int Length, int Rows, int Year)
{
    public ReadOnlyMemory<byte> Content => Bytes.AsMemory(0, Length);

    /// <summary>Gives the memory back; the content is gone with it.</summary>
    public void Return() => ArrayPool<byte>.Shared.Return(Bytes);
}
