using System.Collections.Immutable;
using System.Globalization;
using Bluelamp.Records;

namespace Bluelamp.Demo.World;

/// <summary>A point of the National Grid, in metres, or the way from one to another.</summary>
internal readonly record struct Spot(double Easting, double Northing)
{
    public static Spot operator +(Spot a, Spot b) => new(a.Easting + b.Easting, a.Northing + b.Northing);

    public static Spot operator -(Spot a, Spot b) => new(a.Easting - b.Easting, a.Northing - b.Northing);

    public static Spot operator *(Spot a, double times) => new(a.Easting * times, a.Northing * times);

    public double MetresTo(Spot other) => (other - this).Length;

    public double Length => Math.Sqrt((Easting * Easting) + (Northing * Northing));

    /// <summary>A quarter turn to the left.</summary>
    public Spot Left => new(-Northing, Easting);
}

/// <summary>A street of an invented town, with houses on both sides. Streets that meet have a point of their lines in common.</summary>
internal sealed record Street(string Name, string Town, string Postcode, ImmutableArray<Spot> Line, bool Main)
{
    private const double Frontage = 9;
    private const double FromTheMiddle = 9;

    /// <summary>Both ends stay free, for the corner.</summary>
    public int Houses => 2 * Math.Max(1, (int)(Line.Zip(Line.Skip(1), static (a, b) => a.MetresTo(b)).Sum() / Frontage) - 2);

    /// <summary>The house with this number: even ones to the left.</summary>
    public PlaceDetails House(int number)
    {
        var (at, along) = Walk(((number + 1) / 2 * Frontage) + Frontage);
        var house = at + (along.Left * (number % 2 == 0 ? FromTheMiddle : -FromTheMiddle));
        return new()
        {
            Number = number.ToString(CultureInfo.InvariantCulture),
            Street = Name,
            Town = Town,
            Postcode = Postcode,
            Easting = Math.Round(house.Easting, 1),
            Northing = Math.Round(house.Northing, 1),
        };
    }

    /// <summary>Where somebody stands after so many metres, and which way they look.</summary>
    private (Spot At, Spot Along) Walk(double metres)
    {
        for (var i = 1; ; i++)
        {
            var way = Line[i] - Line[i - 1];
            if (metres <= way.Length || i == Line.Length - 1)
                return (Line[i - 1] + (way * (metres / way.Length)), way * (1 / way.Length));
            metres -= way.Length;
        }
    }
}
