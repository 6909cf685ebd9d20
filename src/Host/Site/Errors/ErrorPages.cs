namespace Bluelamp.Host.Site;

/// <summary>Turns an empty refusal (404, 403, 429 …) and a defect into a page that says what to do.</summary>
internal static class ErrorPages
{
    public static void UseErrorPages(IApplicationBuilder app)
    {
        app.UseExceptionHandler("/error/500", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/error/{0}", createScopeForStatusCodePages: true);
    }
}
