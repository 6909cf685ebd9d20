using Microsoft.AspNetCore.Http;

namespace Bluelamp.Kernel.Web;

/// <summary>How every cookie of ours is kept: strictly necessary, out of reach of scripts, and over HTTPS wherever there is HTTPS.</summary>
public static class OwnCookie
{
    /// <summary>For writing one, and for taking it away again.</summary>
    /// <param name="lasts">How long the browser keeps it; until it is closed, when left out.</param>
    public static CookieOptions Options(HttpContext http, TimeSpan? lasts = null, SameSiteMode sameSite = SameSiteMode.Lax) =>
        new()
        {
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            SameSite = sameSite,
            Path = "/",
            IsEssential = true,
            MaxAge = lasts,
        };
}
