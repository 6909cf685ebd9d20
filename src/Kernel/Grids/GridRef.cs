using System.Globalization;

namespace Bluelamp.Kernel.Grids;

/// <summary>A position on the Ordnance Survey National Grid, in metres east and north of its false origin.</summary>
public readonly record struct GridRef(double Easting, double Northing)
{
    private const int Square = 100_000;
    private const int MostDigits = 5;

    /// <summary>The grid's own bounds: 700 km by 1,300 km.</summary>
    public bool InBounds => Easting is >= 0 and < 700_000 && Northing is >= 0 and < 1_300_000;

    public LatLng ToLatLng() => NationalGrid.Current.ToLatLng(this);

    /// <summary>Straight-line distance on the grid, in metres.</summary>
    public double MetresTo(GridRef other) => Math.Sqrt(Math.Pow(other.Easting - Easting, 2) + Math.Pow(other.Northing - Northing, 2));

    /// <summary>
    /// Reads <c>TG 51409 13177</c>, with or without spaces, at any even number of digits up to ten. As is usual, it answers the south-west
    /// corner of the square that is named.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out GridRef grid)
    {
        grid = default;
        Span<char> packed = stackalloc char[2 + (2 * MostDigits)];
        if (!TryPack(text, packed, out var length) || length < 2 || length % 2 != 0)
            return false;
        if (!TrySquare(packed[0], packed[1], out var east, out var north))
            return false;

        var digits = (length - 2) / 2;
        if (!TryMetres(packed.Slice(2, digits), out var easting) || !TryMetres(packed.Slice(2 + digits, digits), out var northing))
            return false;
        grid = new((east * Square) + easting, (north * Square) + northing);
        return grid.InBounds;
    }

    /// <summary>With letters and to the metre, <c>TG 51409 13177</c>; plain numbers where the letters do not reach.</summary>
    public override string ToString() => ToString(MostDigits);

    /// <summary>With letters and <paramref name="digits"/> (0 to 5) for each axis; cut, not rounded, as a grid reference names a square.</summary>
    public string ToString(int digits)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)digits, (uint)MostDigits, nameof(digits));
        if (!InBounds)
            return string.Create(CultureInfo.InvariantCulture, $"{Easting:0},{Northing:0}");

        var (e, n) = ((int)Easting, (int)Northing);
        var letters = Letters(e / Square, n / Square);
        if (digits == 0)
            return letters;
        var unit = Metres(digits);
        var format = "D" + digits.ToString(CultureInfo.InvariantCulture);
        var east = (e % Square / unit).ToString(format, CultureInfo.InvariantCulture);
        var north = (n % Square / unit).ToString(format, CultureInfo.InvariantCulture);
        return $"{letters} {east} {north}";
    }

    private static string Letters(int east, int north)
    {
        var first = (19 - north - ((19 - north) % 5)) + ((east + 10) / 5);
        var second = ((19 - north) * 5 % 25) + (east % 5);
        return new string([Letter(first), Letter(second)]);
    }

    /// <summary>The letters run A–Z without I, in rows of five from the north-west.</summary>
    private static char Letter(int index) => (char)('A' + index + (index > 7 ? 1 : 0));

    private static bool TrySquare(char first, char second, out int east, out int north)
    {
        (east, north) = (0, 0);
        if (first is 'I' or < 'A' or > 'Z' || second is 'I' or < 'A' or > 'Z')
            return false;
        var (l1, l2) = (first - 'A' - (first > 'I' ? 1 : 0), second - 'A' - (second > 'I' ? 1 : 0));
        east = ((l1 + 3) % 5 * 5) + (l2 % 5);
        north = 19 - (l1 / 5 * 5) - (l2 / 5);
        return east is >= 0 and < 7 && north is >= 0 and < 13;
    }

    private static bool TryPack(ReadOnlySpan<char> text, Span<char> packed, out int length)
    {
        length = 0;
        foreach (var c in text)
        {
            if (c is ' ')
                continue;
            if (!char.IsAsciiLetterOrDigit(c) || length == packed.Length)
                return false;
            packed[length++] = char.ToUpperInvariant(c);
        }

        return true;
    }

    private static bool TryMetres(ReadOnlySpan<char> digits, out int metres)
    {
        metres = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c))
                return false;
            metres = (metres * 10) + (c - '0');
        }

        metres *= Metres(digits.Length);
        return true;
    }

    private static int Metres(int digits) =>
        digits switch
        {
            0 => Square,
            1 => 10_000,
            2 => 1_000,
            3 => 100,
            4 => 10,
            _ => 1,
        };
}
