using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Mvc;

namespace Bluelamp.Host.Site;

/// <summary>Light, dark, or as the device says; remembered in a cookie, so that the first paint is right and no script is needed.</summary>
internal static class Theme
{
    public const string Cookie = "bl-theme";

    /// <summary><c>light</c>, <c>dark</c>, or null for the device's own choice.</summary>
    public static string? Of(HttpContext http) => http.Request.Cookies[Cookie] is "light" or "dark" ? http.Request.Cookies[Cookie] : null;

    /// <summary>What the toggle offers: the other one. Without a choice yet, dark.</summary>
    public static string Other(HttpContext http) => Of(http) is "dark" ? "light" : "dark";

    public static void MapTheme(this IEndpointRouteBuilder routes) => routes.MapPost("/theme", Post).AllowAnonymous();

    private static IResult Post(HttpContext http, [FromForm] string theme, [FromForm] string? back)
    {
        if (theme is "light" or "dark")
            http.Response.Cookies.Append(Cookie, theme, Remembered(http));
        return Results.LocalRedirect(Addresses.OnThisSite(back));
    }

    private static CookieOptions Remembered(HttpContext http) =>
        new()
        {
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            IsEssential = true,
            Path = "/",
        };
}
