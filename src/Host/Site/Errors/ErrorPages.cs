using System.Globalization;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Diagnostics;

namespace Bluelamp.Host.Site;

/// <summary>
/// Turns an empty refusal (404, 403, 429 …) and a defect into a page that says what to do, or into problem details for a program. A database that is away
/// is no defect: 503, with the time after which to try again.
/// </summary>
internal static class ErrorPages
{
    /// <summary>The private database is up again within this; another one is looked for again as often.</summary>
    private static readonly TimeSpan TryAfter = TimeSpan.FromSeconds(10);

    public static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/error/500",
                CreateScopeForErrors = true,
                StatusCodeSelector = static e =>
                    Outage.IsBehind(e) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError,
                SuppressDiagnosticsCallback = static failed => Outage.IsBehind(failed.Exception),
            }
        );
        app.UseWhen(
            static http => !IsForPrograms(http),
            static pages =>
            {
                pages.UseStatusCodePagesWithReExecute("/error/{0}", createScopeForStatusCodePages: true);
                pages.Use(BareAsync);
            }
        );
        app.UseWhen(
            static http => http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal),
            static api =>
                api.UseStatusCodePages(static empty =>
                    empty.HttpContext.Response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed
                        ? Problem(empty.HttpContext.Response.StatusCode).For(empty.HttpContext).ExecuteAsync(empty.HttpContext)
                        : Task.CompletedTask
                )
        );
        app.Use(SayAsync);
    }

    /// <summary>
    /// An address that there is, but not for this method: said before anybody is asked who they are, since the endpoint that routing makes for it declares
    /// nothing and would be taken for one of the staff's.
    /// </summary>
    public static void UseMethodRefusal(this IApplicationBuilder app) =>
        app.Use(
            static (http, next) =>
                http.GetEndpoint() is { Metadata.Count: 0, DisplayName: "405 HTTP Method Not Supported", RequestDelegate: { } refuse }
                    ? refuse(http)
                    : next(http)
        );

    /// <summary>Whether the answer is read by a program: the API, whatever asks for JSON and no page, and what no form of a page can send.</summary>
    public static bool IsForPrograms(HttpContext http) => IsForPrograms(http, http.Request.Path);

    private static bool IsForPrograms(HttpContext http, PathString path) =>
        path.StartsWithSegments("/api", StringComparison.Ordinal)
        || !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsPost(http.Request.Method))
        || (
            http.Request.Headers.Accept.ToString() is var accept
            && accept.Contains("json", StringComparison.OrdinalIgnoreCase)
            && !accept.Contains("text/html", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>
    /// A page that refuses a form before it is drawn (a token that is missing or too old, a body that is no form) has said already that it is a page, and
    /// then nothing: without that word it gets the page of its refusal.
    /// </summary>
    private static async Task BareAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (!http.Response.HasStarted && http.Response.StatusCode >= StatusCodes.Status400BadRequest)
            http.Response.ContentType = null;
    }

    private static Task SayAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IExceptionHandlerPathFeature>() is { } failed)
            return SayAsync(failed, http, next);
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null)
            ReadOnly(http);
        return next(http);
    }

    private static Task SayAsync(IExceptionHandlerPathFeature failed, HttpContext http, RequestDelegate next)
    {
        var status = http.Response.StatusCode;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            http.RequestServices.GetRequiredService<DatabaseWatch>().Noticed(failed.Error);
            http.RequestServices.GetRequiredService<ILogger<Assets>>().DatabaseAway(failed.Error.GetType().Name);
            http.Response.Headers.RetryAfter = TryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }

        if (IsForPrograms(http, failed.Path))
            return Problem(status).For(http).ExecuteAsync(http);
        ReadOnly(http);
        return next(http);
    }

    /// <summary>An error page is read, whatever was sent: else a refused form would be refused, or counted by the limits, once more.</summary>
    private static void ReadOnly(HttpContext http) => http.Request.Method = HttpMethods.Get;

    private static ApiProblem Problem(int status) =>
        status switch
        {
            StatusCodes.Status503ServiceUnavailable => new(
                "try-again",
                status,
                new("Our database is away", "Nid yw ein cronfa ddata ar gael"),
                new(
                    "Our database is away for a moment. Nothing that was acknowledged is lost. Send the same request again, with the same Idempotency-Key, after as many seconds as Retry-After says.",
                    "Nid yw ein cronfa ddata ar gael am ennyd. Nid oes dim a gydnabuwyd wedi'i golli. Anfonwch yr un cais eto, gyda'r un Idempotency-Key, ar ôl cynifer o eiliadau ag y mae Retry-After yn ei ddweud."
                )
            ),
            StatusCodes.Status404NotFound => new(
                "no-such-address",
                status,
                new("There is nothing here", "Nid oes dim yma"),
                new(
                    "There is nothing at this address. What there is, /openapi/v1.json says.",
                    "Nid oes dim yn y cyfeiriad hwn. Mae /openapi/v1.json yn dweud beth sydd."
                )
            ),
            StatusCodes.Status405MethodNotAllowed => new(
                "other-method",
                status,
                new("Not by this method", "Nid gyda'r dull hwn"),
                new("Use a method that Allow names.", "Defnyddiwch ddull y mae Allow yn ei enwi.")
            ),
            _ => new(
                "defect",
                status,
                new("Something is wrong with our service", "Mae rhywbeth o'i le ar ein gwasanaeth"),
                new(
                    "Something is wrong with our service. Try again in a few minutes.",
                    "Mae rhywbeth o'i le ar ein gwasanaeth. Rhowch gynnig arall arni ymhen ychydig funudau."
                )
            ),
        };
}
