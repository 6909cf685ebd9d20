using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Bluelamp.Records.StreetCrime.Map;

/// <summary>
/// Published crimes as map tiles. One query gathers the crimes of a question by map point (half a million crimes lie on fifty thousand points); every
/// tile of that question is then drawn from memory, until a file is loaded. Far out, points are gathered once more, so that no tile is heavy.
/// </summary>
public sealed class StreetTiles(Db db, StreetState state)
{
    /// <summary>As the map names it.</summary>
    public const string Layer = "street-crime";

    private const int Questions = 8;
    private const int PointsOfTheirOwn = 13;
    private const int CellsAlongASide = 128;
    private const int Margin = 64;

    private readonly Lock _lock = new();
    private readonly LinkedList<(Asked Asked, Task<Spot[]> Spots)> _recent = [];

    private sealed record Asked(short Force, int Batch, StreetCrimeQuestion Question);

    private sealed record Gathered(long Place, int Longitude, int Latitude, string Location, long Count);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Spot(long Place, double X, double Y, string Location, int Count);

    /// <summary>The entity tag of every tile of a question: it changes when a file is loaded.</summary>
    public async Task<string> TagAsync(StreetCrimeQuestion question, Viewer viewer, CancellationToken ct)
    {
        var batch = await state.LatestBatchAsync(viewer, ct);
        var asked = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question.ToString())).AsSpan(0, 8));
        return string.Create(CultureInfo.InvariantCulture, $"\"{viewer.Force}.{batch}.{asked}\"");
    }

    /// <summary>One tile; empty when there is nothing on it.</summary>
    internal async Task<byte[]> DrawAsync(TileAddress tile, StreetCrimeQuestion question, Viewer viewer, CancellationToken ct)
    {
        var spots = await SpotsAsync(question, viewer, ct);
        var drawn = new VectorTile(Layer);
        if (tile.Z >= PointsOfTheirOwn)
            DrawPoints(drawn, tile, spots);
        else
            DrawCells(drawn, tile, spots);
        return drawn.ToArray();
    }

    private static void DrawPoints(VectorTile drawn, TileAddress tile, Spot[] spots)
    {
        foreach (var spot in spots)
        {
            var (x, y) = tile.Units(spot.X, spot.Y, VectorTile.Extent);
            if (x < -Margin || y < -Margin || x >= VectorTile.Extent + Margin || y >= VectorTile.Extent + Margin)
                continue;
            drawn.Add(
                (int)x,
                (int)y,
                ("n", spot.Count),
                ("title", spot.Location),
                ("text", spot.Count == 1 ? "1 crime" : string.Create(CultureInfo.InvariantCulture, $"{spot.Count} crimes")),
                ("href", string.Create(CultureInfo.InvariantCulture, $"records/street-crime?place={spot.Place}"))
            );
        }
    }

    private static void DrawCells(VectorTile drawn, TileAddress tile, Spot[] spots)
    {
        const int Cell = VectorTile.Extent / CellsAlongASide;
        var cells = new Dictionary<int, (double X, double Y, int Count)>();
        foreach (var spot in spots)
        {
            var (x, y) = tile.Units(spot.X, spot.Y, VectorTile.Extent);
            if (x < 0 || y < 0 || x >= VectorTile.Extent || y >= VectorTile.Extent)
                continue;
            ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(
                cells,
                ((int)y / Cell * CellsAlongASide) + ((int)x / Cell),
                out _
            );
            cell = (cell.X + (x * spot.Count), cell.Y + (y * spot.Count), cell.Count + spot.Count);
        }

        foreach (var (x, y, count) in cells.Values)
            drawn.Add((int)(x / count), (int)(y / count), ("n", count));
    }

    /// <summary>Many tiles are asked for at once: the first asks the database, the others wait for it.</summary>
    private async Task<Spot[]> SpotsAsync(StreetCrimeQuestion question, Viewer viewer, CancellationToken ct)
    {
        var asked = new Asked(viewer.Force, await state.LatestBatchAsync(viewer, ct), question);
        Task<Spot[]> spots;
        lock (_lock)
        {
            var found = _recent.FirstOrDefault(r => r.Asked == asked && !r.Spots.IsFaulted);
            if (found.Spots is not null)
                _recent.Remove(found);
            spots = found.Spots ?? GatherAsync(question, viewer);
            _recent.AddFirst((asked, spots));
            while (_recent.Count > Questions)
                _recent.RemoveLast();
        }

        return await spots.WaitAsync(ct);
    }

    /// <summary>Not cancelled with the tile that asked first: others wait for it.</summary>
    private async Task<Spot[]> GatherAsync(StreetCrimeQuestion question, Viewer viewer)
    {
        await Task.Yield();
        var gathered = await db.ListAsync<Gathered>(
            $"""
            select p.place, p.longitude, p.latitude, p.location, n.count
              from (select c.force, c.place, count(*) as count
                      from records.street_crime c
                     where {question.Where(viewer)}
                     group by c.force, c.place) n
              join records.street_place p on p.force = n.force and p.place = n.place
             where p.longitude is not null
             limit 2000000
            """,
            CancellationToken.None
        );
        return [.. gathered.Select(Place)];
    }

    private static Spot Place(Gathered g)
    {
        var (x, y) = TileAddress.World(g.Longitude / 1_000_000.0, g.Latitude / 1_000_000.0);
        return new(g.Place, x, y, g.Location, (int)g.Count);
    }
}
