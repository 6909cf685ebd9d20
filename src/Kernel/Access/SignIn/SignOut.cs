using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Bluelamp.Kernel.Access;

internal static class SignOut
{
    public static void MapSignOut(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-out", PostAsync).RequireAuthorization(Policies.Staff);
        routes.MapPost("/sign-out/everywhere", PostEverywhereAsync).RequireAuthorization(Policies.Staff);
    }

    private static async Task<RedirectHttpResult> PostAsync(HttpContext http, Viewer viewer, SignInDesk signIn, CancellationToken ct)
    {
        await signIn.EndAsync(http.Features.GetRequiredFeature<CurrentSession>().Id, viewer, ct);
        return Leave(http);
    }

    private static async Task<RedirectHttpResult> PostEverywhereAsync(
        HttpContext http,
        Viewer viewer,
        SignInDesk signIn,
        CancellationToken ct
    )
    {
        await signIn.EndAllAsync(viewer, ct);
        return Leave(http);
    }

    private static RedirectHttpResult Leave(HttpContext http)
    {
        SessionCookie.Remove(http);
        return TypedResults.LocalRedirect($"{http.Request.PathBase}/sign-in");
    }
}
