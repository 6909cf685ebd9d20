using System.Globalization;
using System.Text;
using Bluelamp.Kernel.Running;
using Bluelamp.Records.StreetCrime.Map;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bluelamp.Records.StreetCrime;

/// <summary>Published street crimes for other programs than a browser page: the map's tiles, and a file for a spreadsheet.</summary>
internal static class StreetCrimeEndpoints
{
    private const string Permission = "street-crime.read";

    public static void MapStreetCrime(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/map/tiles/street-crime/{z:int}/{x:int}/{y:int}", TileAsync).RequireAuthorization(Permission);
        routes.MapGet("/records/street-crime.csv", CsvAsync).RequireAuthorization(Permission);
    }

    private static async Task<IResult> TileAsync(
        int z,
        int x,
        int y,
        [AsParameters] Asked asked,
        StreetTiles tiles,
        Viewer viewer,
        HttpContext http,
        CancellationToken ct
    )
    {
        var tile = new TileAddress(z, x, y);
        if (!tile.Exists)
            return TypedResults.NotFound();
        var tag = await tiles.TagAsync(asked.Question, viewer, ct);
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, max-age=60";
        if (string.Equals(http.Request.Headers.IfNoneMatch.ToString(), tag, StringComparison.Ordinal))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Bytes(await tiles.DrawAsync(tile, asked.Question, viewer, ct), "application/vnd.mapbox-vector-tile");
    }

    private static async Task CsvAsync(
        [AsParameters] Asked asked,
        StreetCrimes crimes,
        Viewer viewer,
        HttpContext http,
        CancellationToken ct
    )
    {
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"street-crime.csv\"";
        await using var writer = new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 16 * 1024)
        {
            NewLine = "\r\n",
        };
        await writer.WriteLineAsync(
            "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category"
        );
        await foreach (var crime in crimes.AllAsync(asked.Question, viewer, ct))
            await writer.WriteLineAsync(Line(crime));
    }

    private static string Line(StreetCrimeLine c) =>
        string.Join(
            ',',
            CsvText.Field(c.CrimeId),
            c.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            CsvText.Field(c.ReportedBy),
            CsvText.Field(c.FallsWithin),
            Degrees(c.Longitude),
            Degrees(c.Latitude),
            CsvText.Field(c.Location),
            CsvText.Field(c.Lsoa),
            CsvText.Field(c.LsoaName),
            CsvText.Field(c.Category),
            CsvText.Field(c.Outcome)
        );

    private static string Degrees(int? millionths) =>
        millionths is { } m ? (m / 1_000_000m).ToString("0.000000", CultureInfo.InvariantCulture) : "";

    /// <summary>The question as it stands in an address.</summary>
    internal sealed record Asked(string? Force, string? Month, string? Category, string? Outcome, string? Area, long? Place)
    {
        public StreetCrimeQuestion Question => new(Force, Month, Category, Outcome, Area, Place);
    }
}
