using Microsoft.AspNetCore.Diagnostics;

namespace Bluelamp.Host.Site;

/// <summary>Turns an empty refusal (404, 403, 429 …) and a defect into a page that says what to do.</summary>
internal static class ErrorPages
{
    public static void UseErrorPages(IApplicationBuilder app)
    {
        app.UseExceptionHandler("/error/500", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/error/{0}", createScopeForStatusCodePages: true);
        app.Use(ReadOnly);
    }

    /// <summary>An error page is read, whatever was sent: else a refused form would be refused, or counted by the limits, once more.</summary>
    private static Task ReadOnly(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null)
            http.Request.Method = HttpMethods.Get;
        return next(http);
    }
}
