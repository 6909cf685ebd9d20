using System.Collections.Immutable;
using System.Globalization;

namespace Bluelamp.Demo.World;

/// <summary>
/// The towns of Lampshire, on an invented peninsula: their grid references lie in open sea, so that no house of the demo stands where somebody lives,
/// and no postcode area is called LP.
/// </summary>
internal static class Towns
{
    private static readonly (string Name, Spot Centre, int Rows, int Columns)[] All =
    [
        ("Llanlamp", new(228_000, 262_000), 8, 9),
        ("Lampton", new(233_500, 265_500), 6, 8),
        ("Porth Lamp", new(224_500, 267_000), 5, 6),
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
            var names = NamesFor(random);
            var plan = new TownPlan(town.Centre, town.Rows, town.Columns, random);
            streets.AddRange(
                plan.Lines().Select((line, i) => new Street(names[i], town.Name, Postcode(town.Name, i), line.Spots, line.Main))
            );
        }

        return streets;
    }

    /// <summary>The roads from town to town, from where their main streets come nearest to each other. Nobody lives on them.</summary>
    public static IEnumerable<(string Name, ImmutableArray<Spot> Line)> Roads(IReadOnlyList<Street> streets)
    {
        var towns = streets.GroupBy(static s => s.Town, StringComparer.Ordinal).ToList();
        for (var i = 0; i < towns.Count; i++)
        {
            var (from, to) = (towns[i], towns[(i + 1) % towns.Count]);
            var (start, end) = Ends(from).SelectMany(_ => Ends(to), static (a, b) => (a, b)).MinBy(static p => p.a.MetresTo(p.b));
            yield return ($"Ffordd {to.Key}", Bend(start, end));
        }
    }

    private static IEnumerable<Spot> Ends(IEnumerable<Street> town) => town.Where(static s => s.Main).SelectMany(static s => s.Line);

    /// <summary>A road that swings out once to either side.</summary>
    private static ImmutableArray<Spot> Bend(Spot start, Spot end)
    {
        const int pieces = 24;
        var aside = new Spot(start.Northing - end.Northing, end.Easting - start.Easting);
        return
        [
            .. Enumerable
                .Range(0, pieces + 1)
                .Select(i => (double)i / pieces)
                .Select(t => start + ((end - start) * t) + (aside * (Math.Sin(2 * Math.PI * t) * 0.06))),
        ];
    }

    private static string Postcode(string town, int i) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"LP{Array.FindIndex(All, t => string.Equals(t.Name, town, StringComparison.Ordinal)) + 1} {(i / 20) + 1}{Letter(i)}{Letter(i + 7)}"
        );

    private static string[] NamesFor(Random random)
    {
        var names = Welsh.Concat(First.SelectMany(_ => Kind, static (first, kind) => $"{first} {kind}")).ToArray();
        random.Shuffle(names);
        return names;
    }

    private static char Letter(int i) => "ABDEFGHJLNPQRSTUWXYZ"[i % 20];
}
