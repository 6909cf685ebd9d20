using System.Globalization;
using System.IO.Compression;

namespace Bluelamp.Kernel.Grids;

/// <summary>
/// The OSTN15 shifts between ETRS89 and OSGB36 at each kilometre of the National Grid, in millimetres, south-west corner first.
/// With it the grid is definitive: 0.1 m against the ground, and OS's own test points to the millimetre.
/// </summary>
public sealed class ShiftGrid
{
    public const int Columns = 701;
    public const int Rows = 1251;
    private const int Kilometre = 1000;

    private readonly int[] _east;
    private readonly int[] _north;

    /// <summary>A grid of given shifts.</summary>
    /// <param name="east">Shifts east in millimetres, <see cref="Columns"/> × <see cref="Rows"/>, row by row from the south-west.</param>
    /// <param name="north">Shifts north, likewise.</param>
    public ShiftGrid(int[] east, int[] north)
    {
        if (east.Length != Columns * Rows || north.Length != Columns * Rows)
            throw new ArgumentException($"A shift grid has {Columns} columns and {Rows} rows.", nameof(east));
        (_east, _north) = (east, north);
    }

    /// <summary>
    /// Reads the data file of Ordnance Survey's OSTN15 developer pack (<c>OSTN15_OSGM15_DataFile.txt</c>, plain or gzip): a header, then
    /// <c>Point_ID, ETRS89_Easting, ETRS89_Northing, EShift, NShift, …</c>, metres, in order of its point ids.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is not that file; the message names the line.</exception>
    public static ShiftGrid Read(string file)
    {
        using var raw = File.OpenRead(file);
        using Stream content = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(raw, CompressionMode.Decompress)
            : raw;
        using var text = new StreamReader(content);
        var (east, north) = (new int[Columns * Rows], new int[Columns * Rows]);
        text.ReadLine();
        for (var point = 0; point < Columns * Rows; point++)
        {
            if (!TryReadPoint(text.ReadLine(), point, out east[point], out north[point]))
                throw new InvalidDataException($"{file}, line {point + 2}: not point {point + 1} of the OSTN15 data file.");
        }

        return new(east, north);
    }

    /// <summary>The shift in metres at an ETRS89 easting and northing, bilinear between the four kilometre points around it.</summary>
    internal bool TryShift(double easting, double northing, out double east, out double north)
    {
        (east, north) = (0, 0);
        if (!(easting is >= 0 and < (Columns - 1) * Kilometre && northing is >= 0 and < (Rows - 1) * Kilometre))
            return false;
        var (column, row) = ((int)(easting / Kilometre), (int)(northing / Kilometre));
        var (t, u) = ((easting / Kilometre) - column, (northing / Kilometre) - row);
        var southWest = (row * Columns) + column;
        east = Between(_east, southWest, t, u);
        north = Between(_north, southWest, t, u);
        return true;
    }

    private static double Between(int[] shifts, int southWest, double t, double u)
    {
        var (sw, se) = (shifts[southWest], shifts[southWest + 1]);
        var (nw, ne) = (shifts[southWest + Columns], shifts[southWest + Columns + 1]);
        return ((sw * (1 - t) * (1 - u)) + (se * t * (1 - u)) + (ne * t * u) + (nw * (1 - t) * u)) / 1000.0;
    }

    private static bool TryReadPoint(ReadOnlySpan<char> line, int point, out int east, out int north)
    {
        Span<Range> fields = stackalloc Range[8];
        (east, north) = (0, 0);
        return line.Split(fields, ',') >= 5
            && int.TryParse(line[fields[0]], NumberStyles.Integer, CultureInfo.InvariantCulture, out var id)
            && id == point + 1
            && TryMillimetres(line[fields[3]], out east)
            && TryMillimetres(line[fields[4]], out north);
    }

    private static bool TryMillimetres(ReadOnlySpan<char> metres, out int millimetres)
    {
        var ok = double.TryParse(metres, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        millimetres = (int)Math.Round(value * 1000);
        return ok;
    }
}
