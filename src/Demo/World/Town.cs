using System.Globalization;
using Bluelamp.Records;

namespace Bluelamp.Demo.World;

/// <summary>A street of an invented town: a straight line on the National Grid with houses on both sides.</summary>
internal sealed record Street(
    string Name,
    string Town,
    string Postcode,
    double Easting,
    double Northing,
    double East,
    double North,
    int Houses
)
{
    private const double Frontage = 9;

    public double Length => Houses / 2.0 * Frontage;

    /// <summary>The house with this number: even ones to the left.</summary>
    public PlaceDetails House(int number)
    {
        var along = (number + 1) / 2 * Frontage;
        var side = number % 2 == 0 ? 8 : -8;
        return new()
        {
            Number = number.ToString(CultureInfo.InvariantCulture),
            Street = Name,
            Town = Town,
            Postcode = Postcode,
            Easting = Math.Round(Easting + (East * along) - (North * side), 1),
            Northing = Math.Round(Northing + (North * along) + (East * side), 1),
        };
    }
}

/// <summary>
/// The towns of Lampshire, on an invented peninsula: their grid references lie in open sea, so that no house of the demo stands where somebody lives,
/// and no postcode area is called LP.
/// </summary>
internal static class Towns
{
    private static readonly (string Name, double Easting, double Northing, int Streets)[] All =
    [
        ("Llanlamp", 228_000, 262_000, 34),
        ("Lampton", 233_500, 265_500, 26),
        ("Porth Lamp", 224_500, 267_000, 16),
    ];

    private static readonly string[] First =
    [
        "High",
        "Church",
        "Station",
        "Mill",
        "Park",
        "Bridge",
        "Chapel",
        "Castle",
        "Orchard",
        "Meadow",
        "River",
        "Quarry",
        "Market",
        "Harbour",
        "Victoria",
    ];

    private static readonly string[] Kind = ["Street", "Road", "Lane", "Close", "Terrace", "Avenue"];

    private static readonly string[] Welsh =
    [
        "Heol Fawr",
        "Heol y Felin",
        "Ffordd y Môr",
        "Stryd y Bont",
        "Lôn y Parc",
        "Maes yr Haf",
        "Bryn Glas",
        "Cae Gwyn",
        "Heol y Capel",
        "Rhodfa'r Castell",
        "Ffordd yr Orsaf",
        "Stryd Fawr",
        "Tan y Graig",
        "Glan yr Afon",
        "Pen y Bryn",
        "Heol y Farchnad",
    ];

    public static List<Street> Lay(Random random)
    {
        var streets = new List<Street>();
        foreach (var town in All)
        {
            var names = NamesFor(random).Take(town.Streets).ToList();
            for (var i = 0; i < names.Count; i++)
                streets.Add(Lay(town, names[i], i, random));
        }

        return streets;
    }

    /// <summary>Streets lie on a loose grid round the market place, a hundred metres apart, turned a little each.</summary>
    private static Street Lay((string Name, double Easting, double Northing, int Streets) town, string name, int i, Random random)
    {
        var (row, column) = (i / 6, i % 6);
        var turn = (row % 2 * Math.PI / 2) + ((random.NextDouble() - 0.5) * 0.3);
        return new(
            name,
            town.Name,
            string.Create(CultureInfo.InvariantCulture, $"LP{Array.IndexOf(All, town) + 1} {(i / 20) + 1}{Letter(i)}{Letter(i + 7)}"),
            town.Easting + (column * 190) + (random.NextDouble() * 40),
            town.Northing + (row * 170) + (random.NextDouble() * 40),
            Math.Cos(turn),
            Math.Sin(turn),
            20 + (random.Next(12) * 2)
        );
    }

    private static string[] NamesFor(Random random)
    {
        var names = Welsh.Concat(First.SelectMany(_ => Kind, static (first, kind) => $"{first} {kind}")).ToArray();
        random.Shuffle(names);
        return names;
    }

    private static char Letter(int i) => "ABDEFGHJLNPQRSTUWXYZ"[i % 20];
}
