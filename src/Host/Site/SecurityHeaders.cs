using Bluelamp.Kernel.Web;

namespace Bluelamp.Host.Site;

/// <summary>What every answer tells the browser: load only from us, frame us nowhere, send no address on, keep nothing personal.</summary>
internal static class SecurityHeaders
{
    /// <summary>The one style sheet that <c>@hotwired/turbo</c> writes into a page, by its hash; another version may need another.</summary>
    private const string TurboProgressBar = "'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='";

    /// <summary>
    /// No <c>unsafe-*</c>. The one script inside a page is named by its hash; <c>data:</c> and <c>blob:</c> pictures are the map's own
    /// icons.
    /// </summary>
    public static readonly string Policy = string.Join(
        "; ",
        "default-src 'none'",
        "base-uri 'self'",
        $"script-src 'self' {BodyScript.Hash}",
        $"style-src 'self' {TurboProgressBar}",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "media-src 'self' blob:",
        "form-action 'self'",
        "frame-ancestors 'none'"
    );

    /// <summary>Writes them as the answer starts: an exception on the way clears what was written before.</summary>
    public static void UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            static (http, next) =>
            {
                http.Response.OnStarting(WriteAsync, http);
                return next(http);
            }
        );

    private static Task WriteAsync(object state)
    {
        var http = (HttpContext)state;
        Write(http.Response.Headers, http.Request.IsHttps);
        KeepNothingPersonal(http);
        return Task.CompletedTask;
    }

    private static void Write(IHeaderDictionary headers, bool https)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        if (headers["Referrer-Policy"].Count == 0)
            headers["Referrer-Policy"] = "same-origin"; // a page whose address is a secret says less
        headers["Permissions-Policy"] = "camera=(), microphone=(), payment=(), usb=(), geolocation=(self), interest-cohort=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (https)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
    }

    /// <summary>Whatever says nothing else is not stored, neither by the browser nor on the way.</summary>
    private static void KeepNothingPersonal(HttpContext http)
    {
        if (http.Response.Headers.CacheControl.Count == 0)
            http.Response.Headers.CacheControl = MayBeStored(http) ? "no-cache" : "no-store";
    }

    private static bool MayBeStored(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<FaceAttribute>() is { MayBeStored: true }
        && http.Response.StatusCode == StatusCodes.Status200OK;
}
