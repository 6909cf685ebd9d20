using Microsoft.AspNetCore.Http;

namespace Bluelamp.Kernel.Access;

/// <summary>Something more beside the sign-in form, such as the invented people of the demo.</summary>
public sealed record SignInAside(Type Component);

/// <summary>The last step of every way in.</summary>
public static class Entrance
{
    /// <summary>Hands a session to the browser. One that it had before ends: a session never outlives the sign-in that follows it.</summary>
    public static async Task OpenAsync(HttpContext http, SignInDesk signIn, string token, CancellationToken ct)
    {
        if (http.Features.Get<CurrentSession>() is { } before && http.Features.Get<Viewer>() is { } viewer)
            await signIn.EndAsync(before.Id, viewer, ct);
        SessionCookie.Write(http, token);
        SessionCookie.RemoveSetUp(http);
    }

    /// <summary>Where staff begin when they wanted nothing else.</summary>
    public static string Desk(HttpContext http) => $"{http.Request.PathBase}/desk";
}
