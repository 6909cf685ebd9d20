using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Bluelamp.Tests.Evidence;

/// <summary>Files that mean harm, made here byte by byte.</summary>
internal static class HostileMade
{
    /// <summary>A picture of grey dots, all of one grey: a thousandth of what it unpacks to.</summary>
    public static byte[] Png(int width, int height)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[width + 1];
            for (var y = 0; y < height; y++)
                zlib.Write(row);
        }

        byte[] head = [.. Big((uint)width), .. Big((uint)height), 8, 0, 0, 0, 0];
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", head), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>A zip archive of this many empty files, with the long directory (ZIP64) that so many need.</summary>
    public static byte[] Zip(int entries)
    {
        using var zip = new MemoryStream(entries * 90);
        using var directory = new MemoryStream(entries * 54);
        for (var i = 0; i < entries; i++)
        {
            var (name, at) = (Encoding.ASCII.GetBytes(i.ToString("x8", CultureInfo.InvariantCulture)), (uint)zip.Length);
            zip.Write([.. "PK\u0003\u0004"u8, 20, 0, .. new byte[20], 8, 0, 0, 0, .. name]);
            directory.Write([.. "PK\u0001\u0002"u8, 20, 0, 20, 0, .. new byte[20], 8, 0, .. new byte[12], .. Little(at), .. name]);
        }

        var (start, length) = ((ulong)zip.Length, (ulong)directory.Length);
        directory.WriteTo(zip);
        zip.Write([
            .. "PK\u0006\u0006"u8,
            .. Little(44UL),
            45,
            0,
            45,
            0,
            .. new byte[8],
            .. Little((ulong)entries),
            .. Little((ulong)entries),
        ]);
        zip.Write([.. Little(length), .. Little(start)]);
        zip.Write([.. "PK\u0006\u0007"u8, 0, 0, 0, 0, .. Little(start + length), 1, 0, 0, 0]);
        zip.Write([.. "PK\u0005\u0006"u8, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0]);
        return zip.ToArray();
    }

    /// <summary>A thousandth of the 200 MB that it unpacks to, by a name that leads elsewhere.</summary>
    public static byte[] ZipBomb()
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            using var entry = archive.CreateEntry("../../photo.jpg", CompressionLevel.Optimal).Open();
            for (var i = 0; i < 200; i++)
                entry.Write(zeros);
        }

        return zip.ToArray();
    }

    public static byte[] Gzip(int bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(new byte[bytes]);
        return packed.ToArray();
    }

    /// <summary>A film's boxes, one within the other, this deep.</summary>
    public static byte[] Boxes(int deep)
    {
        var film = new MemoryStream();
        film.Write([.. Big(16), .. "ftypisom\0\0\0\0"u8]);
        for (var left = deep; left > 0; left--)
            film.Write([.. Big((uint)(left * 8)), .. "moov"u8]);
        return film.ToArray();
    }

    /// <summary>A film whose tables say that they have four thousand million lines.</summary>
    public static byte[] Tables()
    {
        byte[] table = [.. Big(24), .. "stsz"u8, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF];
        byte[] stbl = [.. Big((uint)(table.Length + 8)), .. "stbl"u8, .. table];
        byte[] minf = [.. Big((uint)(stbl.Length + 8)), .. "minf"u8, .. stbl];
        byte[] mdia = [.. Big((uint)(minf.Length + 8)), .. "mdia"u8, .. minf];
        byte[] trak = [.. Big((uint)(mdia.Length + 8)), .. "trak"u8, .. mdia];
        return [.. Big(16), .. "ftypisom\0\0\0\0"u8, .. Big((uint)(trak.Length + 8)), .. "moov"u8, .. trak];
    }

    /// <summary>A picture whose metadata begins again and again at itself.</summary>
    public static byte[] Looped(byte[] jpeg)
    {
        byte[] exif = [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, 8, 0, 0, 0, 8];
        return [.. jpeg[..2], 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg[2..]];
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. data];
        return [.. Big((uint)data.Length), .. named, .. Big(Crc(named))];
    }

    private static byte[] Little(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        return bytes;
    }

    private static byte[] Little(ulong number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, number);
        return bytes;
    }

    private static byte[] Big(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    /// <summary>CRC-32 of PNG (ISO 3309).</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }
}
