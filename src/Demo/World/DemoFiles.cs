using System.Globalization;
using System.Text;
using System.Text.Json;
using Bluelamp.Kernel.Grids;

namespace Bluelamp.Demo.World;

/// <summary>What the demo leaves beside its database: the streets under its maps, and the truth by which guesses about people can be measured.</summary>
public static class DemoFiles
{
    private const double TownMargin = 90;

    /// <summary>The streets and towns, as the maps draw them: GeoJSON in WGS84.</summary>
    public static async Task WriteBaseMapAsync(string path, int seed, CancellationToken ct)
    {
        var streets = Lampshire.Streets(seed);
        var features = streets
            .GroupBy(static s => s.Town, StringComparer.Ordinal)
            .Select(Area)
            .Concat(Towns.Roads(streets).Select(static r => Road("main-road", r.Name, r.Line)))
            .Concat(streets.OrderBy(static s => s.Main).Select(static s => Road(s.Main ? "main-road" : "road", s.Name, s.Line)));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // a file in the data folder
        await using var file = File.Create(path);
        await JsonSerializer.SerializeAsync(file, new { type = "FeatureCollection", features }, cancellationToken: ct);
    }

    /// <summary>CSV: each nominal of the records and the resident that it really is, with what is true of them.</summary>
    public static async Task WriteTruthAsync(string path, int seed, Told told, CancellationToken ct)
    {
        var (people, _) = Lampshire.Settle(seed);
        var text = new StringBuilder("nominal,resident,forename,surname,born\n");
        foreach (var (nominal, number) in told.WhoIsWho)
        {
            var who = people[number];
            text.Append(CultureInfo.InvariantCulture, $"{nominal},{number},{who.Forename},{who.Surname},{who.Born:yyyy-MM-dd}\n");
        }

        await File.WriteAllTextAsync(path, text.ToString(), ct);
    }

    private static object Road(string kind, string name, IEnumerable<Spot> line) => Feature(kind, name, "LineString", line.Select(Degrees));

    /// <summary>The ground that a town covers, a little wider than its streets: the outermost of them in each of many directions.</summary>
    private static object Area(IGrouping<string, Street> town)
    {
        const int directions = 32;
        var spots = town.SelectMany(static s => s.Line).ToList();
        var middle = spots.Aggregate(static (a, b) => a + b) * (1.0 / spots.Count);
        var outline = Enumerable
            .Range(0, directions)
            .Select(static i => new Spot(Math.Cos(i * 2 * Math.PI / directions), Math.Sin(i * 2 * Math.PI / directions)))
            .Select(way => middle + (way * (spots.Max(s => Along(s - middle, way)) + TownMargin)))
            .ToList();
        return Feature("area", town.Key, "Polygon", new[] { outline.Append(outline[0]).Select(Degrees) });
    }

    /// <summary>How far a spot lies in a direction; none for those that lie aside of it.</summary>
    private static double Along(Spot spot, Spot way)
    {
        var along = (spot.Easting * way.Easting) + (spot.Northing * way.Northing);
        return along > spot.Length * 0.85 ? along : 0;
    }

    private static object Feature(string kind, string name, string type, object coordinates) =>
        new
        {
            type = "Feature",
            properties = new { kind, name },
            geometry = new { type, coordinates },
        };

    private static double[] Degrees(Spot spot)
    {
        var point = new GridRef(spot.Easting, spot.Northing).ToLatLng();
        return [Math.Round(point.Longitude, 6), Math.Round(point.Latitude, 6)];
    }
}
