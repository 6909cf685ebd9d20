using System.Buffers.Binary;
using System.Text;

namespace Bluelamp.Tests.Evidence;

/// <summary>Small pictures as telephones write them: the tables of the format and what the camera wrote, without a picture.</summary>
internal static class HeicMade
{
    /// <summary>A picture of 5 March 2026, 14:07:09 at +00:00, by a device that is called <c>Lamp Phone 12</c>, at Cardiff Castle.</summary>
    /// <param name="version">Of the table of places; in its versions 1 and 2 the block lies beside the table.</param>
    public static byte[] Picture(int version = 0)
    {
        byte[] block = [0, 0, 0, 6, .. "Exif\0\0"u8, .. Exif()];
        var length = Built(version, 0, block).Length;
        return Built(version, version == 0 ? length - block.Length : 0, block);
    }

    private static byte[] Built(int version, int at, byte[] block) =>
        [
            .. Box("ftyp", [.. "heic"u8, .. U32(0), .. "mif1heic"u8]),
            .. Box(
                "meta",
                [
                    .. U32(0),
                    .. Box("hdlr", [.. U32(0), .. U32(0), .. "pict"u8, .. new byte[13]]),
                    .. Box("pitm", [.. U32(0), .. U16(1)]),
                    .. Box("iinf", [.. U32(0), .. U16(2), .. Part(1, "hvc1"), .. Part(2, "Exif")]),
                    .. Box("iloc", Places(version, at, block.Length)),
                    .. version == 0 ? [] : Box("idat", block),
                ]
            ),
            .. Box("mdat", version == 0 ? block : [1, 2, 3, 4]),
        ];

    private static byte[] Part(int number, string type) =>
        Box("infe", [.. U32(2 << 24), .. U16(number), .. U16(0), .. Encoding.ASCII.GetBytes(type), 0]);

    private static byte[] Places(int version, int at, int length)
    {
        byte[] Number(int n) => version < 2 ? U16(n) : U32(n);
        byte[] Place(int part, int how, int from, int many) =>
            [.. Number(part), .. version == 0 ? [] : U16(how), .. U16(0), .. U16(1), .. U32(from), .. U32(many)];
        return [.. U32(version << 24), .. U16(0x4400), .. Number(2), .. Place(1, 0, 0, 4), .. Place(2, version == 0 ? 0 : 1, at, length)];
    }

    /// <summary>Four directories of entries, in the order in which TIFF 6.0 wants their bytes.</summary>
    private static byte[] Exif()
    {
        var (device, taken, zone) = ("Lamp Phone 12\0"u8.ToArray(), "2026:03:05 14:07:09\0"u8.ToArray(), "+00:00\0"u8.ToArray());
        byte[] north = [.. Fraction(51), .. Fraction(28), .. Fraction(57)];
        byte[] west = [.. Fraction(3), .. Fraction(10), .. Fraction(52)];
        const int Head = 8;
        var main = Head + 2 + (3 * 12) + 4;
        var exif = main + device.Length;
        var exifData = exif + 2 + (2 * 12) + 4;
        var gps = exifData + taken.Length + zone.Length;
        var gpsData = gps + 2 + (4 * 12) + 4;
        return
        [
            .. "MM\0*"u8,
            .. U32(Head),
            .. U16(3),
            .. Entry(0x0110, 2, device.Length, U32(main)),
            .. Entry(0x8769, 4, 1, U32(exif)),
            .. Entry(0x8825, 4, 1, U32(gps)),
            .. U32(0),
            .. device,
            .. U16(2),
            .. Entry(0x9003, 2, taken.Length, U32(exifData)),
            .. Entry(0x9011, 2, zone.Length, U32(exifData + taken.Length)),
            .. U32(0),
            .. taken,
            .. zone,
            .. U16(4),
            .. Entry(1, 2, 2, [.. "N\0\0\0"u8]),
            .. Entry(2, 5, 3, U32(gpsData)),
            .. Entry(3, 2, 2, [.. "W\0\0\0"u8]),
            .. Entry(4, 5, 3, U32(gpsData + north.Length)),
            .. U32(0),
            .. north,
            .. west,
        ];
    }

    private static byte[] Entry(int tag, int type, int count, byte[] value) => [.. U16(tag), .. U16(type), .. U32(count), .. value];

    private static byte[] Fraction(int whole) => [.. U32(whole), .. U32(1)];

    private static byte[] Box(string type, byte[] content) => [.. U32(content.Length + 8), .. Encoding.ASCII.GetBytes(type), .. content];

    private static byte[] U16(int number)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)number);
        return bytes;
    }

    private static byte[] U32(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
