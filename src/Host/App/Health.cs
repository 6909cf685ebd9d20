using Npgsql;

namespace Bluelamp.Host.App;

/// <summary>For whoever watches the machines: <c>/health/live</c> says that the process answers, <c>/health/ready</c> that its database does.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", static () => TypedResults.Text("live")).AllowAnonymous();
        routes.MapGet("/health/ready", ReadyAsync).AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        try
        {
            await using var ping = source.CreateCommand("select 1");
            await ping.ExecuteScalarAsync(ct);
            return TypedResults.Text("ready");
        }
        catch (NpgsqlException)
        {
            return TypedResults.Text("no database", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
