using Bluelamp.Kernel.Operations;

namespace Bluelamp.Host.App;

/// <summary>
/// For whoever watches the machines: <c>/health/live</c> says that the process answers, <c>/health/ready</c> that its database does, and what lags.
/// </summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", static () => TypedResults.Text("live")).AllowAnonymous();
        routes.MapGet("/health/ready", ReadyAsync).AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(ReadinessCheck check, CancellationToken ct)
    {
        var readiness = await check.AskAsync(ct);
        return TypedResults.Text(
            readiness.ToString(),
            statusCode: readiness.Serves ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }
}
