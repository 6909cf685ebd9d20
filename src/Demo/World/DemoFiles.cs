using System.Globalization;
using System.Text;
using System.Text.Json;
using Bluelamp.Kernel.Grids;

namespace Bluelamp.Demo.World;

/// <summary>What the demo leaves beside its database: the streets under its maps, and the truth by which guesses about people can be measured.</summary>
public static class DemoFiles
{
    private const double TownMargin = 350;

    /// <summary>The streets and towns, as the maps draw them: GeoJSON in WGS84.</summary>
    public static async Task WriteBaseMapAsync(string path, int seed, CancellationToken ct)
    {
        var streets = Lampshire.Streets(seed);
        var features = streets.GroupBy(static s => s.Town, StringComparer.Ordinal).Select(Area).Concat(streets.Select(Road));
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

    private static object Road(Street street) =>
        Feature(
            street.Houses > 36 ? "main-road" : "road",
            street.Name,
            "LineString",
            new[]
            {
                Degrees(street.Easting, street.Northing),
                Degrees(street.Easting + (street.East * street.Length), street.Northing + (street.North * street.Length)),
            }
        );

    /// <summary>The ground that a town covers, a little wider than its streets.</summary>
    private static object Area(IGrouping<string, Street> town)
    {
        var (west, east) = (town.Min(static s => s.Easting) - TownMargin, town.Max(static s => s.Easting) + TownMargin);
        var (south, north) = (town.Min(static s => s.Northing) - TownMargin, town.Max(static s => s.Northing) + TownMargin);
        (double E, double N)[] corners = [(west, south), (east, south), (east, north), (west, north), (west, south)];
        return Feature("area", town.Key, "Polygon", new[] { corners.Select(static c => Degrees(c.E, c.N)) });
    }

    private static object Feature(string kind, string name, string type, object coordinates) =>
        new
        {
            type = "Feature",
            properties = new { kind, name },
            geometry = new { type, coordinates },
        };

    private static double[] Degrees(double easting, double northing)
    {
        var point = new GridRef(easting, northing).ToLatLng();
        return [Math.Round(point.Longitude, 6), Math.Round(point.Latitude, 6)];
    }
}
