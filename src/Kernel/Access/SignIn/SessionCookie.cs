using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Kernel.Access;

/// <summary>
/// The cookie that holds a session's token. Over TLS it bears the <c>__Host-</c> prefix: the browser takes it from us alone, over TLS alone, for the whole
/// site. Over plain HTTP, as on a laptop, browsers refuse that, so it goes without.
/// </summary>
internal static class SessionCookie
{
    private const string Plain = "bl-session";
    private const string PlainSetUp = "bl-set-up";

    public static string? Token(HttpContext http) => http.Request.Cookies[Name(http, Plain)];

    public static void Write(HttpContext http, string token) =>
        http.Response.Cookies.Append(Name(http, Plain), token, Options(http, SameSiteMode.Lax));

    public static void Remove(HttpContext http) => http.Response.Cookies.Delete(Name(http, Plain), Options(http, SameSiteMode.Lax));

    public static string? SetUp(HttpContext http) => http.Request.Cookies[Name(http, PlainSetUp)];

    public static void WriteSetUp(HttpContext http, string ticket) =>
        http.Response.Cookies.Append(Name(http, PlainSetUp), ticket, Options(http, SameSiteMode.Strict));

    public static void RemoveSetUp(HttpContext http) =>
        http.Response.Cookies.Delete(Name(http, PlainSetUp), Options(http, SameSiteMode.Strict));

    private static string Name(HttpContext http, string plain) => http.Request.IsHttps ? $"__Host-{plain}" : plain;

    /// <summary>No lifetime: it ends with the browser, and on the server before that.</summary>
    private static CookieOptions Options(HttpContext http, SameSiteMode sameSite) => OwnCookie.Options(http, lasts: null, sameSite);
}
