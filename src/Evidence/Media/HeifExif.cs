using System.Buffers.Binary;

namespace Bluelamp.Evidence.Media;

/// <summary>
/// Finds what a camera wrote into a picture of the High Efficiency Image File Format (ISO/IEC 23008-12; HEIC of telephones, AVIF), which the library that reads
/// it does not find there. Of a stranger's file: whatever does not fit throws, and the picture then says nothing.
/// </summary>
internal static class HeifExif
{
    private const int MostBoxes = 64;
    private const int Longest = 4 << 20; // of what is read at once

    /// <summary>The block of EXIF as a TIFF file; nothing when there is none. Leaves the picture at its beginning.</summary>
    public static byte[]? Find(Stream picture)
    {
        var block = Meta(picture) is { } meta && Place(meta) is var (at, length, within) ? Read(within ?? picture, at, length) : null;
        picture.Position = 0;
        if (block is null)
            return null;
        var head = BinaryPrimitives.ReadUInt32BigEndian(block); // how far the TIFF begins behind this number
        return block[checked((int)head + 4)..];
    }

    /// <summary>What stands in the box of the picture's parts, without its version.</summary>
    private static byte[]? Meta(Stream picture)
    {
        var head = new byte[16];
        long at = 0;
        for (var box = 0; box < MostBoxes && at + 8 <= picture.Length; box++)
        {
            picture.Position = at;
            var read = picture.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (box == 0 && !head.AsSpan(4, 4).SequenceEqual("ftyp"u8))
                return null; // of another form
            var (size, type) = Head(head.AsSpan(0, read), picture.Length - at);
            if (type is "meta")
                return Read(picture, at + 12, size - 12);
            at += size;
        }

        return null;
    }

    /// <summary>Where the part that holds EXIF lies, and in what when not in the file.</summary>
    private static (long At, long Length, Stream? Within)? Place(byte[] meta)
    {
        ReadOnlySpan<byte> parts = default,
            places = default;
        byte[] data = [];
        for (var rest = meta.AsSpan(); rest.Length >= 8; )
        {
            var (size, type) = Head(rest, rest.Length);
            var content = rest[8..(int)size];
            if (type is "iinf")
                parts = content;
            else if (type is "iloc")
                places = content;
            else if (type is "idat")
                data = content.ToArray();
            rest = rest[(int)size..];
        }

        if (
            parts.IsEmpty
            || places.IsEmpty
            || ExifPart(new(parts)) is not { } part
            || Located(new(places), part) is not var (at, length, inData)
        )
            return null;
        return (at, length, inData ? new MemoryStream(data) : null);
    }

    /// <summary>The number of the part that holds EXIF (<c>iinf</c>, <c>infe</c> of version 2 and 3).</summary>
    private static uint? ExifPart(Numbers parts)
    {
        var isShort = parts.Next(1) == 0;
        parts.Skip(3);
        var count = parts.Next(isShort ? 2 : 4);
        for (var i = 0UL; i < count; i++)
        {
            var (size, _) = Head(parts.Rest, parts.Rest.Length);
            var entry = new Numbers(parts.Rest[8..(int)size]);
            parts.Skip((int)size);
            var version = entry.Next(1);
            if (version < 2)
                continue;
            entry.Skip(3);
            var part = (uint)entry.Next(version == 2 ? 2 : 4);
            entry.Skip(2);
            if (entry.Rest[..4].SequenceEqual("Exif"u8))
                return part;
        }

        return null;
    }

    /// <summary>Where a part lies (<c>iloc</c> of version 0 to 2): its first piece, in the file or in the data beside the table.</summary>
    private static (long At, long Length, bool InData)? Located(Numbers places, uint part)
    {
        var version = places.Next(1);
        places.Skip(3);
        var sizes = places.Next(2);
        var (offset, length, start, index) = (
            (int)(sizes >> 12),
            (int)(sizes >> 8) & 15,
            (int)(sizes >> 4) & 15,
            version == 0 ? 0 : (int)sizes & 15
        );
        var count = places.Next(version < 2 ? 2 : 4);
        for (var i = 0UL; i < count; i++)
        {
            var item = places.Next(version < 2 ? 2 : 4);
            var how = version == 0 ? 0 : places.Next(2) & 15;
            places.Skip(2);
            var from = places.Next(start);
            var pieces = (int)places.Next(2);
            if (item == part && pieces > 0 && how < 2)
            {
                places.Skip(index);
                return (checked((long)(from + places.Next(offset))), checked((long)places.Next(length)), how == 1);
            }

            places.Skip(checked(pieces * (index + offset + length)));
        }

        return null;
    }

    /// <summary>The size of a box with its head, and its name.</summary>
    private static (long Size, string Type) Head(ReadOnlySpan<byte> box, long room)
    {
        var size = (long)BinaryPrimitives.ReadUInt32BigEndian(box);
        if (size == 1)
            size = checked((long)BinaryPrimitives.ReadUInt64BigEndian(box[8..]));
        else if (size == 0)
            size = room;
        return size is >= 8 && size <= room
            ? (size, System.Text.Encoding.Latin1.GetString(box[4..8]))
            : throw new InvalidDataException("A box is larger than what it lies in.");
    }

    private static byte[] Read(Stream from, long at, long length)
    {
        if (length is < 4 or > Longest || at < 0 || at > from.Length - length)
            throw new InvalidDataException("A part lies outside of the file.");
        var bytes = new byte[length];
        from.Position = at;
        from.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Whole numbers of so many bytes, one after the other, the highest byte first.</summary>
    private ref struct Numbers(ReadOnlySpan<byte> bytes)
    {
        public ReadOnlySpan<byte> Rest { get; private set; } = bytes;

        public ulong Next(int size)
        {
            var number = 0UL;
            foreach (var part in Rest[..size])
                number = (number << 8) | part;
            Skip(size);
            return number;
        }

        public void Skip(int size) => Rest = Rest[size..];
    }
}
