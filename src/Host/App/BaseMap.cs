namespace Bluelamp.Host.App;

/// <summary>
/// The ground under every map, from the data folder: <c>map/base.geojson</c>, features of <c>kind</c> area, boundary, road or main-road. A force puts its
/// own there; the demo leaves its streets. Without one the ground is plain.
/// </summary>
internal static class BaseMap
{
    private const string Nothing = """{"type":"FeatureCollection","features":[]}""";

    public static void MapBaseMap(this IEndpointRouteBuilder routes, string dataPath)
    {
        var file = Path.Combine(Path.GetFullPath(dataPath), "map", "base.geojson");
        routes
            .MapGet(
                "/map/base.geojson",
                (HttpContext http) =>
                {
                    http.Response.Headers.CacheControl = "public, max-age=3600";
                    return File.Exists(file)
                        ? Results.File(
                            file,
                            "application/geo+json",
                            lastModified: new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero)
                        )
                        : Results.Text(Nothing, "application/geo+json");
                }
            )
            .AllowAnonymous();
    }
}
