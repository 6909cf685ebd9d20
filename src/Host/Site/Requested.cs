using Microsoft.AspNetCore.Diagnostics;

namespace Bluelamp.Host.Site;

/// <summary>What the reader asked for, also while an error page answers in its stead. Without the language.</summary>
internal static class Requested
{
    public static string Path(HttpContext http) =>
        http.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath
        ?? http.Features.Get<IExceptionHandlerPathFeature>()?.Path
        ?? http.Request.Path.Value
        ?? "/";

    public static string PathAndQuery(HttpContext http) =>
        Path(http) + (http.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalQueryString ?? http.Request.QueryString.Value);
}
