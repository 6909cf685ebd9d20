using System.Buffers.Binary;
using System.IO.Compression;
using Bluelamp.Kernel.Grids;

namespace Bluelamp.Tests.Kernel.Grids;

/// <summary>The OSTN15 grid as the shared data packs it: unsigned 16-bit millimetres above a base, row by row from the south-west.</summary>
internal static class PackedShifts
{
    private static readonly Lazy<ShiftGrid> Grid = new(static () =>
        new(
            Unpack("geodesy/ostn15_east_shift_mm_minus_82140.u16le.gz", 82_140),
            Unpack("geodesy/ostn15_north_shift_mm_plus_84180.u16le.gz", -84_180)
        )
    );

    public static ShiftGrid Read()
    {
        SharedData.Path("geodesy/ostn15_east_shift_mm_minus_82140.u16le.gz");
        return Grid.Value;
    }

    private static int[] Unpack(string file, int above)
    {
        using var gzip = new GZipStream(File.OpenRead(SharedData.Path(file)), CompressionMode.Decompress);
        var bytes = new byte[ShiftGrid.Columns * ShiftGrid.Rows * 2];
        gzip.ReadExactly(bytes);
        return [.. Enumerable.Range(0, bytes.Length / 2).Select(i => above + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(i * 2)))];
    }
}
