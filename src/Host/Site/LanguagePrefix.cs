using Bluelamp.Kernel.Web;

namespace Bluelamp.Host.Site;

/// <summary>
/// English stands at <c>/…</c>, Welsh at <c>/cy/…</c>. The prefix moves to the path base: routes are written once, and a relative link keeps
/// the language because the page's <c>base</c> holds it.
/// </summary>
internal static class LanguagePrefix
{
    public static void UseLanguagePrefix(this IApplicationBuilder app) =>
        app.Use(
            static (http, next) =>
            {
                if (!http.Request.Path.StartsWithSegments(Languages.WelshPrefix, StringComparison.Ordinal, out var rest))
                    return next(http);
                http.Request.PathBase = http.Request.PathBase.Add(Languages.WelshPrefix);
                http.Request.Path = rest.HasValue ? rest : "/";
                return next(http);
            }
        );

    public static Language LanguageOf(HttpContext? http) =>
        http?.Request.PathBase.Value?.EndsWith(Languages.WelshPrefix, StringComparison.Ordinal) is true ? Language.Welsh : Language.English;

    /// <summary>The address of the same page in the other language, with its query.</summary>
    public static string InOtherLanguage(HttpContext http)
    {
        var path = Requested.PathAndQuery(http);
        return LanguageOf(http) is Language.Welsh ? path : $"{Languages.WelshPrefix}{path}";
    }
}
